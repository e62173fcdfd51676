import type { Binding, Class, Export, Func, Import, Module, Problem, TypeDeclaration, TypeRef } from "../ir.js";
import type { Cursor } from "./cursor.js";
import { mergesWith, type Meaning, type Scope } from "./scope.js";
import type { Label, Token } from "./tokens.js";

/**
 * A part of the module that can be made once the whole text has been read: only then is it known which bindings there
 * are, and by which number each goes.
 */
export type Later<T> = () => T;

/** A numbered thing of the module, whose number is known once the whole text has been read. */
export class Slot<T> {
  id = -1;
  make: Later<T> | undefined;
  /** True from the beginning of its definition on. */
  defined = false;

  constructor(
    readonly label: number | undefined,
    readonly token: Token,
  ) {}
}

/** One of the module's numbered lists. */
class Register<T> {
  private readonly slots: Slot<T>[] = [];
  private readonly byLabel = new Map<number, Slot<T>>();
  private byId: readonly Slot<T>[] = [];

  constructor(
    private readonly noun: string,
    private readonly cursor: Cursor,
  ) {}

  get count(): number {
    return this.slots.length;
  }

  /** The thing that the token names by its number; a new one if there is no number, or none with it yet. */
  slot(label: Label | undefined, token: Token): Slot<T> {
    if (label === "global") throw this.cursor.error(`expected the number of a ${this.noun}`, token);
    const known = label === undefined ? undefined : this.byLabel.get(label);
    if (known !== undefined) return known;
    const slot = new Slot<T>(label, token);
    this.slots.push(slot);
    if (label !== undefined) this.byLabel.set(label, slot);
    return slot;
  }

  /** Like {@link slot}, for the place that defines the thing: a second one with the same number is an error. */
  define(label: Label | undefined, token: Token): Slot<T> {
    const slot = this.slot(label, token);
    if (slot.defined) throw this.cursor.error(`${this.noun} ${String(slot.label)} is already defined`, token);
    slot.defined = true;
    return slot;
  }

  /** Gives every slot its number: the written one, or the lowest that is free, in the order of the text. */
  number(): void {
    let free = 0;
    for (const slot of this.slots) {
      if (slot.label === undefined) {
        while (this.byLabel.has(free)) free += 1;
        slot.id = free;
        free += 1;
      } else if (slot.label >= this.slots.length) {
        const reason = `number ${String(slot.label)} leaves a gap: the text has ${String(this.slots.length)} of ${this.noun}`;
        throw this.cursor.error(reason, slot.token);
      } else slot.id = slot.label;
    }
    this.byId = [...this.slots].sort((a, b) => a.id - b.id);
  }

  make(): T[] {
    return this.byId.map(({ make, token }) => {
      if (make === undefined) throw this.cursor.error(`this ${this.noun} is nowhere defined`, token);
      return make();
    });
  }

  /** The number, if there is a thing that has it once {@link number} has given them out; else an error at the token. */
  check(id: number, token: Token): number {
    if (this.byId[id] === undefined) throw this.cursor.error(`there is no ${this.noun} ${String(id)}`, token);
    return id;
  }

  /** The slot of a number, once {@link number} has given them out. */
  numbered(id: number): Slot<T> | undefined {
    return this.byId[id];
  }

  /** The slot that stands at an index in the order of the text. */
  nth(index: number): Slot<T> | undefined {
    return this.slots[index];
  }
}

/** A binding in a scope of the text. */
export interface Declared {
  readonly name: string;
  kind: Binding["kind"];
  isType: boolean;
  readonly slot: Slot<Binding>;
}

/** What a declaration says about its name. */
export interface Declaration {
  readonly name: string;
  readonly label: Label | undefined;
  readonly token: Token;
  readonly kind: Binding["kind"];
  readonly owner: Slot<Func>;
  readonly constant: boolean;
  readonly type: Later<TypeRef> | undefined;
}

/** A module under construction. */
export class Draft {
  readonly bindings: Register<Binding>;
  readonly functions: Register<Func>;
  readonly classes: Register<Class>;
  readonly types: Register<TypeDeclaration>;
  readonly imports: Later<Import>[] = [];
  readonly exports: Later<Export>[] = [];
  readonly problems: Problem[] = [];
  language = "text";
  private readonly declared = new Map<Slot<Binding>, Declared>();

  constructor(private readonly cursor: Cursor) {
    this.bindings = new Register("binding", cursor);
    this.functions = new Register("func", cursor);
    this.classes = new Register("class", cursor);
    this.types = new Register("type", cursor);
  }

  /** Brings a name into a scope; a type joins the binding of the same name that is already there, and a value the type. */
  declare(scope: Scope<Declared>, declaration: Declaration): Slot<Binding> {
    const { name, label, token, kind } = declaration;
    const known = label === undefined ? mergesWith(scope, name, kind) : this.declared.get(this.bindings.slot(label, token));
    if (known !== undefined) return this.merge(known, declaration);
    if (label === undefined && scope.here(name).length > 0) {
      throw this.cursor.error(`${JSON.stringify(name)} is already declared in this scope`, token);
    }
    const slot = this.bindings.slot(label, token);
    const entry: Declared = { name, kind, isType: kind === "type", slot };
    slot.make = this.binding(entry, declaration);
    this.declared.set(slot, entry);
    scope.add(entry);
    return slot;
  }

  private merge(known: Declared, declaration: Declaration): Slot<Binding> {
    const { name, kind, token } = declaration;
    const mergeable = known.name === name && (kind === "type" || known.kind === "type" || (kind === "import" && known.kind === kind));
    if (!mergeable) throw this.cursor.error(`binding ${String(known.slot.label)} is already declared`, token);
    if (kind === "type") known.isType = true;
    else if (known.kind === "type") {
      known.kind = kind;
      known.slot.make = this.binding(known, declaration);
    }
    return known.slot;
  }

  private binding(entry: Declared, { owner, constant, type }: Declaration): Later<Binding> {
    return () => ({ name: entry.name, kind: entry.kind, owner: owner.id, constant, ...(type && { type: type() }) });
  }

  /** The number of the binding that a name means in a scope, once the text has been read; -1 when nothing binds it. */
  refer(scope: Scope<Declared>, name: string, label: Label | undefined, token: Token, meaning: Meaning): Later<number> {
    return () => {
      if (label === "global") return -1;
      const found = label === undefined ? scope.find(name, meaning) : this.numbered(label, name, token);
      if (found.length > 1) throw this.cursor.error(`${JSON.stringify(name)} may mean several bindings; number it: ${name}~1`, token);
      return found[0]?.slot.id ?? -1;
    };
  }

  private numbered(label: number, name: string, token: Token): readonly Declared[] {
    const slot = this.bindings.numbered(label);
    const entry = slot && this.declared.get(slot);
    if (entry === undefined) throw this.cursor.error(`there is no binding ${String(label)}`, token);
    if (entry.name !== name) throw this.cursor.error(`binding ${String(label)} is called ${JSON.stringify(entry.name)}`, token);
    return [entry];
  }

  /** The module; throws {@link IrSyntaxError} for a number that fits nothing. */
  finish(): Module {
    for (const register of [this.bindings, this.functions, this.classes, this.types]) register.number();
    return {
      language: this.language,
      bindings: this.bindings.make(),
      functions: this.functions.make(),
      classes: this.classes.make(),
      types: this.types.make(),
      imports: this.imports.map((make) => make()),
      exports: this.exports.map((make) => make()),
      problems: this.problems,
    };
  }
}
