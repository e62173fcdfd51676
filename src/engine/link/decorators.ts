/** What decorators make of what they stand on. */
import { CallFlag, Node } from "../../compile/index.js";
import { NOTHING } from "../../models/model.js";
import { EntitySet } from "../program/entity-set.js";
import type { Entity } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { Linker } from "./linker.js";

/** What a decorator, or one of the values handed to it, says of what it stands on. */
export function decorated(linker: Linker, module: Loaded, decorator: number, what: "class" | "member" | "parameter"): readonly Entity[] {
  const { flow } = module;
  const { models } = linker;
  const set = new EntitySet();
  const state = linker.state(module, decorator);
  if (state !== NOTHING) set.addAll(linker.library(models.decorated(state, what)));
  if (flow.nodeKind[decorator] === Node.Call) {
    const call = flow.nodeAux[decorator] ?? 0;
    for (let at = flow.calls.firstArgument[call] ?? 0; at < (flow.calls.firstArgument[call + 1] ?? 0); at++) {
      let node = flow.calls.argumentNode[at] ?? -1;
      const made = flow.nodeAux[node] ?? -1;
      if (flow.nodeKind[node] === Node.Call && ((flow.calls.flags[made] ?? 0) & CallFlag.New) !== 0) node = flow.calls.callee[made] ?? -1;
      const given = linker.state(module, node);
      if (given !== NOTHING) set.addAll(linker.library(models.decorated(given, "with")));
    }
  }
  return set.list();
}
