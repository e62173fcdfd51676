/** Statements: control flow as environments. */
import type { Expr, Stmt } from "../ir/index.js";
import { THIS, Edge, Node } from "./flow-module.js";
import type { Compiler } from "./compiler.js";
import type { Environment, Jump } from "./frames.js";
import { askedBy, branch } from "./conditions.js";
import { awaited, evaluate, isCondition, unwrap } from "./expressions.js";

export function compileBody(c: Compiler, body: readonly Stmt[], label: string | null = null): void {
  for (const stmt of body) {
    if (c.env === null) {
      declareOnly(c, stmt);
      continue;
    }
    compileStatement(c, stmt, label);
  }
}

/** Code that is not reached still declares its functions and classes. */
function declareOnly(c: Compiler, stmt: Stmt): void {
  if (stmt.kind !== "expr" || stmt.value.kind !== "assign" || !stmt.value.declares || stmt.value.value.kind !== "function") return;
  const dead = c.env;
  c.env = c.exits.at(-1)?.normal?.slice() ?? null;
  if (c.env !== null) evaluate(c, stmt.value);
  c.env = dead;
}

type Kind = Stmt["kind"];
type Of<K extends Kind> = Stmt & { readonly kind: K };
type Compile = (c: Compiler, stmt: Stmt, label: string | null) => void;

/** What to do for each kind of statement; a table for the reason that expressions have one. */
const COMPILE: { readonly [K in Kind]: (c: Compiler, stmt: Of<K>, label: string | null) => void } = {
  expr: (c, stmt) => void evaluate(c, stmt.value),
  if: compileIf,
  loop: compileLoop,
  switch: compileSwitch,
  return: (c, stmt) => compileReturn(c, stmt.value),
  throw: compileThrow,
  try: compileTry,
  break: compileJump,
  continue: compileJump,
  block: compileBlock,
};

function compileStatement(c: Compiler, stmt: Stmt, label: string | null): void {
  (COMPILE[stmt.kind] as Compile)(c, stmt, label);
}

function compileIf(c: Compiler, stmt: Of<"if">): void {
  const { truthy, falsy } = branch(c, stmt.test);
  const fork = c.fork();
  askedBy(c, fork, stmt.test);
  c.env = truthy;
  compileBody(c, stmt.then);
  c.arm(fork, "branch", stmt.then);
  const afterThen = c.env;
  c.env = falsy;
  compileBody(c, stmt.else);
  c.arm(fork, "branch", stmt.else);
  c.env = c.merge(afterThen, c.env, stmt);
}

function compileThrow(c: Compiler, stmt: Of<"throw">): void {
  const value = evaluate(c, stmt.value);
  c.b.edgeAt(value, c.handler, Edge.Value, 0, stmt.value);
  c.env = null;
}

function compileBlock(c: Compiler, stmt: Of<"block">): void {
  if (stmt.label === null) {
    compileBody(c, stmt.body);
    return;
  }
  const jump: Jump = { label: stmt.label, kind: "block", breaks: [], continues: [] };
  c.jumps.push(jump);
  compileBody(c, stmt.body, stmt.label);
  c.jumps.pop();
  c.env = c.mergeAll(c.env, jump.breaks, stmt);
}

function compileJump(c: Compiler, stmt: Of<"break" | "continue">): void {
  const env = c.env;
  c.env = null;
  if (env === null) return;
  for (let index = c.jumps.length - 1; index >= 0; index--) {
    const jump = c.jumps[index];
    if (jump === undefined) return;
    const fits = stmt.label !== null ? jump.label === stmt.label && (stmt.kind === "break" || jump.kind === "loop") : jump.kind === "loop" || (jump.kind === "switch" && stmt.kind === "break");
    if (!fits) continue;
    (stmt.kind === "break" ? jump.breaks : jump.continues).push(env);
    return;
  }
}

function compileLoop(c: Compiler, stmt: Of<"loop">, label: string | null): void {
  const jump: Jump = { label, kind: "loop", breaks: [], continues: [] };
  c.jumps.push(jump);
  const heads = loopHeads(c, stmt);
  const before = c.snapshot();
  let skipped: Environment = null;
  if (stmt.form === "while" && stmt.test !== null) {
    const test = branch(c, stmt.test);
    c.env = test.truthy;
    skipped = test.falsy;
  } else if (stmt.form === "each") skipped = before;
  compileBody(c, stmt.body);
  c.arm(c.fork(), "loop", stmt.body);
  c.env = c.mergeAll(c.env, jump.continues, stmt);
  if (stmt.form !== "do") compileBody(c, stmt.update);
  if (stmt.form === "do") {
    compileBody(c, stmt.update);
    if (stmt.test !== null && c.env !== null) {
      const test = branch(c, stmt.test);
      skipped = test.falsy;
      c.env = test.truthy;
    }
  }
  if (c.env !== null) {
    for (const [binding, head] of heads) {
      const slot = c.slot(binding);
      const last = c.env[slot] ?? -1;
      if (last >= 0 && last !== head) c.b.edge(last, head, Edge.Value);
    }
  }
  c.jumps.pop();
  const after = stmt.form === "each" ? c.merge(skipped, c.env, stmt) : skipped;
  c.env = c.mergeAll(after, jump.breaks, stmt);
}

/** Every variable the loop mentions gets a version at its head, where the ways in and around meet. */
function loopHeads(c: Compiler, stmt: Of<"loop">): Map<number, number> {
  const heads = new Map<number, number>();
  const env = c.env;
  if (env === null) return heads;
  for (const binding of c.loops.of(stmt)) {
    const slot = c.slot(binding);
    const version = slot < 0 ? -1 : (env[slot] ?? -1);
    if (version < 0 || (binding !== THIS && (c.direct[binding] ?? -1) >= 0)) continue;
    const info = c.module.bindings[binding];
    const reassigned = (c.scopes.writes[binding] ?? 0) > 0;
    const head = reassigned || info === undefined ? c.node(Node.Join, 0, stmt) : c.version(Node.Join, 0, version, stmt);
    c.b.edge(version, head, Edge.Value);
    env[slot] = head;
    heads.set(binding, head);
  }
  return heads;
}

function compileSwitch(c: Compiler, stmt: Of<"switch">, label: string | null): void {
  const jump: Jump = { label, kind: "switch", breaks: [], continues: [] };
  c.jumps.push(jump);
  const subject = unwrap(stmt.value);
  c.nodeOf.set(subject, evaluate(c, stmt.value));
  let untested: Environment = c.env;
  let fallen: Environment = null;
  const starts: Environment[] = [];
  let defaultAt = -1;
  for (const { test } of stmt.cases) {
    if (test === null) {
      defaultAt = starts.length;
      starts.push(null);
      continue;
    }
    c.env = untested === null ? null : untested.slice();
    if (c.env === null) {
      starts.push(null);
      continue;
    }
    // `switch (true)` tests its cases as conditions; any other compares.
    const isTrue = subject.kind === "literal" && subject.value === true;
    const condition: Expr = isTrue ? test : { kind: "binary", op: "===", left: subject, right: test, start: test.start, end: test.end };
    const outcome = branch(c, condition);
    starts.push(outcome.truthy);
    untested = outcome.falsy;
  }
  if (defaultAt >= 0) starts[defaultAt] = untested;
  let at = 0;
  const fork = c.fork();
  for (const { body } of stmt.cases) {
    c.env = c.merge(starts[at++] ?? null, fallen, stmt);
    compileBody(c, body);
    // What ends in `break` goes on after the whole.
    c.arm(fork, "branch", body, false);
    fallen = c.env;
  }
  c.jumps.pop();
  c.env = c.mergeAll(c.merge(fallen, defaultAt >= 0 ? null : untested, stmt), jump.breaks, stmt);
}

function compileTry(c: Compiler, stmt: Of<"try">): void {
  const before = c.snapshot();
  const outer = c.handler;
  const caught = stmt.param === null ? -1 : c.node(Node.Catch, 0, stmt.param);
  if (caught >= 0) c.handler = caught;
  const fork = c.fork();
  compileBody(c, stmt.body);
  c.arm(fork, "try", stmt.body);
  c.handler = outer;
  const afterBody = c.env;
  let afterHandler: Environment = null;
  if (stmt.handler !== null) {
    c.env = c.merge(before, afterBody === null ? null : afterBody.slice(), stmt);
    if (stmt.param !== null && stmt.param.binding >= 0) c.assign(stmt.param.binding, caught, true, stmt.param);
    compileBody(c, stmt.handler);
    c.arm(fork, "catch", stmt.handler);
    afterHandler = c.env;
  }
  c.env = c.merge(afterBody, afterHandler, stmt);
  if (stmt.finalizer !== null) {
    const left = c.env === null;
    if (left) c.env = before;
    compileBody(c, stmt.finalizer);
    c.arm(fork, "finally", stmt.finalizer);
    if (left) c.env = null;
  }
}

function compileReturn(c: Compiler, value: Expr | null): void {
  if (value === null) {
    leave(c, c.env, null, c.env);
    return;
  }
  let node: number;
  let truthy: Environment;
  let falsy: Environment;
  if (isCondition(value) && c.frame !== undefined && (c.frame.params.length > 0 || c.frame.thisNode >= 0)) {
    const inner = unwrap(value);
    const result = branch(c, inner.kind === "await" ? inner.value : inner);
    node = result.value;
    if (inner.kind === "await") {
      node = awaited(c, result.value, inner);
    }
    ({ truthy, falsy } = result);
  } else {
    node = evaluate(c, value);
    truthy = falsy = c.env;
    const kind = c.b.kind(node);
    if (kind === Node.Constant) {
      if (c.b.constantOf(node)) falsy = null;
      else truthy = null;
    } else if (kind === Node.Object || kind === Node.Array || kind === Node.Function || kind === Node.Class) falsy = null;
  }
  if (c.frame !== undefined) c.b.edgeAt(node, c.frame.returnNode, Edge.Return, c.func(c.fn).async ? 1 : 0, value);
  leave(c, c.merge(truthy, falsy, value), truthy, falsy);
}

function leave(c: Compiler, normal: Environment, truthy: Environment, falsy: Environment): void {
  c.exits.push({ normal, truthy, falsy });
  c.env = null;
}

/** The end of a body that no `return` left. */
export function leaveAtEnd(c: Compiler): void {
  if (c.env !== null) leave(c, c.env, null, c.env);
}
