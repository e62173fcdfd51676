import type { Arg, BinaryOp, Entry, Expr, ExprKind, Key, Range, Stmt, StmtKind, Target } from "../../src/ir/ir.js";
import type { ModuleMaker } from "./module-maker.js";

/** The function that statements are made for, and what may stand in it. */
export interface Inside {
  readonly owner: number;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly hasSuper: boolean;
  readonly callsSuper: boolean;
  readonly hasArguments: boolean;
}

interface Jumps {
  readonly canBreak: boolean;
  readonly canContinue: boolean;
  readonly labels: readonly { readonly name: string; readonly isLoop: boolean }[];
}

const NO_JUMPS: Jumps = { canBreak: false, canContinue: false, labels: [] };
const DEEPEST = 4;
const BINARY: readonly BinaryOp[] = ["==", "!==", "<", ">", ">>", ">>>", "-", "*", "**", "%", "&", "|", "^", "in", "instanceof"];

/** Makes statements and expressions by the choices on the module's tape. */
export class StatementMaker {
  constructor(
    private readonly maker: ModuleMaker,
    private readonly inside: Inside,
  ) {}

  stmt(around: Range, depth: number, jumps: Jumps = NO_JUMPS): Stmt {
    const range = this.maker.tape.within(around);
    return { ...this.stmtKind(range, depth, jumps), start: range.start, end: range.end };
  }

  private stmts(around: Range, depth: number, jumps: Jumps): Stmt[] {
    return this.maker.tape.some(3, () => this.stmt(around, depth + 1, jumps));
  }

  private stmtKind(range: Range, depth: number, jumps: Jumps): StmtKind {
    const { tape } = this.maker;
    const expr = (): Expr => this.expr(range, depth);
    const body = (to: Jumps = jumps): Stmt[] => this.stmts(range, depth, to);
    switch (tape.choice(depth > DEEPEST ? 4 : 13)) {
      case 1:
        return { kind: "return", value: tape.optional(expr) ?? null };
      case 2:
        return { kind: "throw", value: expr() };
      case 3:
        return this.jump(jumps) ?? { kind: "expr", value: expr() };
      case 4:
        return { kind: "if", test: expr(), then: body(), else: body() };
      case 5:
        return { kind: "loop", form: tape.pick(["while", "do"]), test: tape.optional(expr) ?? null, body: body({ ...jumps, canBreak: true, canContinue: true }), update: body({ ...jumps, canBreak: true, canContinue: true }) };
      case 6:
        return this.each(range, depth, jumps);
      case 7:
        return this.switch(range, depth, jumps);
      case 8:
        return this.try(range, depth, jumps);
      case 9:
        return { kind: "block", label: null, body: body() };
      case 10:
        return this.labelled(range, depth, jumps);
      case 11:
      case 12:
        return this.declaration(range, depth);
      default:
        return { kind: "expr", value: expr() };
    }
  }

  private jump({ canBreak, canContinue, labels }: Jumps): StmtKind | undefined {
    const { tape } = this.maker;
    const label = tape.optional(() => tape.pickIfAny(labels));
    if (label) return { kind: label.isLoop ? tape.pick(["break", "continue"]) : "break", label: label.name };
    if (canContinue && tape.flag()) return { kind: "continue", label: null };
    return canBreak ? { kind: "break", label: null } : undefined;
  }

  private labelled(range: Range, depth: number, jumps: Jumps): StmtKind {
    const { tape } = this.maker;
    const name = tape.pick(["out", "if", "a b"]);
    if (tape.flag()) return { kind: "block", label: name, body: this.stmts(range, depth, { ...jumps, labels: [...jumps.labels, { name, isLoop: false }] }) };
    const inner = tape.within(range);
    const labels = [...jumps.labels, { name, isLoop: true }];
    return { kind: "block", label: name, body: [{ ...this.each(inner, depth, { ...jumps, labels }), ...inner }] };
  }

  private each(range: Range, depth: number, jumps: Jumps): StmtKind {
    const { tape } = this.maker;
    const over = tape.pick(this.inside.isAsync ? (["values", "keys", "async"] as const) : (["values", "keys"] as const));
    const at = (): Range => tape.within(range);
    const value: Expr = { kind: "iterate", over, value: this.expr({ start: range.start, end: range.start }, depth), start: range.start, end: range.start };
    const target = this.target({ start: range.start, end: range.start }, depth);
    const declares = target.kind === "name" && this.owns(target.binding) && tape.flag();
    const assign: Expr = { kind: "assign", target, value, declares, start: range.start, end: at().end };
    const head: Stmt = { kind: "expr", value: assign, start: assign.start, end: range.end };
    const rest = this.stmts(range, depth, { ...jumps, canBreak: true, canContinue: true });
    return { kind: "loop", form: "each", test: null, body: [head, ...rest], update: [] };
  }

  private switch(range: Range, depth: number, jumps: Jumps): StmtKind {
    const { tape } = this.maker;
    const cases = tape.some(3, () => ({ test: this.expr(range, depth), body: this.stmts(range, depth, { ...jumps, canBreak: true }) }));
    const last = tape.optional(() => ({ test: null, body: this.stmts(range, depth, { ...jumps, canBreak: true }) }));
    return { kind: "switch", value: this.expr(range, depth), cases: last ? [last, ...cases] : cases };
  }

  private try(range: Range, depth: number, jumps: Jumps): StmtKind {
    const { tape } = this.maker;
    const handler = tape.optional(() => this.stmts(range, depth, jumps)) ?? null;
    const finalizer = handler === null || tape.flag() ? this.stmts(range, depth, jumps) : null;
    const local = (): number => (tape.flag() ? this.maker.bind("local", this.inside.owner).binding : (tape.pickIfAny(this.maker.inSight(this.inside.owner)) ?? -1));
    const param = handler === null ? null : { binding: tape.optional(local) ?? -1, ...tape.within(range) };
    return { kind: "try", body: this.stmts(range, depth, jumps), param, handler, finalizer };
  }

  private owns(binding: number): boolean {
    const found = this.maker.bindings[binding];
    return found?.owner === this.inside.owner && found.kind !== "import" && found.kind !== "type";
  }

  /** The first value of a binding of this function: of a local, a function or a class. */
  private declaration(range: Range, depth: number): StmtKind {
    const { maker, inside } = this;
    const { tape } = maker;
    const { start, end } = tape.within(range);
    const own = maker.bindings.flatMap((_, id) => (this.owns(id) ? [id] : []));
    const binding = tape.pickIfAny(own);
    if (binding === undefined) return { kind: "expr", value: this.expr(range, depth) };
    const within = { start, end };
    const { kind, name } = maker.bindings[binding] ?? { kind: "local", name: "" };
    let value: Expr | undefined;
    if (maker.functions.length < 12 && kind === "function") value = { kind: "function", function: maker.func("function", inside, within, { name }), start, end };
    if (maker.classes.length < 5 && kind === "class") value = { kind: "class", class: maker.class(inside, within), start, end };
    return { kind: "expr", value: { kind: "assign", target: { kind: "name", binding, ...tape.within(within) }, value: value ?? this.expr(within, depth), declares: true, start, end } };
  }

  target(around: Range, depth: number): Target {
    const { tape } = this.maker;
    const range = tape.within(around);
    const { start, end } = range;
    switch (tape.choice(4)) {
      case 1:
        return { kind: "member", object: this.expr(range, depth + 1), key: this.key(range, depth + 1), start, end };
      case 2:
        return { kind: "opaque", children: tape.some(2, () => this.expr(range, depth + 1)), start, end };
      case 3: {
        const binding = tape.pickIfAny(this.maker.inSight(this.inside.owner));
        if (binding !== undefined) return { kind: "name", binding, start, end };
      }
    }
    return { kind: "global", name: this.maker.name(), start, end };
  }

  key(around: Range, depth: number): Key {
    const { tape } = this.maker;
    return tape.flag() && depth < DEEPEST ? this.expr(around, depth) : tape.key();
  }

  expr(around: Range, depth: number): Expr {
    const range = this.maker.tape.within(around);
    const kind = this.maker.tape.choice(depth > DEEPEST ? 5 : 31);
    return { ...(this.simple(kind) ?? this.compound(kind, range, depth + 1)), start: range.start, end: range.end };
  }

  private simple(kind: number): ExprKind | undefined {
    const { maker, inside } = this;
    const { tape } = maker;
    switch (kind) {
      case 0:
        return { kind: "literal", value: tape.literal() };
      case 1: {
        const binding = tape.pickIfAny(maker.inSight(inside.owner));
        return binding === undefined ? { kind: "this" } : { kind: "name", binding };
      }
      case 2:
        return { kind: "global", name: tape.flag() ? maker.name() : tape.pick(["import.meta", "values", "update", "declare"]) };
      case 3:
        return inside.hasSuper ? { kind: "super" } : { kind: "this" };
      case 4:
        return inside.hasArguments ? { kind: "arguments" } : { kind: "module", form: tape.pick(["require", "import"]), specifier: tape.text() };
      default:
        return undefined;
    }
  }

  private compound(kind: number, range: Range, depth: number): ExprKind {
    const { tape } = this.maker;
    const expr = (): Expr => this.expr(range, depth);
    const list = (): Expr[] => tape.some(3, expr);
    switch (kind) {
      case 5:
        return { kind: "concat", form: "template", parts: list() };
      case 6:
        return { kind: "concat", form: "plus", parts: [expr(), expr(), ...list()] };
      case 7:
        return { kind: "member", object: expr(), key: this.key(range, depth), optional: tape.flag() };
      case 8:
      case 9:
        return this.call(range, depth);
      case 10:
        return { kind: "object", entries: tape.some(3, () => this.entry(range, depth)) };
      case 11:
        return { kind: "array", elements: tape.some(4, () => tape.optional(() => this.arg(range, depth)) ?? null) };
      case 12:
        return this.function(range);
      case 13:
        return this.maker.classes.length < 5 ? { kind: "class", class: this.maker.class(this.inside, range) } : { kind: "this" };
      case 14:
        return { kind: "conditional", test: expr(), then: expr(), else: expr() };
      case 15:
      case 16:
        return { kind: "logical", op: tape.pick(["and", "or", "nullish"]), left: expr(), right: expr() };
      case 17:
      case 18:
        return { kind: "binary", op: tape.pick(BINARY), left: expr(), right: expr() };
      case 19:
        return { kind: "unary", op: tape.pick(["not", "typeof", "void", "delete", "-", "+", "~"]), operand: expr() };
      case 20:
      case 21:
        return this.assign(range, depth);
      case 22:
        return { kind: "sequence", items: [expr(), expr(), ...list()] };
      default:
        return this.rare(kind, range, depth);
    }
  }

  private rare(kind: number, range: Range, depth: number): ExprKind {
    const { maker, inside } = this;
    const { tape } = maker;
    const expr = (): Expr => this.expr(range, depth);
    switch (kind) {
      case 23:
        return inside.isAsync ? { kind: "await", value: expr() } : { kind: "opaque", children: [] };
      case 24:
        if (!inside.isGenerator) return { kind: "this" };
        return tape.flag() ? { kind: "yield", value: expr(), delegate: tape.flag() } : { kind: "yield", value: null, delegate: false };
      case 25:
      case 26:
        return { kind: "cast", form: tape.pick(["assert", "satisfies", "nonnull"]), value: expr(), type: maker.type(inside.owner) };
      case 27:
        return { kind: "iterate", over: tape.pick(["values", "keys"]), value: expr() };
      case 28:
        return { kind: "rest", value: expr(), from: tape.choice(3), except: tape.some(2, () => this.key(range, depth)) };
      case 29:
        return { kind: "opaque", children: tape.some(2, expr) };
      default:
        return { kind: "module", form: tape.pick(["require", "import"]), specifier: tape.text() };
    }
  }

  private function(range: Range): ExprKind {
    const { maker, inside } = this;
    if (maker.functions.length > 12) return { kind: "this" };
    return { kind: "function", function: maker.func(maker.tape.pick(["arrow", "function", "arrow", "method", "getter"]), inside, range) };
  }

  private assign(range: Range, depth: number): ExprKind {
    const target = this.target(range, depth);
    const declares = this.maker.tape.flag() && (target.kind !== "name" || this.owns(target.binding));
    return { kind: "assign", target, value: this.expr(range, depth), declares };
  }

  private arg(range: Range, depth: number): Arg {
    return { value: this.expr(range, depth), spread: this.maker.tape.flag() };
  }

  private call(range: Range, depth: number): ExprKind {
    const { maker, inside } = this;
    const { tape } = maker;
    const form = tape.pick(["call", "new", "tag", "jsx", "super"] as const);
    const typeArgs = tape.field("typeArgs", () => tape.some(2, () => maker.type(inside.owner)));
    const { start, end } = tape.within(range);
    const first = (value: ExprKind): Arg => ({ value: { ...value, start, end }, spread: false });
    const isSuper = form === "super" && inside.callsSuper;
    const args = form === "jsx" ? [] : tape.some(3, () => this.arg(range, depth));
    const called = isSuper ? undefined : this.expr(range, depth);
    const callee: Expr = called === undefined || called.kind === "super" ? { kind: "this", start, end } : called;
    switch (form) {
      case "super":
        if (!isSuper) return { kind: "call", form: "call", callee, args, optional: tape.flag(), ...typeArgs };
        return { kind: "call", form, callee: { kind: "super", start, end }, args, optional: false, ...typeArgs };
      case "tag":
        return { kind: "call", form, callee, args: [first({ kind: "array", elements: [] }), ...args], optional: false, ...typeArgs };
      case "jsx":
        return { kind: "call", form, callee, args: [first({ kind: "object", entries: [] })], optional: false, ...typeArgs };
      default:
        return { kind: "call", form, callee, args, optional: form === "call" && tape.flag(), ...typeArgs };
    }
  }

  private entry(range: Range, depth: number): Entry {
    const { maker, inside } = this;
    const { tape } = maker;
    const kind = tape.pick(["field", "spread", "getter", "setter", "method", "short"] as const);
    const isFull = maker.functions.length > 12;
    if (kind === "spread") return { kind, value: this.expr(range, depth) };
    if (kind === "short") {
      const short = maker.name();
      return { kind: "field", key: short, value: { kind: "global", name: short, start: range.start, end: range.end } };
    }
    const key = this.key(range, depth);
    const name = typeof key === "string" ? key : "";
    switch (kind) {
      case "getter":
      case "setter":
        if (!isFull) return { kind, key, function: maker.func(kind, inside, range, { name }) };
        break;
      case "method": {
        const { start, end } = tape.within(range);
        if (!isFull) return { kind: "field", key, value: { kind: "function", function: maker.func("method", inside, { start, end }, { name }), start, end } };
        break;
      }
      case "field":
    }
    return { kind: "field", key, value: this.expr(range, depth) };
  }
}
