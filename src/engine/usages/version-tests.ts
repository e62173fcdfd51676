/**
 * Comparisons of Node's version with a constant: `semver.lt(process.version, "18.0.0")`, `major < 18` with `major` read from
 * `process.versions.node`. Whether they can still turn out both ways is the policy's question: it knows the targets.
 */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import type { Usage } from "../api.js";
import type { Loaded } from "../program/loaded.js";
import { globalPath } from "./global-path.js";

const OPERATORS: ReadonlyMap<string, string> = new Map([["lt", "<"], ["lte", "<="], ["gt", ">"], ["gte", ">="], ["eq", "=="], ["neq", "!="]]);
const MIRRORED: ReadonlyMap<string, string> = new Map([["<", ">"], ["<=", ">="], [">", "<"], [">=", "<="]]);
/** `left operator right`, one comparison and nothing else. */
const COMPARISON = /^([^<>=!&|?:]+?)\s*(<=|>=|<|>|[=!]==?)\s*([^<>=!&|?:]+)$/;
const DEPTH = 24;

/** Kind: `version-test`. Note: the comparison with Node's version on the left (`< 18.0.0`), or `satisfies <range>`. */
export function versionTests(module: Loaded): Usage[] {
  if (!/\bprocess\b[^;]{0,40}\bversions?\b/.test(module.text)) return [];
  const { flow } = module;
  const usages: Usage[] = [];
  for (let node = 0; node < flow.nodeCount; node++) {
    const kind = flow.nodeKind[node] as Node;
    const note = kind === Node.Call ? semverTest(flow, flow.nodeAux[node] ?? 0) : kind === Node.Operator ? majorTest(module, node) : null;
    if (note !== null) usages.push({ start: flow.nodeStart[node] ?? 0, end: flow.nodeEnd[node] ?? 0, kind: "version-test", note });
  }
  return usages;
}

function semverTest(flow: FlowModule, call: number): string | null {
  const { calls } = flow;
  const method = semverFunction(flow, calls.callee[call] ?? -1);
  const first = calls.firstArgument[call] ?? 0;
  if (method === null || (calls.firstArgument[call + 1] ?? 0) - first < 2) return null;
  const [left, right] = [calls.argumentNode[first] ?? -1, calls.argumentNode[first + 1] ?? -1];
  if (isNodeVersion(flow, left)) {
    const text = constantText(flow, right);
    if (text === null) return null;
    return method === "satisfies" ? `satisfies ${text}` : `${OPERATORS.get(method) ?? ""} ${text}`;
  }
  const text = method === "satisfies" || !isNodeVersion(flow, right) ? null : constantText(flow, left);
  const operator = OPERATORS.get(method) ?? "";
  return text === null ? null : `${MIRRORED.get(operator) ?? operator} ${text}`;
}

/** The name of the function of `semver` that a callee is. */
function semverFunction(flow: FlowModule, callee: number): string | null {
  const origin = flow.nodeOrigin[callee] ?? callee;
  const item = flow.imports.find(({ node }) => node === origin);
  let name: string | undefined;
  if (item !== undefined) name = item.specifier === "semver" ? item.name : /^semver\/functions\/(\w+)/.exec(item.specifier)?.[1];
  else if (flow.nodeKind[origin] === Node.Load) {
    const base = flow.nodeOrigin[source(flow, origin)] ?? -1;
    const whole = flow.nodeKind[base] === Node.Module ? flow.strings[flow.nodeAux[base] ?? -1] : flow.imports.find(({ node }) => node === base)?.specifier;
    if (whole === "semver") name = flow.strings[flow.nodeAux[origin] ?? -1];
  }
  return name !== undefined && (name === "satisfies" || OPERATORS.has(name)) ? name : null;
}

function isNodeVersion(flow: FlowModule, node: number): boolean {
  const path = globalPath(flow, node);
  return path === "process.version" || path === "process.versions.node";
}

/** `major < 18`: the one operator has no operands in the flow module, so they are found by their places. */
function majorTest({ flow, text }: Loaded, operator: number): string | null {
  const [start, end] = [flow.nodeStart[operator] ?? 0, flow.nodeEnd[operator] ?? 0];
  if (end - start > 120) return null;
  const [, left = "", comparison = "", right = ""] = COMPARISON.exec(text.slice(start, end)) ?? [];
  if (comparison === "") return null;
  if (/^\d+(\.\d+)?$/.test(right.trim()) && isMajor(flow, operandAt(flow, operator, start, start + left.length, left))) return `${comparison} ${right.trim()}`;
  const from = end - right.length;
  if (/^\d+(\.\d+)?$/.test(left.trim()) && isMajor(flow, operandAt(flow, operator, from, end, right))) return `${MIRRORED.get(comparison) ?? comparison} ${left.trim()}`;
  return null;
}

/** The node of an operand: it lies there, or it is the only variable of that name. */
function operandAt(flow: FlowModule, operator: number, start: number, end: number, text: string): number {
  for (let node = operator - 1; node >= 0 && node > operator - 64; node--) {
    if (flow.nodeStart[node] === start && flow.nodeEnd[node] === end && flow.nodeKind[node] !== Node.Operator) return node;
  }
  const name = text.trim();
  if (!/^[\w$]+$/.test(name)) return -1;
  const named = flow.bindings.flatMap((binding, index) => (binding.name === name ? [index] : []));
  if (named.length !== 1) return -1;
  for (let node = 0; node < flow.nodeCount; node++) {
    if (flow.nodeKind[node] === Node.Variable && flow.nodeAux[node] === named[0] && flow.nodeFunction[node] === flow.bindings[named[0] ?? -1]?.owner) return node;
  }
  return -1;
}

/** Whether a value is the first number of Node's version, and of nothing else. */
function isMajor(flow: FlowModule, node: number): boolean {
  const indexes: string[] = [];
  let matched = false;
  let at = node;
  for (let step = 0; step < DEPTH && at >= 0; step++) {
    if (isNodeVersion(flow, at)) return indexes.length === 0 || indexes[0] === (matched ? "1" : "0");
    const kind = flow.nodeKind[at] as Node;
    if (kind === Node.Call) {
      const call = flow.nodeAux[at] ?? 0;
      const callee = flow.calls.callee[call] ?? -1;
      const name = flow.strings[flow.nodeAux[callee] ?? -1];
      const receiver = flow.calls.receiver[call] ?? -1;
      if (/^(parseInt|parseFloat|Number|major)$/.test(name ?? "")) at = flow.calls.argumentNode[flow.calls.firstArgument[call] ?? 0] ?? -1;
      else if (receiver >= 0 && /^(split|slice|substring|substr|replace|map|match|trim)$/.test(name ?? "")) {
        matched ||= name === "match";
        at = receiver;
      } else return false;
      continue;
    }
    if (kind === Node.Load) {
      const name = flow.strings[flow.nodeAux[at] ?? -1] ?? "";
      if (!/^\d$/.test(name)) return false;
      indexes.push(name);
    }
    at = source(flow, at);
  }
  return false;
}

/** What a node is made of, if of one value. */
function source(flow: FlowModule, node: number): number {
  let found = -1;
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const kind = flow.edgeKind[edge] as Edge;
    if (kind !== Edge.Load && kind !== Edge.Value && kind !== Edge.Capture && kind !== Edge.Refine && kind !== Edge.Post && kind !== Edge.Base) continue;
    if (found >= 0) return -1;
    found = flow.edgeFrom[edge] ?? -1;
  }
  return found;
}

function constantText(flow: FlowModule, node: number): string | null {
  const value = flow.nodeKind[node] === Node.Constant ? flow.constants[flow.nodeAux[node] ?? -1] : undefined;
  return typeof value === "string" ? value : null;
}
