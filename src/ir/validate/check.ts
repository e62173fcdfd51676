/** What all checks of a module share: the complaints, and what is asked of names and ranges everywhere. */
import type { BindingId, ClassId, Func, FunctionId, Module, Range, TypeRef } from "../ir.js";

/** Where the check stands: the function, and what can be jumped to. */
export interface Place {
  readonly owner: FunctionId;
  readonly around: Range;
  readonly canBreak: boolean;
  readonly canContinue: boolean;
  /** Labels in sight; true: of a loop. */
  readonly labels: ReadonlyMap<string, boolean>;
}

/** Kinds of function that have a `super`. */
export const MEMBER_KINDS: ReadonlySet<string> = new Set(["method", "getter", "setter", "constructor", "initialiser"]);

/** A module under examination, and what was found wrong with it so far. `what` names in complaints what they are about. */
export class Check {
  readonly found: string[] = [];
  /** How often each function and class is made. */
  private readonly madeFunctions = new Map<FunctionId, number>();
  private readonly madeClasses = new Map<ClassId, number>();

  constructor(readonly module: Module) {}

  /** Complains unless it is true. */
  claim(isTrue: boolean, complaint: string): void {
    if (!isTrue) this.found.push(complaint);
  }

  /** The range is one, and inside the other. */
  inside(range: Range, around: Range, what: string): void {
    const { start, end } = range;
    const ordered = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end;
    this.claim(ordered, `${what}: the range ${show(range)} is not ordered`);
    this.claim(start >= around.start && end <= around.end, `${what}: the range ${show(range)} is not inside ${show(around)}`);
  }

  /** An expression or class in function `owner` makes the function. */
  makesFunction(id: FunctionId, owner: FunctionId, what: string, fits: (func: Func) => boolean): void {
    const func = this.module.functions[id];
    this.madeFunctions.set(id, (this.madeFunctions.get(id) ?? 0) + 1);
    if (func === undefined) {
      this.claim(false, `${what}: there is no function ${String(id)}`);
      return;
    }
    this.claim(fits(func), `${what}: ${this.name(id)} is of kind ${func.kind}${func.class === -1 ? "" : ` in class ${String(func.class)}`}`);
    this.claim(func.parent === owner, `${what}: ${this.name(id)} stands in function ${String(owner)}, its parent is ${String(func.parent)}`);
  }

  /** The same of a class. */
  makesClass(id: ClassId, owner: FunctionId, what: string): void {
    this.madeClasses.set(id, (this.madeClasses.get(id) ?? 0) + 1);
    this.claim(this.module.classes[id]?.owner === owner, `${what}: class ${String(id)} is not owned by function ${String(owner)}`);
  }

  /** The function that `this` comes from: arrows take it from the one around them. */
  ownThis(id: FunctionId): Func | undefined {
    let func = this.module.functions[id];
    for (let steps = 0; func?.kind === "arrow" && steps < this.module.functions.length; steps += 1) func = this.module.functions[func.parent];
    return func;
  }

  /** The binding is there, and in sight of the function. */
  use(id: BindingId, owner: FunctionId, what: string): void {
    const binding = this.module.bindings[id];
    if (binding === undefined) {
      this.claim(false, `${what}: there is no binding ${String(id)}`);
      return;
    }
    let at: FunctionId | undefined = owner;
    for (let steps = 0; at !== undefined && at !== binding.owner && steps <= this.module.functions.length; steps += 1) at = this.module.functions[at]?.parent;
    this.claim(at === binding.owner, `${what}: ${this.binding(id)} is out of sight`);
  }

  /** All names in a type are in sight, and called like what they name. */
  type(type: TypeRef, owner: FunctionId, what: string): void {
    if (type.kind === "name" || type.kind === "typeof") this.typeName(type.binding, type.path, owner, what);
    for (const part of partsOf(type)) this.type(part, owner, what);
  }

  private typeName(id: BindingId, path: readonly string[], owner: FunctionId, what: string): void {
    const name = path.join(".");
    this.claim(path.length > 0, `${what}: a type has no name`);
    if (id === -1) return;
    this.use(id, owner, `${what}, type ${name}`);
    this.claim(this.module.bindings[id]?.name === path[0], `${what}: type ${name} is not called like ${this.binding(id)}`);
  }

  name(id: FunctionId): string {
    return `function ${String(id)} ${this.module.functions[id]?.name ?? ""}`.trim();
  }

  binding(id: BindingId): string {
    return `binding ${String(id)} ${this.module.bindings[id]?.name ?? ""}`.trim();
  }

  /** Everything must be made somewhere, and at one place. Functions without a body are declarations, and no values. */
  homes(): void {
    this.module.functions.forEach((func, id) => {
      const count = this.madeFunctions.get(id) ?? 0;
      this.claim(id === 0 || count > 0 || !func.hasBody, `${this.name(id)}: nothing makes it`);
      this.claim(count < 2, `${this.name(id)}: it is made in ${String(count)} places`);
    });
    this.module.classes.forEach(({ name }, id) => {
      this.claim((this.madeClasses.get(id) ?? 0) < 2, `class ${String(id)} ${name}: it is made in several places`);
    });
  }
}

/** The types that a type is made of. */
function partsOf(type: TypeRef): readonly TypeRef[] {
  switch (type.kind) {
    case "name":
    case "import":
      return type.args;
    case "union":
    case "intersection":
      return type.types;
    case "array":
      return [type.element];
    case "tuple":
      return type.elements;
    case "object":
      return type.members.map((member) => member.type);
    case "function":
      return [...type.params, type.returns];
    case "typeof":
    case "primitive":
    case "literal":
    case "other":
      return [];
    default:
      return type satisfies never;
  }
}

/** A range in a complaint. */
export function show({ start, end }: Range): string {
  return `${String(start)}-${String(end)}`;
}
