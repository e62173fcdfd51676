/** Forks over where the program runs: `if (process.env.NODE_ENV !== "test") return`. */
import { type Edge, Node } from "../../../compile/index.js";
import { targetsOf } from "../../link/targets.js";
import type { Loaded } from "../../program/loaded.js";
import type { Models } from "../../rows/context.js";
import { askedIn, isConstant } from "./asked.js";
import { DEPTH, imported, PASSED_OVER, restsOn, SLICE } from "./rests-on.js";

/** Whether a function goes on only where the program runs in one place and not in another: `if (process.env.NODE_ENV !== "test") return`. */
export function isLimited(models: Models, module: Loaded, fn: number): boolean {
  const { flow } = module;
  return (askedIn(module).tests.get(fn) ?? []).some(({ fork, node }) => flow.arms.some((arm) => arm.fork === fork && arm.leaves) && asksWhere(models, module, node));
}

/** Whether what stands at a position is run in some places only. */
export function isLimitedAt(models: Models, module: Loaded, position: number): boolean {
  const { flow } = module;
  return flow.arms.some((arm) => arm.kind === "branch" && arm.start <= position && position < arm.end && flow.tests.some(({ fork, node }) => fork === arm.fork && (asksWhere(models, module, node) || restsOn(models, module, node, models.vocabulary.settings, "made"))));
}

/** A value is, or is made of, the answer of a comparison of a setting with a value that the program knows. */
function asksWhere(models: Models, module: Loaded, start: number): boolean {
  const { settings } = models.vocabulary;
  const pending = [{ module, node: start, depth: 0 }];
  for (const at of pending) {
    if (pending.length > SLICE) return false;
    const { flow } = at.module;
    const kind = flow.nodeKind[at.node] as Node;
    const add = (where: Loaded, node: number, depth: number): void => {
      if (node >= 0 && !pending.some((each) => each.module === where && each.node === node)) pending.push({ module: where, node, depth });
    };
    if (kind === Node.Operator) {
      const question = askedIn(at.module).answers.get(at.node);
      if (question !== undefined && isConstant(flow, question.left) !== isConstant(flow, question.right)) {
        if (restsOn(models, at.module, isConstant(flow, question.left) ? question.right : question.left, settings, "made")) return true;
      }
    } else if (kind === Node.Call) {
      if (at.depth < DEPTH) for (const target of targetsOf(models.linker, at.module, flow.nodeAux[at.node] ?? 0)) if (target.kind === "function") add(target.module, target.module.flow.functions[target.fn]?.returnNode ?? -1, at.depth + 1);
    } else if (kind === Node.Import) {
      for (const place of imported(models, at.module, flow.nodeAux[at.node] ?? -1)) add(place.module, place.node, at.depth);
    } else {
      for (let index = flow.firstIn[at.node] ?? 0; index < (flow.firstIn[at.node + 1] ?? 0); index++) {
        const edge = flow.in[index] ?? 0;
        if (!PASSED_OVER.has(flow.edgeKind[edge] as Edge)) add(at.module, flow.edgeFrom[edge] ?? -1, at.depth);
      }
    }
  }
  return false;
}
