/** Calls: the nodes and edges of one, and what it leaves of its receiver and its arguments. */
import type { Arg, Expr, Range } from "../ir/index.js";
import type { Compiler } from "./compiler.js";
import { evaluate, load, unwrap } from "./expressions.js";
import { CallFlag, Edge, Node, THIS } from "./flow-module.js";
import { type Place, placeOf } from "./places.js";

type Call = Expr & { readonly kind: "call" };

/** Compiles a call; returns the node of its result. */
export function call(c: Compiler, expr: Call): number {
  let receiver = -1;
  let callee: number;
  const target = unwrap(expr.callee);
  if (target.kind === "member") {
    receiver = evaluate(c, target.object);
    callee = load(c, receiver, target);
    if (target.object.kind === "super") receiver = c.read(THIS, target);
  } else {
    callee = evaluate(c, target);
    if (target.kind === "super") receiver = c.read(THIS, target);
  }
  const { args } = expr;
  const nodes = args.length === 0 ? NO_NODES : evaluateArguments(c, args);
  const result = c.node(Node.Call, 0, expr);
  const id = c.b.call(result, callee, receiver, callFlags(expr), c.handler);
  c.b.edgeAt(callee, result, Edge.Callee, 0, target);
  if (receiver >= 0) c.b.edgeAt(receiver, result, Edge.Argument, -1, target.kind === "member" ? target.object : target);
  if (args.length > 0) passArguments(c, nodes, args, result);
  // Arguments and the receiver may have been changed or checked: places among them get a version after the call.
  if (receiver >= 0) postReceiver(c, id, receiver, target, expr);
  if (args.length > 0) postArguments(c, id, nodes, args, expr);
  return result;
}

const NO_NODES: readonly number[] = [];

function evaluateArguments(c: Compiler, args: readonly Arg[]): readonly number[] {
  const nodes: number[] = [];
  for (const { value } of args) nodes.push(evaluate(c, value));
  return nodes;
}

/** `nodes`: those of the arguments, in their order. */
function passArguments(c: Compiler, nodes: readonly number[], args: readonly Arg[], result: number): void {
  let index = 0;
  for (const { value, spread } of args) {
    const node = nodes[index] ?? -1;
    c.b.argument(node, value);
    c.b.edgeAt(node, result, spread ? Edge.SpreadArgument : Edge.Argument, index, value);
    index++;
  }
}

function postReceiver(c: Compiler, call: number, receiver: number, callee: Expr, at: Range): void {
  if (callee.kind === "member") post(c, call, receiver, callee.object, -1, at);
  else if (callee.kind === "super") post(c, call, receiver, { kind: "this", start: callee.start, end: callee.end }, -1, at);
}

function postArguments(c: Compiler, call: number, nodes: readonly number[], args: readonly Arg[], at: Range): void {
  let index = 0;
  for (const { value, spread } of args) {
    if (!spread) post(c, call, nodes[index] ?? -1, value, index, at);
    index++;
  }
}

function callFlags(expr: Call): number {
  let flags = expr.optional ? CallFlag.Optional : 0;
  switch (expr.form) {
    case "new":
      flags |= CallFlag.New;
      break;
    case "super":
      flags |= CallFlag.Super;
      break;
    case "tag":
      flags |= CallFlag.Tag;
      break;
    case "jsx":
      flags |= CallFlag.Jsx;
      break;
    case "call":
  }
  for (const arg of expr.args) if (arg.spread) return flags | CallFlag.Spread;
  return flags;
}

/** Gives the place that an argument (-1: the receiver) names a version after the call. */
function post(c: Compiler, call: number, node: number, expr: Expr, index: number, at: Range): void {
  const kind = c.b.kind(node);
  if (kind === Node.Constant || kind === Node.Text || kind === Node.Operator || kind === Node.Import || kind === Node.Class) return;
  const place = placeOf(expr);
  if (place === null || isImport(c, place)) return;
  const version = c.version(Node.Post, call, node, at);
  c.b.edgeAt(node, version, Edge.Post, index, expr);
  c.setPlace(place, version, expr, true);
}

/** Imported namespaces and packages are not versioned by calls; an imported variable of the project is (its cell). */
function isImport(c: Compiler, place: Place): boolean {
  return place.root >= 0 && c.module.bindings[place.root]?.kind === "import" && place.path.length > 0;
}
