/** How a sink's call takes values beside its text, by the models of what is called. */
import { RESULT } from "../../models/model.js";
import type { Parameters } from "../api.js";
import type { Sink } from "../facts/summary.js";
import type { Linker } from "../link/linker.js";
import { targetsOf } from "../link/targets.js";

/** `null`: not known, or of different answers. */
export function parametersOf(linker: Linker, { module, call, argument }: Sink): Parameters | null {
  if (call < 0 || argument <= RESULT) return null;
  const found = new Map<string, Parameters>();
  for (const target of targetsOf(linker, module, call)) {
    for (const { text, values, placeholder } of target.kind === "library" ? target.effects.bindings : []) {
      if (text.at === argument && text.path.length === 0) found.set([values.at, ...values.path, placeholder].join(" "), { argument: values.at, path: values.path, placeholder });
    }
  }
  const [only, other] = found.values();
  return other === undefined ? only ?? null : null;
}
