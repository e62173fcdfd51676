/**
 * Polyfills: a built-in that is tested for and then written. A write without a test replaces the built-in on purpose (a mock, an
 * instrument), and one beside a read that is kept wraps it; neither is a polyfill.
 */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import type { Usage } from "../api.js";
import type { Loaded } from "../program/loaded.js";
import { globalPath } from "./global-path.js";

/** A write of a built-in. `name`: its path from the global object. */
interface Patch {
  readonly name: string;
  /** Of the point of the program where it is written. */
  readonly node: number;
  /** The range of the new value: what is read in there is read by the new one. */
  readonly from: number;
  readonly to: number;
}

/** Kinds: `polyfill`, `feature-fallback`. Notes: the name of the feature. */
export function patches(module: Loaded): Usage[] {
  const { flow } = module;
  const usages: Usage[] = [];
  const written = [...writes(flow), ...definitions(flow)];
  const names = new Set<string>();
  for (const patch of written) {
    const test = testBefore(module, patch);
    if (test === null) continue;
    names.add(patch.name);
    usages.push({ ...test, kind: "polyfill", note: patch.name });
  }
  for (let node = 0; node < flow.nodeCount; node++) {
    if (flow.nodeKind[node] !== Node.Join) continue;
    const left = leftOperand(flow, node);
    const name = left < 0 ? null : globalPath(flow, left);
    if (name === null || name === "" || names.has(name)) continue;
    usages.push({ start: flow.nodeStart[left] ?? 0, end: flow.nodeEnd[left] ?? 0, kind: "feature-fallback", note: name });
  }
  return usages;
}

/** `Array.prototype.at = …`, `structuredClone = …`. */
function writes(flow: FlowModule): Patch[] {
  const found: Patch[] = [];
  for (let node = 0; node < flow.nodeCount; node++) {
    if (flow.nodeKind[node] !== Node.Update) continue;
    let [base, store] = [-1, -1];
    for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      if (flow.edgeKind[edge] === Edge.Base) base = flow.edgeFrom[edge] ?? -1;
      else if (flow.edgeKind[edge] === Edge.Store) store = edge;
    }
    if (base < 0 || store < 0 || isVersionOnly(flow, node, flow.edgeFrom[store] ?? -1)) continue;
    const path = flow.paths[flow.nodeAux[node] ?? -1] ?? [];
    const owner = path.length > 1 || path[0] === "[]" ? null : globalPath(flow, base);
    if (owner === null) continue;
    const name = [owner, ...path].filter((part) => part !== "").join(".");
    if (name !== "") found.push({ name, node, from: flow.edgeStart[store] ?? 0, to: flow.edgeEnd[store] ?? 0 });
  }
  return found;
}

/** An object's version that came of a test or a call, not of a write in the program. */
function isVersionOnly(flow: FlowModule, update: number, value: number): boolean {
  const kind = flow.nodeKind[value] as Node;
  if (kind === Node.Post || kind === Node.Update) return true;
  return kind === Node.Refine && flow.nodeStart[value] === flow.nodeStart[update] && flow.nodeEnd[value] === flow.nodeEnd[update];
}

/** `Object.defineProperty(Array.prototype, "at", …)`, `Object.assign(globalThis, { fetch })`. */
function definitions(flow: FlowModule): Patch[] {
  const { calls } = flow;
  const found: Patch[] = [];
  for (let call = 0; call < calls.count; call++) {
    const callee = calls.callee[call] ?? -1;
    const method = flow.nodeKind[callee] === Node.Load ? flow.strings[flow.nodeAux[callee] ?? -1] : undefined;
    if (method !== "defineProperty" && method !== "assign") continue;
    const how = globalPath(flow, callee);
    if (how !== "Object.defineProperty" && how !== "Reflect.defineProperty" && how !== "Object.assign") continue;
    const first = calls.firstArgument[call] ?? 0;
    const owner = globalPath(flow, calls.argumentNode[first] ?? -1);
    if (owner === null) continue;
    const given = calls.argumentNode[first + 1] ?? -1;
    const node = calls.result[call] ?? -1;
    for (const name of how === "Object.assign" ? keysOf(flow, given) : [constantText(flow, given)]) {
      if (name !== null) found.push({ name: owner === "" ? name : `${owner}.${name}`, node, from: calls.argumentEnd[first] ?? 0, to: flow.nodeEnd[node] ?? 0 });
    }
  }
  return found;
}

function keysOf(flow: FlowModule, node: number): (string | null)[] {
  if (flow.nodeKind[node] !== Node.Object) return [];
  const keys: (string | null)[] = [];
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    if (flow.edgeKind[edge] === Edge.Store) keys.push(flow.paths[flow.edgeLabel[edge] ?? -1]?.[0] ?? null);
  }
  return keys;
}

function constantText(flow: FlowModule, node: number): string | null {
  const value = flow.nodeKind[node] === Node.Constant ? flow.constants[flow.nodeAux[node] ?? -1] : undefined;
  return typeof value === "string" ? value : null;
}

/** Where the program asks whether the built-in is there, before it writes it; `null`: it does not, or it keeps the old one. */
function testBefore(module: Loaded, { name, node: write, from, to }: Patch): { readonly start: number; readonly end: number } | null {
  const { flow } = module;
  const last = name.slice(name.lastIndexOf(".") + 1);
  const within = functionsAround(flow, flow.nodeFunction[write] ?? 0);
  let test = -1;
  for (let node = 0; node < write; node++) {
    const kind = flow.nodeKind[node] as Node;
    const start = flow.nodeStart[node] ?? 0;
    const inValue = start >= from && start < to;
    if (kind === Node.Constant) {
      if (within.has(flow.nodeFunction[node] ?? 0) && constantText(flow, node) === last && isKeyTest(module, node, name)) test = node;
    } else if ((kind === Node.Load || kind === Node.Global) && flow.strings[flow.nodeAux[node] ?? -1] === last && globalPath(flow, node) === name) {
      const fn = flow.nodeFunction[node] ?? 0;
      if (!within.has(fn) && !inValue) continue;
      if (isOnlyTested(flow, node)) test = test < 0 && within.has(fn) ? node : test;
      else return null;
    }
  }
  for (let node = write; node < flow.nodeCount; node++) {
    // The bodies of functions are compiled after the code around them.
    const start = flow.nodeStart[node] ?? 0;
    if (start >= from && start < to && flow.nodeKind[node] === Node.Load && flow.strings[flow.nodeAux[node] ?? -1] === last && globalPath(flow, node) === name) return null;
  }
  return test < 0 ? null : { start: flow.nodeStart[test] ?? 0, end: flow.nodeEnd[test] ?? 0 };
}

function functionsAround(flow: FlowModule, fn: number): ReadonlySet<number> {
  const around = new Set<number>();
  for (let at = fn; at >= 0 && !around.has(at); at = flow.functions[at]?.parent ?? -1) around.add(at);
  return around;
}

/** A read whose value goes nowhere but into a condition: `if (!X)`, `typeof X === …`, `X ||= …`. */
function isOnlyTested(flow: FlowModule, node: number): boolean {
  const isGlobal = flow.nodeKind[node] === Node.Global;
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    const to = flow.edgeTo[edge] ?? 0;
    const kind = flow.edgeKind[edge] as Edge;
    if (kind === Edge.Refine || kind === Edge.Base) continue;
    if (kind === Edge.Value && flow.nodeKind[to] === Node.Join && flow.nodeStart[to] === flow.nodeStart[node]) continue;
    // A function has one node per global, at its first use: later uses are other places.
    if (isGlobal && kind !== Edge.Value && flow.edgeStart[edge] !== flow.nodeStart[node]) continue;
    return false;
  }
  return true;
}

/** `"at" in Array.prototype`. */
function isKeyTest({ flow, text }: Loaded, constant: number, name: string): boolean {
  if (!/^\s*in\b/.test(text.slice(flow.nodeEnd[constant] ?? 0, (flow.nodeEnd[constant] ?? 0) + 16))) return false;
  const owner = name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "";
  for (let node = constant + 1; node < constant + 8 && node < flow.nodeCount; node++) {
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Operator) return false;
    if ((kind === Node.Load || kind === Node.Global) && globalPath(flow, node) === owner) return true;
  }
  // The global object had its node before.
  return owner === "" && /^\s*in\s+(globalThis|window|global|self)\b/.test(text.slice(flow.nodeEnd[constant] ?? 0, (flow.nodeEnd[constant] ?? 0) + 32));
}

/** The read that a join begins with: the left side of `||` or `??`. */
function leftOperand(flow: FlowModule, join: number): number {
  for (let at = flow.firstIn[join] ?? 0; at < (flow.firstIn[join + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const from = flow.edgeFrom[edge] ?? -1;
    const kind = flow.nodeKind[from] as Node;
    if (flow.edgeKind[edge] === Edge.Value && (kind === Node.Load || kind === Node.Global) && flow.nodeStart[from] === flow.nodeStart[join] && (flow.nodeEnd[from] ?? 0) < (flow.nodeEnd[join] ?? 0)) return from;
  }
  return -1;
}
