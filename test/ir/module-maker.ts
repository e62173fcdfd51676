/** Sound modules made at random, for the laws that hold for all of them. */
import * as fc from "fast-check";
import type { Binding, Class, Export, Func, FunctionKind, Import, Member, Module, Range, TypeDeclaration, TypeRef } from "../../src/ir/ir.js";
import { type Inside, StatementMaker } from "./statement-maker.js";
import { renumber } from "./renumber.js";
import { Tape } from "./tape.js";

/** Modules with every kind of node, in which `validate` finds nothing wrong. */
export function modules(): fc.Arbitrary<Module> {
  return fc
    .record({ choices: fc.array(fc.nat(9999), { maxLength: 500, size: "max" }), seed: fc.nat(9999) })
    .map(({ choices, seed }) => renumber(new ModuleMaker(new Tape(choices)).make(), seed));
}

const NAMES = ["x", "y", "T", "if", "%0", "%1", "odd name", "type", "as", "of", "g", "__proto__", "constructor", "asserts", "string"] as const;
const BINDING_KINDS = ["local", "local", "function", "class", "type"] as const;

/** Makes a module by the choices on a tape; an empty tape makes the empty module. */
export class ModuleMaker {
  readonly bindings: Binding[] = [];
  readonly functions: Func[] = [];
  readonly classes: Class[] = [];
  private readonly types: TypeDeclaration[] = [];

  constructor(readonly tape: Tape) {}

  make(): Module {
    const { tape } = this;
    const whole = { start: 0, end: 5000 };
    this.functions.push(this.blank("module", whole, -1, -1));
    const inside = this.inside(0);
    const imports = tape.some(3, (): Import => ({ ...this.bind("import", 0), specifier: tape.text(), name: this.publicName(), typeOnly: tape.flag(), ...tape.within(whole) }));
    const body = this.body(inside, whole);
    this.functions[0] = { ...this.blank("module", whole, -1, -1), async: tape.flag(), name: tape.pick(["", "main"]), body };
    return {
      language: tape.pick(["text", "ecmascript"]),
      bindings: this.bindings,
      functions: this.functions,
      classes: this.classes,
      types: this.types,
      imports,
      exports: this.exports(whole),
      problems: tape.some(2, () => ({ reason: "too deep", ...tape.within(whole) })),
    };
  }

  name(): string {
    return this.tape.pick(NAMES);
  }

  private publicName(): string {
    return this.tape.pick(["default", "*", "=", "x", "if", "odd name", "", "#a"]);
  }

  private exports(whole: Range): Export[] {
    const { tape } = this;
    const own = this.bindings.flatMap(({ owner, kind }, id) => (owner === 0 && kind !== "exports" ? [id] : []));
    return tape.some(4, (): Export => {
      const range = tape.within(whole);
      const specifier = tape.text();
      const binding = tape.optional(() => tape.pickIfAny(own));
      if (binding !== undefined) return { kind: "local", name: this.publicName(), binding, ...range };
      if (tape.flag()) return { kind: "all", specifier, typeOnly: tape.flag(), ...range };
      return { kind: "from", name: this.publicName(), specifier, imported: this.publicName(), typeOnly: tape.flag(), ...range };
    });
  }

  /** A new binding; its type, if the kind has one, is made before it, so that it refers to older ones. */
  bind(kind: Binding["kind"], owner: number, type?: TypeRef): { readonly binding: number } {
    const constant = this.tape.flag() ? this.tape.flag() : kind === "import" || kind === "type";
    this.bindings.push({ name: this.name(), kind, owner, constant, ...(type && { type }) });
    return { binding: this.bindings.length - 1 };
  }

  /** The bindings in sight of a function. */
  inSight(owner: number): readonly number[] {
    const chain = new Set<number>();
    for (let at = owner; at >= 0; at = this.functions[at]?.parent ?? -1) chain.add(at);
    return this.bindings.flatMap((binding, id) => (chain.has(binding.owner) ? [id] : []));
  }

  type(owner: number, depth = 0): TypeRef {
    const { tape } = this;
    const inner = (): TypeRef => this.type(owner, depth + 1);
    const parts = [1, 2, 3];
    switch (tape.choice(depth > 2 ? 4 : 12)) {
      case 1:
        return this.named("name", owner, inner);
      case 2:
        return { kind: "literal", value: tape.literal() };
      case 3:
        return { kind: "other" };
      case 4:
        return this.named("typeof", owner, inner);
      case 5:
        return { kind: "import", specifier: tape.text(), path: tape.some(2, () => this.name()), args: tape.some(2, inner) };
      case 6:
        return { kind: tape.pick(["union", "intersection"]), types: parts.slice(tape.choice(3)).map(inner) };
      case 7:
        return { kind: "array", element: inner() };
      case 8:
        return { kind: "tuple", elements: tape.some(2, inner) };
      case 9:
        return { kind: "object", members: tape.some(3, () => ({ name: tape.key(), type: inner(), optional: tape.flag(), method: tape.flag() })) };
      case 10:
      case 11:
        return { kind: "function", params: tape.some(2, inner), returns: inner() };
      default:
        return { kind: "primitive", name: tape.pick(["string", "null", "undefined", "void", "object", "any"]) };
    }
  }

  private named(kind: "name" | "typeof", owner: number, inner: () => TypeRef): TypeRef {
    const { tape } = this;
    const seen = this.inSight(owner);
    const binding = tape.flag() || seen.length === 0 ? -1 : tape.pick(seen);
    const path = [binding < 0 ? this.name() : (this.bindings[binding]?.name ?? ""), ...tape.some(2, () => tape.key())];
    return kind === "typeof" ? { kind, binding, path } : { kind, binding, path, args: tape.some(2, inner) };
  }

  blank(kind: FunctionKind, range: Range, parent: number, ownerClass: number): Func {
    return { kind, name: "", parent, class: ownerClass, isStatic: false, async: false, generator: false, params: [], body: [], hasBody: true, ...range };
  }

  /** A function of a kind, made in a function. `hasBody`: false for a declaration. */
  func(kind: FunctionKind, outside: Inside, around: Range, options: { readonly class?: number; readonly isStatic?: boolean; readonly hasBody?: boolean; readonly name?: string } = {}): number {
    const { tape } = this;
    const id = this.functions.length;
    const range = tape.within(around);
    const isPlain = kind === "function" || kind === "method";
    const hasBody = options.hasBody ?? true;
    const flags = { isStatic: options.isStatic ?? false, async: (isPlain || kind === "arrow") && tape.flag(), generator: isPlain && tape.flag(), hasBody };
    const base = { ...this.blank(kind, range, outside.owner, options.class ?? -1), ...flags };
    this.functions.push(base);
    const params = kind === "initialiser" ? [] : tape.some(3, () => this.param(id, outside, range));
    const inside = this.inside(id);
    const predicate = tape.optional(() => {
      const type = tape.optional(() => this.type(id));
      return { param: tape.choice(params.length + 1) - 1, asserts: type === undefined || tape.flag(), ...(type && { type }) };
    });
    const signature = kind === "initialiser" ? {} : { ...tape.field("thisType", () => this.type(id)), ...tape.field("returnType", () => this.type(id)), ...(predicate && { predicate }) };
    const name = tape.flag() ? tape.pick(["f", "if", "%0", "", "odd name"]) : (options.name ?? "");
    this.functions[id] = { ...base, name, params, ...signature };
    const body = hasBody ? this.body(inside, range) : [];
    this.functions[id] = { ...base, name, params, ...signature, body };
    return id;
  }

  private param(id: number, outside: Inside, range: Range): Func["params"][number] {
    const { tape } = this;
    const type = tape.optional(() => this.type(id));
    const statements = new StatementMaker(this, outside);
    const decorators = tape.some(1, () => statements.expr(range, 2));
    return { ...this.bind("param", id, type), rest: tape.flag(), optional: tape.flag(), ...(type && { type }), decorators, ...tape.within(range) };
  }

  /** What may stand in a function. */
  private inside(owner: number): Inside {
    const func = this.functions[owner];
    let own = func;
    while (own?.kind === "arrow") own = this.functions[own.parent];
    return {
      owner,
      isAsync: func?.async === true || func?.kind === "module",
      isGenerator: func?.generator === true,
      hasSuper: ["method", "getter", "setter", "constructor", "initialiser"].includes(own?.kind ?? ""),
      callsSuper: own?.kind === "constructor",
      hasArguments: own?.kind !== "module",
    };
  }

  private body(inside: Inside, range: Range): Func["body"] {
    const { tape } = this;
    const { owner } = inside;
    const made = tape.some(3, () => {
      const kind = tape.pick(BINDING_KINDS);
      return this.bind(kind, owner, kind === "type" ? undefined : tape.optional(() => this.type(owner))).binding;
    });
    for (const binding of made) if (tape.flag()) this.declareType(binding, owner, range);
    if (this.functions.length < 12) {
      tape.some(1, () => this.func(tape.pick(["function", "arrow", "getter"]), inside, range, { hasBody: false }));
      tape.some(1, () => this.class(inside, range));
    }
    const statements = new StatementMaker(this, inside);
    return tape.some(4, () => statements.stmt(range, 0));
  }

  private declareType(binding: number, owner: number, range: Range): void {
    const { tape } = this;
    const form = tape.pick(["alias", "interface", "enum"] as const);
    const inner = (): TypeRef => this.type(owner);
    const type: TypeRef =
      form === "alias" ? inner()
      : form === "enum" ? { kind: "union", types: tape.some(2, inner) }
      : { kind: "object", members: tape.some(2, () => ({ name: tape.key(), type: inner(), optional: tape.flag(), method: tape.flag() })) };
    const name = this.bindings[binding]?.name ?? "";
    this.types.push({ form, name, binding, params: tape.some(2, () => this.name()), type, extends: tape.some(2, inner), ...tape.within(tape.flag() ? range : (this.functions[0] ?? range)) });
  }

  /** A class owned by a function. */
  class(inside: Inside, around: Range): number {
    const { tape } = this;
    const id = this.classes.length;
    const { owner } = inside;
    const range = tape.within(around);
    const binding = tape.optional(() => tape.pickIfAny(this.bindings.flatMap((one, index) => (one.kind === "class" && one.owner === owner ? [index] : [])))) ?? -1;
    const name = binding >= 0 && tape.flag() ? (this.bindings[binding]?.name ?? "") : tape.pick(["", "C", "extends", "%0"]);
    const base: Class = {
      name, binding, owner, abstract: tape.flag(), implements: tape.some(2, () => this.type(owner)), members: [],
      constructorFunction: -1, initialiser: -1, staticInitialiser: -1, decorators: [], ...range,
    };
    this.classes.push(base);
    const statements = new StatementMaker(this, inside);
    const own = (kind: FunctionKind, isStatic = false): number => this.func(kind, inside, range, { class: id, isStatic, name: kind === "constructor" ? name : "" });
    const superclass = tape.optional(() => ({ superclass: statements.expr(range, 1), ...tape.field("superclassTypeArgs", () => tape.some(2, () => this.type(owner))) }));
    tape.some(1, () => this.func(tape.pick(["constructor", "method", "getter"]), inside, range, { class: id, hasBody: false, name: "m" }));
    this.classes[id] = {
      ...base,
      ...superclass,
      decorators: tape.some(2, () => statements.expr(around, 1)),
      constructorFunction: tape.optional(() => own("constructor")) ?? -1,
      members: tape.some(3, () => this.member(id, inside, range)),
      initialiser: tape.optional(() => own("initialiser")) ?? -1,
      staticInitialiser: tape.optional(() => own("initialiser", true)) ?? -1,
    };
    return id;
  }

  private member(id: number, inside: Inside, around: Range): Member {
    const { tape } = this;
    const statements = new StatementMaker(this, inside);
    const range = tape.within(around);
    const kind = tape.pick(["field", "method", "getter", "setter"] as const);
    const key = tape.flag() ? statements.expr(around, 1) : tape.pick(["a", "#p", "odd name", "0", "static", "get"]);
    const isStatic = tape.flag();
    const abstract = tape.flag();
    const isNamedPrivate = typeof key === "string" && key.startsWith("#");
    const decorators = tape.some(1, () => statements.expr(around, 1));
    const name = typeof key === "string" ? key : "";
    const made = kind === "field" ? -1 : this.func(kind, inside, around, { class: id, isStatic, hasBody: !abstract, name });
    return {
      kind, key, isStatic, abstract, function: made, ...tape.field("type", () => this.type(inside.owner)), decorators,
      access: isNamedPrivate ? "private" : tape.pick(["public", "private", "protected"]), ...range,
    };
  }
}
