/** `typeof x === "string" || x instanceof String`: the second half asks for objects that nothing makes. */
import { GuardOp, Node, type FlowModule } from "../../compile/index.js";
import type { Usage } from "../api.js";
import type { Loaded } from "../program/loaded.js";
import { globalPath } from "./global-path.js";

const WRAPPERS: ReadonlyMap<string, string> = new Map([["String", "string"], ["Number", "number"], ["Boolean", "boolean"]]);
/** Farthest apart that the two halves of one condition stand. */
const APART = 120;

/** Kind: `dual-test`. Note: the half that is enough. */
export function dualTests(module: Loaded): Usage[] {
  const { flow, text } = module;
  const usages: Usage[] = [];
  for (let node = 0; node < flow.nodeCount; node++) {
    const guard = flow.nodeKind[node] === Node.Refine ? flow.guards[flow.nodeAux[node] ?? -1] : undefined;
    if (guard?.op !== GuardOp.InstanceOf) continue;
    const type = WRAPPERS.get(globalPath(flow, guard.operand) ?? "");
    const subject = textOf(module, node);
    if (type === undefined || !hasTypeofBeside(module, node, subject, type)) continue;
    const start = flow.nodeStart[node] ?? 0;
    const end = flow.nodeEnd[comparison(flow, text, node)] ?? flow.nodeEnd[node] ?? 0;
    usages.push({ start, end, kind: "dual-test", note: `typeof ${subject} === "${type}"` });
  }
  return usages;
}

function textOf({ flow, text }: Loaded, node: number): string {
  return text.slice(flow.nodeStart[node] ?? 0, flow.nodeEnd[node] ?? 0);
}

/** Whether the same value is tested with `typeof` in the same condition. */
function hasTypeofBeside(module: Loaded, refined: number, subject: string, type: string): boolean {
  const { flow, text } = module;
  const start = flow.nodeStart[refined] ?? 0;
  for (let node = 0; node < flow.nodeCount; node++) {
    if (flow.nodeKind[node] !== Node.Refine || flow.nodeFunction[node] !== flow.nodeFunction[refined]) continue;
    const guard = flow.guards[flow.nodeAux[node] ?? -1];
    if (guard === undefined || (guard.op !== GuardOp.Typeof && guard.op !== GuardOp.NotTypeof) || guard.text !== type) continue;
    const other = flow.nodeStart[node] ?? 0;
    if (Math.abs(other - start) > APART || textOf(module, node) !== subject) continue;
    const between = text.slice(Math.min(start, other) + subject.length, Math.max(start, other));
    if (/\|\||&&/.test(between) && !/[;{}]/.test(between)) return true;
  }
  return false;
}

/** The comparison that the refinement came of: made just before it. */
function comparison(flow: FlowModule, text: string, refined: number): number {
  const [start, end] = [flow.nodeStart[refined] ?? 0, flow.nodeEnd[refined] ?? 0];
  for (let node = refined - 1; node >= 0 && node > refined - 16; node--) {
    if (flow.nodeKind[node] !== Node.Operator || (flow.nodeStart[node] ?? 0) > start) continue;
    if (/^[)\s]*instanceof\b/.test(text.slice(end, flow.nodeEnd[node] ?? 0))) return node;
  }
  return refined;
}
