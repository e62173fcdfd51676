/** Search into what a function has captured, or was bound to. */
import { captureContent, type PathId } from "../../facts/paths.js";
import { NO_PASSAGES, type Exit, type Passage } from "../../facts/summary.js";
import type { FunctionTarget } from "../../program/target.js";
import { runInto, start, type Pass } from "./pass.js";

/** A value in the environment of a function (`path` begins with where in it) that is called. */
export function enterClosure(pass: Pass, target: FunctionTarget, path: PathId, then: (exit: Exit, via: readonly Passage[]) => void, through: readonly Passage[] = NO_PASSAGES): void {
  const { paths } = pass.run.explorer.models;
  const info = target.module.flow.functions[target.fn];
  if (info === undefined) return;
  const head = paths.head(path);
  const inner = paths.tail(path);
  const bound = /^<bound (-?\d+)>$/.exec(head);
  if (bound !== null) {
    const index = Number(bound[1]);
    const node = index < 0 ? info.thisNode : (info.params[index]?.node ?? -1);
    if (node >= 0) runInto(pass, start(pass, target.module, node, inner), pass.fact, through, then);
    return;
  }
  for (const [binding, node] of info.captured) {
    if (captureContent(binding) === head) runInto(pass, start(pass, target.module, node, inner), pass.fact, through, then);
  }
}
