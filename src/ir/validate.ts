import type { BindingId, Caught, Class, ClassId, Expr, Func, FunctionId, Key, Module, Range, Stmt, Target, TypeRef } from "./ir.js";
import { eachChild, eachPart, eachTargetChild } from "./walk.js";

/**
 * Says in words what is wrong with a module: every invariant of the IR that it breaks, in the order in which they are met;
 * nothing for a sound one. What is checked: numbers are in range; ranges are ordered and inside those around them;
 * functions and classes stand where they say; bindings are used in their scope and as what they are; jumps have a target;
 * and every kind of node is as its description has it.
 */
export function validate(module: Module): string[] {
  const check = new Check(module);
  check.tables();
  module.functions.forEach((func, id) => {
    check.func(func, id);
  });
  module.classes.forEach((made, id) => {
    check.class(made, id);
  });
  check.homes();
  return check.found;
}

/** Where the check stands: the function, and what can be jumped to. */
interface Place {
  readonly owner: FunctionId;
  readonly around: Range;
  readonly canBreak: boolean;
  readonly canContinue: boolean;
  /** Labels in sight; true: of a loop. */
  readonly labels: ReadonlyMap<string, boolean>;
}

type Call = Extract<Expr, { kind: "call" }>;
const MEMBER_KINDS: ReadonlySet<string> = new Set(["method", "getter", "setter", "constructor", "initialiser"]);

class Check {
  readonly found: string[] = [];
  /** How often each function and class is made. */
  private readonly madeFunctions = new Map<FunctionId, number>();
  private readonly madeClasses = new Map<ClassId, number>();

  constructor(private readonly module: Module) {}

  private claim(isTrue: boolean, complaint: string): void {
    if (!isTrue) this.found.push(complaint);
  }

  private inside(range: Range, around: Range, what: string): void {
    const { start, end } = range;
    const ordered = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end;
    this.claim(ordered, `${what}: the range ${show(range)} is not ordered`);
    this.claim(start >= around.start && end <= around.end, `${what}: the range ${show(range)} is not inside ${show(around)}`);
  }

  // ------------------------------------------------------------------------------------------------ the module's tables

  tables(): void {
    const { language, functions, bindings, types, problems } = this.module;
    const whole = functions[0] ?? { start: 0, end: 0 };
    this.claim(language !== "", "the module has no language");
    bindings.forEach((binding, id) => {
      const what = this.binding(id);
      this.claim(functions[binding.owner] !== undefined, `${what}: there is no function ${String(binding.owner)} to own it`);
      const isOwned = binding.kind === "param" || functions[binding.owner]?.hasBody !== false;
      this.claim(isOwned, `${what}: its owner has no body`);
      this.claim(binding.kind !== "type" || binding.type === undefined, `${what}: a type is not of a type`);
      if (binding.type) this.type(binding.type, binding.owner, what);
    });
    types.forEach((declared, id) => {
      const what = `type ${String(id)} ${declared.name}`;
      const binding = bindings[declared.binding];
      this.inside(declared, whole, what);
      this.claim(binding?.name === declared.name, `${what}: binding ${String(declared.binding)} has another name`);
      this.claim(binding?.kind !== "param" && binding?.kind !== "exports", `${what}: a ${String(binding?.kind)} is no type`);
      this.claim(declared.form !== "interface" || declared.type.kind === "object", `${what}: the type of an interface is an object`);
      this.claim(declared.form !== "enum" || declared.type.kind === "union", `${what}: the type of an enum is a union`);
      for (const type of [declared.type, ...declared.extends]) this.type(type, binding?.owner ?? 0, what);
    });
    for (const problem of problems) {
      this.inside(problem, whole, "problem");
      this.claim(problem.reason !== "", "a problem has no reason");
    }
    this.imports(whole);
    this.exports(whole);
  }

  private imports(whole: Range): void {
    const bound = new Set<BindingId>();
    for (const item of this.module.imports) {
      const what = `import of ${item.name} from ${JSON.stringify(item.specifier)}`;
      this.inside(item, whole, what);
      bound.add(item.binding);
      this.claim(this.module.bindings[item.binding]?.kind === "import", `${what}: ${this.binding(item.binding)} is not of kind import`);
    }
    this.module.bindings.forEach((binding, id) => {
      if (binding.kind !== "import") return;
      this.claim(bound.has(id), `${this.binding(id)}: no import binds it`);
      this.claim(binding.owner === 0, `${this.binding(id)}: an import is owned by the module`);
    });
  }

  private exports(whole: Range): void {
    for (const item of this.module.exports) {
      const what = `export of ${item.kind === "all" ? "*" : item.name}`;
      this.inside(item, whole, what);
      if (item.kind !== "local") continue;
      const binding = this.module.bindings[item.binding];
      this.claim(binding?.owner === 0 && binding.kind !== "param", `${what}: ${this.binding(item.binding)} is not the module's`);
      this.claim(binding?.kind !== "exports" || item.name === "=", `${what}: the whole export object goes by the name "="`);
    }
  }

  // ---------------------------------------------------------------------------------------------------------- functions

  func(func: Func, id: FunctionId): void {
    const what = this.name(id);
    const parent = this.module.functions[func.parent];
    this.claim((func.kind === "module") === (id === 0), `${what}: function 0, and no other, is of kind module`);
    if (id === 0) this.claim(func.parent === -1 && func.class === -1 && func.params.length === 0, `${what}: the module has no parent, class or parameters`);
    else this.claim(parent !== undefined, `${what}: there is no function ${String(func.parent)} to be its parent`);
    this.claim(!this.isCyclic(id), `${what}: its parents form a circle`);
    this.inside(func, parent ?? func, what);
    this.claim(func.hasBody || func.body.length === 0, `${what}: without a body it has statements`);
    this.claim(func.class === -1 || MEMBER_KINDS.has(func.kind), `${what}: a function of kind ${func.kind} is no member of a class`);
    this.claim(func.class === -1 || this.module.classes[func.class] !== undefined, `${what}: there is no class ${String(func.class)}`);
    this.claim(func.class !== -1 || !func.isStatic, `${what}: only a member of a class is static`);
    this.claim(!func.generator || func.kind === "function" || func.kind === "method", `${what}: a function of kind ${func.kind} is no generator`);
    this.params(func, id, what);
    const place: Place = { owner: id, around: func, canBreak: false, canContinue: false, labels: new Map() };
    for (const type of [func.thisType, func.returnType, func.predicate?.type]) if (type) this.type(type, id, what);
    for (const stmt of func.body) this.stmt(stmt, place);
  }

  private params(func: Func, id: FunctionId, what: string): void {
    const { predicate, params } = func;
    if (predicate) {
      this.claim(predicate.param >= -1 && predicate.param < params.length, `${what}: its predicate is about no parameter`);
      this.claim(predicate.asserts || predicate.type !== undefined, `${what}: its predicate says nothing`);
    }
    this.claim(new Set(params.map((param) => param.binding)).size === params.length, `${what}: two parameters share a binding`);
    for (const param of params) {
      const own = `${what}, parameter ${this.binding(param.binding)}`;
      const binding = this.module.bindings[param.binding];
      this.inside(param, func, own);
      this.claim(binding?.kind === "param" && binding.owner === id, `${own}: it is no param of this function`);
      this.claim(JSON.stringify(binding?.type) === JSON.stringify(param.type), `${own}: its binding has another type`);
      const place: Place = { owner: func.parent, around: func, canBreak: false, canContinue: false, labels: new Map() };
      for (const decorator of param.decorators) this.expr(decorator, place);
    }
  }

  private isCyclic(id: FunctionId): boolean {
    const seen = new Set<FunctionId>();
    for (let at: FunctionId | undefined = id; at !== undefined && at >= 0; at = this.module.functions[at]?.parent) {
      if (seen.has(at)) return true;
      seen.add(at);
    }
    return false;
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

  private makesFunction(id: FunctionId, owner: FunctionId, what: string, fits: (func: Func) => boolean): void {
    const func = this.module.functions[id];
    this.madeFunctions.set(id, (this.madeFunctions.get(id) ?? 0) + 1);
    if (func === undefined) {
      this.claim(false, `${what}: there is no function ${String(id)}`);
      return;
    }
    this.claim(fits(func), `${what}: ${this.name(id)} is of kind ${func.kind}${func.class === -1 ? "" : ` in class ${String(func.class)}`}`);
    this.claim(func.parent === owner, `${what}: ${this.name(id)} stands in function ${String(owner)}, its parent is ${String(func.parent)}`);
  }

  // ------------------------------------------------------------------------------------------------------------ classes

  class(made: Class, id: ClassId): void {
    const what = `class ${String(id)} ${made.name}`;
    const owner = this.module.functions[made.owner];
    this.claim(owner !== undefined, `${what}: there is no function ${String(made.owner)} to own it`);
    this.inside(made, owner ?? made, what);
    const binding = this.module.bindings[made.binding];
    this.claim(made.binding === -1 || (binding?.kind === "class" && binding.owner === made.owner), `${what}: ${this.binding(made.binding)} is no class of its owner`);
    this.claim(made.superclass !== undefined || made.superclassTypeArgs === undefined, `${what}: type arguments without a superclass`);
    const place: Place = { owner: made.owner, around: made, canBreak: false, canContinue: false, labels: new Map() };
    // Parsers disagree whether a class begins at its decorators.
    for (const decorator of made.decorators) this.expr(decorator, { ...place, around: owner ?? made });
    if (made.superclass) this.expr(made.superclass, place);
    for (const type of [...made.implements, ...(made.superclassTypeArgs ?? [])]) this.type(type, made.owner, what);
    const own = (func: FunctionId, kind: string, isStatic: boolean, whose = what): void => {
      if (func === -1) return;
      this.makesFunction(func, made.owner, whose, (it) => it.kind === kind && it.class === id && it.isStatic === isStatic);
    };
    own(made.constructorFunction, "constructor", false);
    own(made.initialiser, "initialiser", false);
    own(made.staticInitialiser, "initialiser", true);
    for (const member of made.members) {
      const name = `${what}, member ${typeof member.key === "string" ? member.key : "[…]"}`;
      const isNamedPrivate = typeof member.key === "string" && member.key.startsWith("#");
      this.inside(member, made, name);
      this.key(member.key, place);
      for (const decorator of member.decorators) this.expr(decorator, place);
      if (member.type) this.type(member.type, made.owner, name);
      this.claim((member.kind === "field") === (member.function === -1), `${name}: fields have no function, all others have one`);
      this.claim(!isNamedPrivate || member.access === "private", `${name}: a name with # is private`);
      this.claim(!member.abstract || this.module.functions[member.function]?.hasBody !== true, `${name}: it is abstract and has a body`);
      own(member.function, member.kind, member.isStatic, name);
    }
  }

  // --------------------------------------------------------------------------------------------------------- statements

  private stmt(stmt: Stmt, outside: Place): void {
    const what = `${this.name(outside.owner)}, ${stmt.kind} at ${show(stmt)}`;
    this.inside(stmt, outside.around, what);
    const place = this.enter(stmt, { ...outside, around: stmt });
    switch (stmt.kind) {
      case "break":
      case "continue":
        this.jump(stmt.kind, stmt.label, place, what);
        break;
      case "loop":
        if (stmt.form === "each") this.claim(stmt.test === null && stmt.update.length === 0 && startsIterating(stmt.body[0]), `${what}: an each has a body that starts by assigning an iterate, and nothing else`);
        break;
      case "switch":
        this.claim(stmt.cases.filter((one) => one.test === null).length < 2, `${what}: two default cases`);
        break;
      case "try":
        this.claim(stmt.handler !== null || stmt.finalizer !== null, `${what}: neither handler nor finalizer`);
        this.claim((stmt.param === null) === (stmt.handler === null), `${what}: a caught value and a handler go together`);
        if (stmt.param !== null) this.caught(stmt.param, place, what);
        break;
      default:
    }
    eachPart(stmt, (child) => { this.expr(child, place); }, (child) => { this.stmt(child, place); });
  }

  private caught(caught: Caught, place: Place, what: string): void {
    this.inside(caught, place.around, `${what}, the caught value`);
    if (caught.binding !== -1) this.use(caught.binding, place.owner, what);
  }

  private enter(stmt: Stmt, place: Place): Place {
    if (stmt.kind === "loop") return { ...place, canBreak: true, canContinue: true };
    if (stmt.kind === "switch") return { ...place, canBreak: true };
    if (stmt.kind !== "block" || stmt.label === null) return place;
    return { ...place, labels: new Map([...place.labels, [stmt.label, isLoop(stmt)]]) };
  }

  private jump(kind: "break" | "continue", label: string | null, place: Place, what: string): void {
    if (label === null) {
      this.claim(kind === "break" ? place.canBreak : place.canContinue, `${what}: there is nothing around to ${kind}`);
      return;
    }
    this.claim(place.labels.has(label), `${what}: no statement around has the label ${label}`);
    this.claim(kind === "break" || place.labels.get(label) !== false, `${what}: the label ${label} is not that of a loop`);
  }

  // -------------------------------------------------------------------------------------------------------- expressions

  private expr(expr: Expr, outside: Place): void {
    const what = `${this.name(outside.owner)}, ${expr.kind} at ${show(expr)}`;
    this.inside(expr, outside.around, what);
    this.kind(expr, outside, what);
    const place: Place = { ...outside, around: expr };
    eachChild(expr, (child) => { this.expr(child, place); }, (target) => { this.target(target, place, expr); });
  }

  private kind(expr: Expr, { owner }: Place, what: string): void {
    const func = this.module.functions[owner];
    switch (expr.kind) {
      case "name":
        this.use(expr.binding, owner, what);
        break;
      case "function":
        this.makesFunction(expr.function, owner, what, (it) => it.class === -1 && it.kind !== "module");
        break;
      case "class":
        this.madeClasses.set(expr.class, (this.madeClasses.get(expr.class) ?? 0) + 1);
        this.claim(this.module.classes[expr.class]?.owner === owner, `${what}: class ${String(expr.class)} is not owned by function ${String(owner)}`);
        break;
      case "object":
        for (const entry of expr.entries) {
          if (entry.kind === "getter" || entry.kind === "setter") this.makesFunction(entry.function, owner, what, (it) => it.class === -1 && it.kind === entry.kind);
        }
        break;
      case "concat":
        this.claim(expr.form === "template" || expr.parts.length > 1, `${what}: a sum has two parts at least`);
        break;
      case "sequence":
        this.claim(expr.items.length > 1, `${what}: a sequence has two items at least`);
        break;
      case "rest":
        this.claim(Number.isInteger(expr.from) && expr.from >= 0, `${what}: from ${String(expr.from)} is no index`);
        break;
      case "yield":
        this.claim(!expr.delegate || expr.value !== null, `${what}: it delegates to nothing`);
        this.claim(func?.generator === true, `${what}: the function is no generator`);
        break;
      case "await":
        this.claim(func?.async === true || func?.kind === "module", `${what}: the function is not async`);
        break;
      case "iterate":
        this.claim(expr.over !== "async" || func?.async === true || func?.kind === "module", `${what}: the function is not async`);
        break;
      case "super":
        this.claim(MEMBER_KINDS.has(this.ownThis(owner)?.kind ?? ""), `${what}: no member function is around`);
        break;
      case "arguments":
        this.claim(this.ownThis(owner)?.kind !== "module", `${what}: no function is around`);
        break;
      case "cast":
        this.type(expr.type, owner, what);
        break;
      case "call":
        this.call(expr, owner, what);
        break;
      default:
    }
  }

  private call(expr: Call, owner: FunctionId, what: string): void {
    const { form, callee, args, optional } = expr;
    const first = args[0]?.value.kind;
    this.claim((form === "super") === (callee.kind === "super"), `${what}: the form super and the callee super go together`);
    this.claim(form !== "super" || this.ownThis(owner)?.kind === "constructor", `${what}: super is called outside a constructor`);
    this.claim(!optional || form === "call", `${what}: a call of form ${form} is not optional`);
    this.claim(form !== "tag" || first === "array", `${what}: the first argument of a tag is the array of texts`);
    this.claim(form !== "jsx" || (first === "object" && args.length === 1), `${what}: an element has one argument, an object`);
    for (const type of expr.typeArgs ?? []) this.type(type, owner, what);
  }

  private target(target: Target, place: Place, assign: Expr): void {
    const what = `${this.name(place.owner)}, target at ${show(target)}`;
    this.inside(target, place.around, what);
    if (target.kind === "name") {
      this.use(target.binding, place.owner, what);
      const binding = this.module.bindings[target.binding];
      const declares = assign.kind === "assign" && assign.declares;
      this.claim(!declares || binding?.owner === place.owner, `${what}: ${this.binding(target.binding)} is declared in a function that does not own it`);
      this.claim(!declares || (binding?.kind !== "import" && binding?.kind !== "type"), `${what}: a binding of kind ${String(binding?.kind)} is not declared by an assignment`);
    }
    eachTargetChild(target, (child) => { this.expr(child, place); });
  }

  private key(key: Key, place: Place): void {
    if (typeof key !== "string") this.expr(key, place);
  }

  /** The function that `this` comes from: arrows take it from the one around them. */
  private ownThis(id: FunctionId): Func | undefined {
    let func = this.module.functions[id];
    for (let steps = 0; func?.kind === "arrow" && steps < this.module.functions.length; steps += 1) func = this.module.functions[func.parent];
    return func;
  }

  // -------------------------------------------------------------------------------------------------- names and types

  private use(id: BindingId, owner: FunctionId, what: string): void {
    const binding = this.module.bindings[id];
    if (binding === undefined) {
      this.claim(false, `${what}: there is no binding ${String(id)}`);
      return;
    }
    let at: FunctionId | undefined = owner;
    for (let steps = 0; at !== undefined && at !== binding.owner && steps <= this.module.functions.length; steps += 1) at = this.module.functions[at]?.parent;
    this.claim(at === binding.owner, `${what}: ${this.binding(id)} is out of sight`);
  }

  private type(type: TypeRef, owner: FunctionId, what: string): void {
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

  private name(id: FunctionId): string {
    return `function ${String(id)} ${this.module.functions[id]?.name ?? ""}`.trim();
  }

  private binding(id: BindingId): string {
    return `binding ${String(id)} ${this.module.bindings[id]?.name ?? ""}`.trim();
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

function show({ start, end }: Range): string {
  return `${String(start)}-${String(end)}`;
}

/** True for a block around a loop alone, with any labels between. */
function isLoop(stmt: Stmt): boolean {
  if (stmt.kind === "loop") return true;
  const [only] = stmt.kind === "block" ? stmt.body : [];
  return only !== undefined && stmt.kind === "block" && stmt.body.length === 1 && isLoop(only);
}

function startsIterating(stmt: Stmt | undefined): boolean {
  return stmt?.kind === "expr" && stmt.value.kind === "assign" && stmt.value.value.kind === "iterate";
}
