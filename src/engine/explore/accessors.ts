/**
 * Accessors: the functions that reading or writing a property runs. Which they are, the entity of the object says; they are
 * passed by their summaries, as calls are.
 */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import type { PathId } from "../facts/paths.js";
import { compose, type Proofs } from "../facts/proofs.js";
import type { Use } from "../facts/recording.js";
import { NO_PASSAGES, type Exit, type Fact, type Passage } from "../facts/summary.js";
import { heirsOf } from "../link/heirs.js";
import type { Linker } from "../link/linker.js";
import { memberOf } from "../link/members.js";
import { superclasses } from "../link/superclasses.js";
import { frameOfTarget } from "../link/targets.js";
import { entity, type Entity, type EntityOf, type Frame } from "../program/entity.js";
import { nodesOfFunction } from "../program/families.js";
import type { Loaded } from "../program/loaded.js";
import type { FunctionTarget } from "../program/target.js";
import { enterClosure } from "./calls/closures.js";
import { arrive, leaveAcross, Pass, runInto, start } from "./calls/pass.js";
import { resolveSymbolic } from "./calls/symbols.js";
import type { Exploration } from "./exploration.js";

/** A getter or a setter, and the object that it is `this` of. */
export interface Accessor {
  readonly target: FunctionTarget;
  readonly self: Entity;
}

/** `isField`: the property may as well be a plain one. */
export interface Accessors {
  readonly all: readonly Accessor[];
  readonly isField: boolean;
}

const NONE: Accessors = { all: [], isField: true };
const KEY = {};

/** The name under which an object literal keeps a getter, or a setter. */
export const getterName = (name: string): string => `get ${name}`;
const setterName = (name: string): string => `set ${name}`;

/** What runs when a node reads (Load) or writes (Update) a property; kept with the module. */
export function accessorsOf(linker: Linker, module: Loaded, node: number): Accessors {
  let table = module.memo.get(KEY) as Map<number, Accessors> | undefined;
  if (table === undefined) module.memo.set(KEY, (table = new Map()));
  let found = table.get(node);
  if (found === undefined) table.set(node, (found = compute(linker, module, node)));
  return found;
}

function compute(linker: Linker, module: Loaded, node: number): Accessors {
  const { flow } = module;
  const isRead = flow.nodeKind[node] === Node.Load;
  const aux = flow.nodeAux[node] ?? -1;
  const path = isRead ? undefined : flow.paths[aux];
  const name = isRead ? flow.strings[aux] : path?.length === 1 ? path[0] : undefined;
  if (name === undefined || name === "[]") return NONE;
  let base = -1;
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    if (flow.edgeKind[edge] === (isRead ? Edge.Load : Edge.Base)) base = flow.edgeFrom[edge] ?? -1;
  }
  const all: Accessor[] = [];
  let isField = false;
  for (const item of linker.of(module, base)) {
    if (item.kind === "symbol") continue;
    const found = accessorOf(linker, item, name, isRead ? "getter" : "setter");
    if (found.length === 0) isField = true;
    for (const accessor of found) linker.use(module, accessor.target.module);
    all.push(...found);
  }
  return all.length === 0 ? NONE : { all, isField };
}

/** What is looked for, of which object. */
interface Wanted {
  readonly self: Entity;
  readonly name: string;
  readonly kind: "getter" | "setter";
  readonly isStatic: boolean;
  /** Classes that were climbed: a class may be its own parent, as far as names tell. */
  readonly depth: number;
}
const MOST_PARENTS = 16;

/** The accessors of a property in a class, up its chain, or in an object literal. */
function accessorOf(linker: Linker, item: Entity, name: string, kind: Wanted["kind"]): readonly Accessor[] {
  const wanted = { self: item, name, kind, depth: 0 };
  switch (item.kind) {
    case "instance":
      return ofClass(linker, item, { ...wanted, isStatic: false });
    case "class":
      return ofClass(linker, item, { ...wanted, isStatic: true });
    case "super": {
      const { module, cls, isStatic } = item;
      return ofParents(linker, { module, cls, frame: null }, { ...wanted, isStatic, self: isStatic ? entity.cls(module, cls) : entity.someInstance(module, cls) });
    }
    case "object":
      return ofObject(item, name, kind);
    default:
      return [];
  }
}

function ofObject(item: EntityOf<"object">, name: string, kind: Wanted["kind"]): readonly Accessor[] {
  const { flow } = item.module;
  const origin = flow.nodeOrigin[item.node] ?? item.node;
  const [edgeKind, kept] = kind === "getter" ? [Edge.Getter, name] : [Edge.Store, setterName(name)];
  const found: Accessor[] = [];
  for (let at = flow.firstIn[origin] ?? 0; at < (flow.firstIn[origin + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const made = flow.edgeFrom[edge] ?? -1;
    if (flow.edgeKind[edge] !== edgeKind || flow.nodeKind[made] !== Node.Function) continue;
    if (flow.paths[flow.edgeLabel[edge] ?? -1]?.[0] === kept) found.push(accessor(item.module, flow.nodeAux[made] ?? 0, item.frame, item));
  }
  return found;
}

type ClassAt = Pick<EntityOf<"class">, "module" | "cls" | "frame">;

function ofClass(linker: Linker, at: ClassAt, wanted: Wanted): readonly Accessor[] {
  const { module, cls, frame } = at;
  const { flow } = module;
  let isAbstract = false;
  let isOwn = false;
  for (const member of flow.classes[cls]?.members ?? []) {
    if (member.name !== wanted.name || member.isStatic !== wanted.isStatic) continue;
    isOwn = true;
    if (member.kind !== wanted.kind) continue;
    if (flow.functions[member.function]?.hasBody === true) return [accessor(module, member.function, frame, wanted.self)];
    isAbstract = true;
  }
  if (isAbstract) {
    const heirs = heirsOf(linker, entity.someInstance(module, cls)).map((heir) => entity.someInstance(heir.module, heir.cls));
    return wanted.depth > 0 ? [] : heirs.flatMap((heir) => ofClass(linker, heir, { ...wanted, self: heir, depth: 1 }));
  }
  return isOwn ? [] : ofParents(linker, at, wanted);
}

function ofParents(linker: Linker, { module, cls, frame }: ClassAt, wanted: Wanted): readonly Accessor[] {
  if (wanted.depth >= MOST_PARENTS) return [];
  return superclasses(linker, module, cls, frame).flatMap((parent) => (parent.kind === "class" ? ofClass(linker, parent, { ...wanted, depth: wanted.depth + 1 }) : []));
}

const accessor = (module: Loaded, fn: number, closure: Frame | null, self: Entity): Accessor => ({
  target: { kind: "function", module, fn, closure, bound: null, self: "receiver", offset: 0, apply: false, selfOnly: false },
  self,
});

/** How reading or writing a property enters an accessor. */
export function frameOfAccessor(linker: Linker, { target, self }: Accessor): Frame {
  return linker.frames.make({ ...frameOfTarget(linker, target, null), self });
}

const ITERATORS = {};

/** What iterating over a value runs (`node`: an Iterate node): the methods of the project that its objects keep for that. */
export function iteratorsOf(linker: Linker, module: Loaded, node: number): readonly Accessor[] {
  let table = module.memo.get(ITERATORS) as (readonly Accessor[] | undefined)[] | undefined;
  if (table === undefined) module.memo.set(ITERATORS, (table = []));
  const { flow } = module;
  const edge = flow.in[flow.firstIn[node] ?? 0] ?? -1;
  return (table[node] ??= linker.of(module, flow.edgeFrom[edge] ?? -1).flatMap((self) => {
    if (self.kind !== "instance" && self.kind !== "object") return [];
    const methods = ["@@iterator", "@@asyncIterator"].flatMap((name) => memberOf(linker, self, name));
    return methods.flatMap((item) => (item.kind === "function" ? [accessor(item.module, item.fn, item.frame, self)] : []));
  }));
}

/** A value inside an object that is iterated over: its iterator finds it by `this`. */
export function passIterator(run: Exploration, fact: Fact, to: number, all: readonly Accessor[], use: Use): void {
  for (const each of all) {
    run.explorer.models.linker.use(run.module, each.target.module);
    enter(run, fact, each, to, thisOf(each), fact.path, use);
  }
}

const READS = {};

/** The places of a function that run a getter: Load nodes. A property that is called is none: what it is, the call tells. */
export function getterReads(linker: Linker, module: Loaded, fn: number): readonly number[] {
  let table = module.memo.get(READS) as (readonly number[] | undefined)[] | undefined;
  if (table === undefined) module.memo.set(READS, (table = []));
  const { flow } = module;
  const known = table[fn];
  if (known !== undefined) return known;
  const names = gettersInSight(linker, module);
  const isRead = (node: number): boolean => flow.nodeKind[node] === Node.Load && names.has(flow.strings[flow.nodeAux[node] ?? -1] ?? "") && !isCalled(flow, node);
  return (table[fn] = names.size === 0 ? [] : nodesOfFunction(module, fn).filter((node) => isRead(node) && accessorsOf(linker, module, node).all.length > 0));
}

const GETTERS = {};
const IN_SIGHT = {};

/** The names of the getters that a module declares. */
function gettersOf(module: Loaded): readonly string[] {
  let names = module.memo.get(GETTERS) as readonly string[] | undefined;
  if (names === undefined) {
    const { flow } = module;
    const found: string[] = [];
    for (const { members } of flow.classes) for (const member of members) if (member.kind === "getter") found.push(member.name);
    for (let edge = 0; edge < flow.edgeCount; edge++) if (flow.edgeKind[edge] === Edge.Getter) found.push(...(flow.paths[flow.edgeLabel[edge] ?? -1] ?? []));
    module.memo.set(GETTERS, (names = found));
  }
  return names;
}

/**
 * The names of the getters of a module, and of the files where what it imports is declared. What else there is in the program
 * is not asked: every read of a property would have to be, of what it reads.
 */
function gettersInSight(linker: Linker, module: Loaded): ReadonlySet<string> {
  let names = module.memo.get(IN_SIGHT) as Set<string> | undefined;
  if (names !== undefined) return names;
  names = new Set(gettersOf(module));
  const { flow } = module;
  const seen = new Set([module]);
  for (let node = 0; node < flow.nodeCount; node++) {
    if (flow.nodeKind[node] !== Node.Import && flow.nodeKind[node] !== Node.Module) continue;
    for (const item of linker.of(module, node)) {
      const owner = entity.moduleOf(item);
      if (owner === null || seen.has(owner)) continue;
      seen.add(owner);
      for (const name of gettersOf(owner)) names.add(name);
    }
  }
  module.memo.set(IN_SIGHT, names);
  return names;
}

function isCalled(flow: FlowModule, node: number): boolean {
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) if (flow.edgeKind[flow.out[at] ?? 0] === Edge.Callee) return true;
  return false;
}

/** A value inside an object whose property `to` is read: the getter finds it by `this`, or in what it has captured. */
export function passGetter(run: Exploration, fact: Fact, to: number, name: string, all: readonly Accessor[], use: Use): void {
  const { paths } = run.explorer.models;
  const isKept = paths.head(fact.path) === getterName(name);
  for (const each of all) {
    if (isKept) enterClosure(passAt(run, fact, to, use), each.target, paths.tail(fact.path), (exit, via) => { leave(passAt(run, fact, to, use), each, to, exit, fact, via); });
    else enter(run, fact, each, to, thisOf(each), fact.path, use);
  }
}

/** A value that is written to a property: the setter takes it. */
export function passSetter(run: Exploration, fact: Fact, to: number, all: readonly Accessor[], use: Use): void {
  for (const each of all) enter(run, fact, each, to, each.target.module.flow.functions[each.target.fn]?.params[0]?.node ?? -1, fact.path, use);
}

/** A value inside an object with such a property, when something is written to that. */
export function passSetterBase(run: Exploration, fact: Fact, to: number, all: readonly Accessor[], use: Use): void {
  for (const each of all) enter(run, fact, each, to, thisOf(each), fact.path, use);
}

const thisOf = ({ target }: Accessor): number => target.module.flow.functions[target.fn]?.thisNode ?? -1;

/** Each place that runs an accessor counts as a call of its own. */
const passAt = (run: Exploration, fact: Fact, to: number, use: Use): Pass => new Pass(run, fact, -2 - to, use);

function enter(run: Exploration, fact: Fact, each: Accessor, to: number, node: number, path: PathId, use: Use): void {
  if (node < 0) return;
  const pass = passAt(run, fact, to, use);
  runInto(pass, start(pass, each.target.module, node, path), fact, NO_PASSAGES, (exit, via) => { leave(pass, each, to, exit, fact, via); });
}

/** What a getter returns is what was read; what an iterator yields, an element; what a setter leaves in `this`, is in the object after the write. */
function leave(pass: Pass, each: Accessor, to: number, exit: Exit, before: Proofs, through: readonly Passage[]): void {
  const { run } = pass;
  const proofs = compose(before, exit);
  const { paths } = run.explorer.models;
  const kind = run.module.flow.nodeKind[to] as Node;
  const isRead = kind === Node.Load;
  const { way } = exit;
  if (kind === Node.Iterate) {
    if (way.kind === "return" && paths.head(exit.path) === "[]") arrive(pass, to, paths.tail(exit.path), proofs, through);
  } else if (way.kind === "return" && isRead) arrive(pass, to, exit.path, proofs, through);
  else if (way.kind === "out" && way.param < 0 && !isRead) arrive(pass, to, exit.path, proofs, through);
  if (way.kind === "cross") leaveAcross(pass, way, exit.path, proofs, through);
  else if (way.kind === "symbolic") resolveSymbolic(pass, frameOfAccessor(run.explorer.models.linker, each), way, exit.path, proofs, through, (found, onward, via) => { leave(pass, each, to, found, onward, via); });
}
