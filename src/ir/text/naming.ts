import type { Binding, BindingId, Module } from "../ir.js";
import type { Later } from "./draft.js";
import { type Meaning, type Named, Scope } from "./scope.js";
import { quoteName, quoteTypeName } from "./words.js";

/** The numbers of one kind of thing: written only where the reader would give another one. */
export class Numbers {
  private readonly defined: number[] = [];
  private readonly needed = new Set<number>();
  private inOrder: boolean | undefined;

  /** `always`: keep the numbers of the module; else only those that are needed to tell two things apart. */
  constructor(private readonly always: boolean) {}

  /** The thing's definition stands here: `~4`, or nothing. */
  define(id: number): Later<string> {
    this.defined.push(id);
    return () => (this.needed.has(id) || (this.always && !this.isInOrder()) ? `~${String(id)}` : "");
  }

  /** From now on the thing's definition shows its number. */
  need(id: number): void {
    this.needed.add(id);
  }

  private isInOrder(): boolean {
    return (this.inOrder ??= this.defined.every((id, index) => id === index));
  }
}

interface Known extends Named {
  readonly id: BindingId;
}

export type PrintScope = Scope<Known>;

/** Finds out which names must be numbered, by resolving them as the reader will. */
export class Naming {
  private readonly known: readonly Known[];
  private readonly numbers: Numbers;
  private readonly declared = new Set<BindingId>();
  /** Bindings in a scope already, some only as types so far. */
  private readonly placed = new Set<BindingId>();
  private readonly checks: (() => void)[] = [];
  /** Bindings that are used where their declaration is out of sight. */
  readonly escaping = new Set<BindingId>();

  constructor(module: Module, ids: boolean) {
    const types = new Set(module.types.map((type) => type.binding));
    this.known = module.bindings.map(({ name, kind }: Binding, id) => ({ name, kind, id, isType: types.has(id) }));
    this.numbers = new Numbers(ids);
  }

  /** True when its declaration is written; that of a type of its name does not count, unless it is no more than that. */
  isDeclared(id: BindingId): boolean {
    return this.declared.has(id);
  }

  /** The name where it is declared. */
  declare(scope: PrintScope, id: BindingId): Later<string> {
    this.declared.add(id);
    return this.place(scope, id);
  }

  /** The name where a type of that name is declared. */
  declareType(scope: PrintScope, id: BindingId): Later<string> {
    if (this.binding(id).kind === "type") this.declared.add(id);
    return this.place(scope, id);
  }

  private place(scope: PrintScope, id: BindingId): Later<string> {
    const binding = this.binding(id);
    const here = scope.here(binding.name);
    if (this.placed.has(id)) {
      const joins = here.length === 1 && here[0] === binding && (binding.isType || binding.kind === "type");
      if (!joins) this.numbers.need(id);
      return () => (joins ? quoteName(binding.name) : `${quoteName(binding.name)}~${String(id)}`);
    }
    this.placed.add(id);
    if (here.length > 0) this.numbers.need(id);
    scope.add(binding);
    const number = this.numbers.define(id);
    return () => quoteName(binding.name) + number();
  }

  /** The name where it is used. */
  refer(scope: PrintScope, id: BindingId, meaning: Meaning): Later<string> {
    const binding = this.binding(id);
    const isClear = (): boolean => {
      const found = scope.find(binding.name, meaning);
      return found.length === 1 && found[0] === binding;
    };
    this.checks.push(() => {
      if (isClear()) return;
      this.numbers.need(id);
      if (!scope.reaches(binding)) this.escaping.add(id);
    });
    const quote = meaning === "type" ? quoteTypeName : quoteName;
    return () => (isClear() ? quote(binding.name) : `${quote(binding.name)}~${String(id)}`);
  }

  /** A name that nothing binds. */
  global(scope: PrintScope, name: string, meaning: Meaning): Later<string> {
    const quoted = meaning === "type" ? quoteTypeName(name) : quoteName(name);
    return () => (scope.find(name, meaning).length > 0 ? `${quoted}~g` : quoted);
  }

  /** Once everything is written: decides which declarations show their numbers. */
  settle(): void {
    for (const check of this.checks) check();
  }

  private binding(id: BindingId): Known {
    return this.known[id] ?? { name: `missing${String(id)}`, kind: "local", isType: false, id };
  }
}

/** A name behind a word after which a temporary's `%` would be taken for the operator. */
export function afterWord(name: Later<string>): Later<string> {
  return () => name().replace(/^%\d+/u, (temporary) => `\\"${temporary}"`);
}
