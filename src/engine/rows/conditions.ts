/** Conditions of model rows, asked of a call; and what has been proven of an object before it, which a condition may ask. */
import { Edge, GuardOp, Node, type Constant } from "../../compile/index.js";
import { RECEIVER, RESULT, type Condition, type GuardAt } from "../../models/model.js";
import { targetsOf } from "../link/targets.js";
import type { Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { callOf, constantAt, constantOf, leadingText, placeNode } from "./call-places.js";
import type { Models } from "./context.js";
import { madeAt } from "./literals.js";
import { placeholderStyle } from "./placeholders.js";
import { isUnescaped } from "./template-places.js";

/** Whether what a row says holds at a call. `path`: where in the row's place the value lies; `maker`: the call that made what the call is made on, where it is known. */
export function holdsAt(models: Models, site: Site, { condition }: { readonly condition: Condition | null }, path: readonly string[] = [], maker: Site | null = null): boolean {
  return condition === null || conditionHolds(models, site, condition, path, maker);
}

/** What a call tells by completing (`out`), or by its result: that it is true or false. */
export type Told = "out" | "true" | "false";

/** Whether a row says something of an argument once a call has told that. `result`: the part of the result that was looked at. */
export function guardHolds(models: Models, site: Site, guard: GuardAt, argument: number, told: Told, result: readonly string[]): boolean {
  const isTold = guard.accepts === "completes" || (guard.accepts === told && guard.result.join() === result.join());
  return isTold && guard.guarded.at === argument && guard.guarded.path.length === 0 && holdsAt(models, site, guard);
}

function conditionHolds(models: Models, site: Site, condition: Condition, path: readonly string[], maker: Site | null): boolean {
  switch (condition.kind) {
    case "absent":
      return placeNode(models, site, condition.place) === -1;
    case "present":
      return placeNode(models, site, condition.place) !== -1;
    case "literal":
    case "unlike": {
      const text = constantText(constantAt(models, site, condition.place));
      return (text !== null && new RegExp(condition.pattern, "u").test(text)) === (condition.kind === "literal");
    }
    case "leading":
      return new RegExp(condition.pattern, "u").test(leadingText(models, site, condition.place));
    case "trailing":
      return new RegExp(condition.pattern, "u").test(trailingText(models, site, placeNode(models, site, condition.place)));
    case "proven":
    case "unproven": {
      const node = placeNode(models, site, condition.place);
      return (node >= 0 && isProven(models, site.module, node, condition.barrier)) === (condition.kind === "proven");
    }
    case "all":
      return condition.of.every((each) => conditionHolds(models, site, each, path, maker));
    case "made":
    case "unmade":
      return (maker !== null && conditionHolds(models, maker, condition.of, path, null)) === (condition.kind === "made");
    case "holds":
      return holdsType(models, site.module, placeNode(models, site, condition.place), condition.type, HELD_DEPTH);
    case "placeholder": {
      const text = constantAt(models, site, condition.place);
      return typeof text === "string" && (condition.style === "unescaped" ? isUnescaped(text, path) : placeholderStyle(text, path, condition.style));
    }
  }
}

/** Calls inside one another that are looked into for how a text ends. */
const TRAILING_DEPTH = 3;

/** The constant text that a text ends with, as far as that is a constant of its own, or the last that a library is handed to put together; "": none. */
function trailingText(models: Models, site: Site, node: number, depth = 0): string {
  const constant = constantOf(site, node);
  if (typeof constant === "string") return constant;
  const { flow } = site.module;
  const call = depth > TRAILING_DEPTH || node < 0 ? null : callOf(site, node);
  const last = call === null ? -1 : models.linker.arity({ module: site.module, call }) - 1;
  if (call === null || last < 0) return "";
  const joins = targetsOf(models.linker, site.module, call).some((target) => target.kind === "library" && target.effects.summaries.some(({ from, to, kind }) => kind === "text" && from.at === last && to.at === RESULT));
  return joins ? trailingText(models, { module: site.module, call }, flow.calls.argumentNode[(flow.calls.firstArgument[call] ?? 0) + last] ?? -1, depth + 1) : "";
}

/** Calls inside one another that are looked into for a value of a type. */
const HELD_DEPTH = 3;

/** Whether a value has a type of the models, or was made by a call that was handed one that has. */
function holdsType(models: Models, module: Loaded, node: number, type: string, depth: number): boolean {
  if (node < 0) return false;
  const { linker } = models;
  if (linker.of(module, node).some((item) => item.kind === "library" && linker.models.isA(item.state, type))) return true;
  return depth > 0 && madeAt(models, module, node).some((site) => {
    for (let index = 0; index < linker.arity(site); index++) if (holdsType(models, site.module, linker.argument(site, index), type, depth - 1)) return true;
    return false;
  });
}

/** A text, a number, a regular expression with its flags (`<>/g`; `<>` without any); `null`: another constant, or none. */
function constantText(constant: Constant): string | null {
  if (typeof constant === "string" || typeof constant === "number" || typeof constant === "boolean") return String(constant);
  return typeof constant === "object" && constant !== null && "regex" in constant ? (constant.flags === "" ? constant.regex : `${constant.regex}/${constant.flags}`) : null;
}

/** Functions inside functions that are looked into. */
const DEPTH = 4;

/** Whether on every way to this version of the value the barrier kind was proven: by calls that completed, by branches. */
function isProven(models: Models, module: Loaded, node: number, kind: string): boolean {
  return proves(models, module, node, kind, new Set(), 0);
}

function proves(models: Models, module: Loaded, node: number, kind: string, seen: Set<number>, depth: number): boolean {
  const { flow } = module;
  // Round a loop: what held before it, and on every way through it, holds.
  if (seen.has(node)) return true;
  seen.add(node);
  const before = (edge: number): boolean => proves(models, module, flow.edgeFrom[edge] ?? -1, kind, seen, depth);
  switch (flow.nodeKind[node] as Node) {
    case Node.Post: {
      const [edge = -1] = edgesInto(module, node, Edge.Post);
      if (edge < 0) return false;
      return completes(models, module, flow.nodeAux[node] ?? 0, flow.edgeLabel[edge] ?? 0, kind, depth) || before(edge);
    }
    case Node.Refine: {
      const guard = flow.guards[flow.nodeAux[node] ?? -1];
      const [edge = -1] = edgesInto(module, node, Edge.Refine);
      const told = guard?.op === GuardOp.CallTrue ? "true" : guard?.op === GuardOp.CallFalse ? "false" : null;
      if (guard !== undefined && told !== null && tells(models, { module, call: guard.call }, guard.argument, kind, told, guard.path)) return true;
      return edge >= 0 && before(edge);
    }
    case Node.Call: {
      const call = flow.nodeAux[node] ?? 0;
      return isMade(models, module, call, kind) || (givesReceiver(models, module, call) && (completes(models, module, call, RECEIVER, kind, depth) || proves(models, module, flow.calls.receiver[call] ?? -1, kind, seen, depth)));
    }
    case Node.Join:
    case Node.Update:
    case Node.Variable:
    case Node.Captured:
    case Node.Cast:
    case Node.Out:
    case Node.Await: {
      const edges = edgesInto(module, node, Edge.Value, Edge.Base, Edge.Capture, Edge.Await);
      return edges.length > 0 && edges.every(before);
    }
    default:
      return false;
  }
}

function edgesInto({ flow }: Loaded, node: number, ...kinds: readonly Edge[]): number[] {
  const found: number[] = [];
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    if (kinds.includes(flow.edgeKind[edge] as Edge)) found.push(edge);
  }
  return found;
}

/** What the call makes is so by what it was made of: `new Headers({ "content-type": "text/html" })`. */
function isMade(models: Models, module: Loaded, call: number, kind: string): boolean {
  return targetsOf(models.linker, module, call).some(
    (target) => target.kind === "library" && target.effects.barriers.some((barrier) => barrier.kind === kind && barrier.at === RESULT && barrier.path.length === 0 && holdsAt(models, { module, call }, barrier)),
  );
}

/** The call gives back what it was called on (`res.status(404)`). */
function givesReceiver(models: Models, module: Loaded, call: number): boolean {
  return targetsOf(models.linker, module, call).some(
    (target) => target.kind === "library" && target.effects.summaries.some(({ from, to, kind }) => kind === "value" && from.at === RECEIVER && from.path.length === 0 && to.at === RESULT && to.path.length === 0),
  );
}

/** Completing the call proves it of the argument: all functions that may be called do. */
function completes(models: Models, module: Loaded, call: number, argument: number, kind: string, depth: number): boolean {
  if (tells(models, { module, call }, argument, kind, "out", [])) return true;
  if (depth >= DEPTH) return false;
  const targets = targetsOf(models.linker, module, call);
  return targets.length > 0 && targets.every((target) => {
    if (target.kind !== "function" || target.apply) return false;
    const index = argument < 0 ? (target.self === "receiver" ? -1 : -2) : argument + target.offset;
    const out = index < -1 ? -1 : (target.module.flow.functions[target.fn]?.outs[index + 1] ?? -1);
    return out >= 0 && proves(models, target.module, out, kind, new Set(), depth + 1);
  });
}

function tells(models: Models, site: Site, argument: number, kind: string, told: Told, result: readonly string[]): boolean {
  return targetsOf(models.linker, site.module, site.call).some(
    (target) => target.kind === "library" && target.effects.guards.some((guard) => guard.kind === kind && guardHolds(models, site, guard, argument, told, result)),
  );
}
