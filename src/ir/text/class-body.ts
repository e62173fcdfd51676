import type { Class, Func, Member, Range, Stmt } from "../ir.js";
import type { Declared, Later, Slot } from "./draft.js";
import type { Place, Reader } from "./grammar.js";
import { Scope } from "./scope.js";
import type { Label, Token } from "./tokens.js";

/** The function that runs a class's instance fields, or its static fields and blocks, gathered from several members. */
interface Initialiser {
  readonly slot: Slot<Func>;
  readonly scope: Scope<Declared>;
  readonly parts: Later<readonly Stmt[]>[];
  range: Range;
  name: string;
}

/** The members of a class as they are read. */
export class ClassBody {
  readonly members: Later<Member>[] = [];
  constructorFunction: Slot<Func> | undefined;
  private instance: Initialiser | undefined;
  private statics: Initialiser | undefined;

  constructor(
    private readonly reader: Reader,
    private readonly place: Place,
    readonly slot: Slot<Class>,
    readonly className: string,
  ) {}

  get initialiser(): Slot<Func> | undefined {
    return this.instance?.slot;
  }

  get staticInitialiser(): Slot<Func> | undefined {
    return this.statics?.slot;
  }

  /** The initialiser's inside: made by the first field with a value, or by `init {…}`, which may number it. */
  enter(isStatic: boolean, token: Token, label?: Label): Place {
    let initialiser = isStatic ? this.statics : this.instance;
    if (initialiser === undefined) {
      const slot = this.reader.draft.functions.define(label, token);
      initialiser = { slot, scope: new Scope(this.place.scope), parts: [], range: token, name: "" };
      slot.make = this.makeInitialiser(initialiser, isStatic);
      if (isStatic) this.statics = initialiser;
      else this.instance = initialiser;
    }
    return { scope: initialiser.scope, owner: initialiser.slot };
  }

  /** Names the function of an initialiser that was entered. */
  nameInitialiser(isStatic: boolean, name: string): void {
    const initialiser = isStatic ? this.statics : this.instance;
    if (initialiser !== undefined) initialiser.name = name;
  }

  /** Adds statements to an initialiser that was entered. */
  add(isStatic: boolean, part: Later<readonly Stmt[]>, range: Range): void {
    const initialiser = isStatic ? this.statics : this.instance;
    if (initialiser === undefined) throw new Error("an initialiser is entered before it is filled");
    const isFirst = initialiser.parts.length === 0;
    const { start, end } = initialiser.range;
    initialiser.range = isFirst ? range : { start: Math.min(start, range.start), end: Math.max(end, range.end) };
    initialiser.parts.push(part);
  }

  private makeInitialiser(initialiser: Initialiser, isStatic: boolean): Later<Func> {
    return () => ({
      kind: "initialiser",
      name: initialiser.name,
      parent: this.place.owner.id,
      class: this.slot.id,
      isStatic,
      async: false,
      generator: false,
      params: [],
      body: initialiser.parts.flatMap((part) => part()),
      hasBody: true,
      start: initialiser.range.start,
      end: initialiser.range.end,
    });
  }
}
