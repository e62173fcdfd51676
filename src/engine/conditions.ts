/** Conditions of model rows, asked of a call. */
import { Edge, Node, type Constant } from "../compile/index.js";
import type { Condition, Place } from "../models/model.js";
import type { Models } from "./context.js";
import type { Site } from "./entity.js";
import { madeAt } from "./literals.js";
import { isProven } from "./proven.js";
import { placeholderStyle } from "./placeholders.js";
import type { Loaded } from "./world.js";

/** `maker`: the call that made what the call is made on; `null`: it is not known. */
export function conditionHolds(models: Models, site: Site, condition: Condition, path: readonly string[], maker: Site | null = null): boolean {
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
    case "proven":
    case "unproven": {
      const node = placeNode(models, site, condition.place);
      return (node >= 0 && isProven(models, site.module, node, condition.barrier)) === (condition.kind === "proven");
    }
    case "all":
      return condition.of.every((each) => conditionHolds(models, site, each, path, maker));
    case "made":
    case "unmade":
      return (maker !== null && conditionHolds(models, maker, condition.of, path)) === (condition.kind === "made");
    case "holds":
      return holdsType(models, site.module, placeNode(models, site, condition.place), condition.type, HELD_DEPTH);
    case "placeholder": {
      const text = constantAt(models, site, condition.place);
      return typeof text === "string" && placeholderStyle(text, path, condition.style);
    }
  }
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

/** The node at a place of a call; -1: nothing is there; -2: it cannot be told. */
export function placeNode(models: Models, site: Site, place: Place): number {
  let node = models.linker.argument(site, place.at);
  if (node < 0) return -1;
  const { flow } = site.module;
  for (const name of place.path) {
    const next = propertyNode(site, node, name);
    if (next < 0) return flow.nodeKind[flow.nodeOrigin[node] ?? node] === Node.Object ? -1 : -2;
    node = next;
  }
  return node;
}

/** The node stored under a name in an object literal or its later versions; -1. */
export function propertyNode(site: Site, node: number, name: string): number {
  const { flow } = site.module;
  const pending = [node];
  const seen = new Set(pending);
  for (;;) {
    const at = pending.shift();
    if (at === undefined) return -1;
    const end = flow.firstIn[at + 1] ?? 0;
    for (let index = (flow.firstIn[at + 1] ?? 0) - 1; index >= (flow.firstIn[at] ?? end); index--) {
      const edge = flow.in[index] ?? 0;
      const from = flow.edgeFrom[edge] ?? -1;
      switch (flow.edgeKind[edge] as Edge) {
        case Edge.Store: {
          const path = flow.paths[flow.edgeLabel[edge] ?? -1];
          if (path?.length === 1 && path[0] === name) return from;
          break;
        }
        case Edge.Value:
        case Edge.Base:
        case Edge.Post:
        case Edge.Refine:
        case Edge.Capture:
        case Edge.Spread:
          if (!seen.has(from)) {
            seen.add(from);
            pending.push(from);
          }
          break;
        default:
      }
    }
  }
}

/** The constant text that a text begins with; "": none, or it cannot be told. */
function leadingText(models: Models, site: Site, place: Place): string {
  const { flow } = site.module;
  let node = placeNode(models, site, place);
  for (let depth = 0; node >= 0 && depth < LEADING_DEPTH; depth++) {
    node = flow.nodeOrigin[node] ?? node;
    if (flow.nodeKind[node] === Node.Constant) {
      const constant = flow.constants[flow.nodeAux[node] ?? -1];
      return typeof constant === "string" ? constant : "";
    }
    if (flow.nodeKind[node] !== Node.Text) return "";
    const leading = flow.constants[flow.nodeAux[node] ?? -1];
    if (typeof leading === "string") return leading;
    // Its parts, in the order of the text.
    const first = firstEdgeInto(flow, node);
    if (first < 0) return "";
    node = flow.edgeFrom[first] ?? -1;
  }
  return "";
}
const LEADING_DEPTH = 8;

function firstEdgeInto(flow: Site["module"]["flow"], node: number): number {
  let found = -1;
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    if (found < 0 || (flow.edgeStart[edge] ?? 0) < (flow.edgeStart[found] ?? 0)) found = edge;
  }
  return found;
}

/** The constant at a place of a call, also where a variable that never changes holds it. */
export function constantAt(models: Models, site: Site, place: Place): Constant {
  let node = placeNode(models, site, place);
  const { flow } = site.module;
  for (let left = CONSTANT_STEPS; node >= 0 && left > 0; left--) {
    node = flow.nodeOrigin[node] ?? node;
    const kind = flow.nodeKind[node] as Node;
    const aux = flow.nodeAux[node] ?? -1;
    if (kind === Node.Constant) return flow.constants[aux];
    if ((kind !== Node.Variable && kind !== Node.Captured) || flow.bindings[aux]?.constant !== true) return undefined;
    node = onlySource(flow, node);
  }
  return undefined;
}
const CONSTANT_STEPS = 6;

/** The one node that a value comes from; -1: there are several. */
function onlySource(flow: Site["module"]["flow"], node: number): number {
  const [first, last] = [flow.firstIn[node] ?? 0, flow.firstIn[node + 1] ?? 0];
  return last - first === 1 ? (flow.edgeFrom[flow.in[first] ?? 0] ?? -1) : -1;
}

/** A text, a number, a regular expression with its flags (`<>/g`; `<>` without any); `null`: another constant, or none. */
function constantText(constant: Constant): string | null {
  if (typeof constant === "string" || typeof constant === "number") return String(constant);
  return typeof constant === "object" && constant !== null && "regex" in constant ? (constant.flags === "" ? constant.regex : `${constant.regex}/${constant.flags}`) : null;
}
