/** By which calls a value is made. */
import { Node } from "../../compile/index.js";
import { importedNodes } from "../link/imports.js";
import type { Site } from "../program/entity.js";
import { heldBy } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "./context.js";

/** The calls that a value is made by, through variables and imports. */
export function callsOf(models: Models, module: Loaded, start: number): readonly Site[] {
  const found: Site[] = [];
  const pending = [{ module, node: start }];
  for (const { module: at, node } of pending) {
    if (pending.length > MOST_IMPORTS) break;
    const { flow } = at;
    for (const held of heldBy(flow, node)) {
      if (flow.nodeKind[held] === Node.Call) found.push({ module: at, call: flow.nodeAux[held] ?? 0 });
      const item = flow.nodeKind[held] === Node.Import ? flow.imports[flow.nodeAux[held] ?? -1] : undefined;
      if (item !== undefined) pending.push(...importedNodes(models.linker, at, item));
    }
  }
  return found;
}
/** Names that are imported one from the other. */
const MOST_IMPORTS = 40;
