/** Where sources appear in a function: library values, names that say what they hold, parameters of a model. */
import { CallFlag, Edge, Node, type FlowModule } from "../../compile/index.js";
import type { TypeRef } from "../../ir/index.js";
import { ELEMENT, NOTHING, RESULT, type Content, type Place } from "../../models/model.js";
import type { Linker } from "../link/linker.js";
import { memberOf } from "../link/members.js";
import { declaredParameter, parameterAt } from "../link/parameters.js";
import { resultOf } from "../link/results.js";
import { superclasses } from "../link/superclasses.js";
import { targetsOf, targetsOfEntity } from "../link/targets.js";
import { typeEntities } from "../link/types.js";
import type { Entity, Site } from "../program/entity.js";
import { nodesOfFunction } from "../program/families.js";
import type { Loaded } from "../program/loaded.js";
import type { Seed } from "../program/seed.js";
import type { Target } from "../program/target.js";
import { usesOfFunction } from "../program/uses.js";
import { nodesAfter, placeNode } from "../rows/call-places.js";
import { holdsAt } from "../rows/conditions.js";
import type { Models } from "../rows/context.js";
import { statementText } from "../statements/statements.js";
import { handedFields, namedGlobal, namedKey, namedLoad, namedParameter, namedResult } from "./named-sources.js";
import { recordFields } from "./records.js";

/** The sources of some kinds that appear in a function, in order of position; kept with the module, for the same set of kinds. */
export function seedsOfFunction(models: Models, module: Loaded, fn: number, kinds: ReadonlySet<string>): readonly Seed[] {
  const tables = (module.kept.seeds ??= new Map<ReadonlySet<string>, (readonly Seed[] | undefined)[]>());
  let table = tables.get(kinds);
  if (table === undefined) tables.set(kinds, (table = new Array<readonly Seed[] | undefined>(module.flow.functions.length).fill(undefined)));
  let seeds = table[fn];
  if (seeds === undefined) {
    seeds = compute(models, module, fn, kinds);
    table[fn] = seeds;
  }
  return seeds;
}

/** The sources of a function, each once. */
class Found {
  readonly seeds: Seed[] = [];
  readonly #module: Loaded;
  readonly kinds: ReadonlySet<string>;
  #byNode: Map<number, Seed[]> | null = null;

  constructor(module: Loaded, kinds: ReadonlySet<string>) {
    this.#module = module;
    this.kinds = kinds;
  }

  /** A source in the module itself. */
  add(node: number, path: readonly Content[], kind: string): void {
    this.addApart({ module: this.#module, node, path, kind, call: -1, frame: null, known: false });
  }

  /** A source in any module; that there is the same in another frame is no reason to have both. */
  addApart(seed: Seed): void {
    if (seed.node < 0 || !this.kinds.has(seed.kind)) return;
    this.#byNode ??= new Map();
    const others = this.#byNode.get(seed.node);
    if (others === undefined) this.#byNode.set(seed.node, [seed]);
    else if (others.some((other) => isSame(other, seed))) return;
    else others.push(seed);
    this.seeds.push(seed);
  }
}

const isSame = (a: Seed, b: Seed): boolean =>
  a.module === b.module && a.kind === b.kind && a.call === b.call && a.path.length === b.path.length && a.path.every((content, index) => content === b.path[index]);

function compute(models: Models, module: Loaded, fn: number, kinds: ReadonlySet<string>): readonly Seed[] {
  const { flow } = module;
  const found = new Found(module, kinds);
  const params = flow.functions[fn]?.params ?? [];
  const isModel = params.length > 0 && kinds.has("model-parameter") && isModelFunction(module, fn);
  for (let index = 0; index < params.length; index++) {
    const param = params[index];
    if (param === undefined) continue;
    const declared = declaredParameter(models.linker, module, fn, index);
    addItems(models, declared, param.node, found);
    addMembers(models, module, param.type, param.node, found);
    const named = namedParameter(models, kinds, module, param.node, param.name, param.type);
    if (named !== null) found.add(param.node, [], named);
    if (index < MOST_PARAMETERS && isModel && !declared.some((item) => item.kind === "instance" && isMade(models.linker, item.module, item.cls))) found.add(param.node, [], "model-parameter");
  }
  const nodes = nodesOfFunction(module, fn);
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at] ?? -1;
    switch (flow.nodeKind[node] as Node) {
      case Node.Catch:
        addState(models, module, node, found);
        break;
      case Node.Call:
        addCall(models, module, flow.nodeAux[node] ?? 0, node, found);
        break;
      case Node.Variable:
        addVariable(models, module, node, found);
        break;
      case Node.Load:
        addLoad(models, module, node, found);
        break;
      case Node.Global: {
        addState(models, module, node, found);
        const named = namedGlobal(models, kinds, module, node);
        if (named !== null) found.add(node, [], named);
        break;
      }
      default:
    }
  }
  return found.seeds;
}

/**
 * Whether instances of a class are made by the program or a library, never by who sends them: a loaded record, the context of a
 * request. A class of fields alone may stand for whatever was sent.
 */
function isMade(linker: Linker, module: Loaded, cls: number, height = 0): boolean {
  if ((module.flow.classes[cls]?.constructorFunction ?? -1) >= 0) return true;
  return height < HEIGHT && superclasses(linker, module, cls).some((parent) => parent.kind === "library" || (parent.kind === "class" && isMade(linker, parent.module, parent.cls, height + 1)));
}
/** Classes above one another that are looked at. */
const HEIGHT = 6;

/** What models say of the value of a node. */
const addState = (models: Models, module: Loaded, node: number, found: Found): void => { addItems(models, models.linker.of(module, node), node, found); };

function addItems(models: Models, items: readonly Entity[], node: number, found: Found): void {
  const { linker } = models;
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) continue;
    if (item.kind === "library") for (const { path, kind } of linker.models.sources(item.state)) found.add(node, path, kind);
    else if (item.kind === "promise" && item.of.kind === "library") for (const { path, kind } of linker.models.sources(item.of.state)) found.add(node, ["<await>", ...path], kind);
  }
}

/** A variable of a declared type, where nothing else tells what it was given: it came out of code that nobody knows. */
function addVariable(models: Models, module: Loaded, node: number, found: Found): void {
  const { flow } = module;
  const type = flow.bindings[flow.nodeAux[node] ?? -1]?.type;
  if (!type || flow.nodeOrigin[node] !== node) return;
  const pending = [node];
  for (const each of pending) {
    for (let at = flow.firstIn[each] ?? 0; at < (flow.firstIn[each + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      const from = flow.edgeFrom[edge] ?? -1;
      const kind = flow.nodeKind[from] as Node;
      if (flow.edgeKind[edge] === Edge.Cell || pending.includes(from)) continue;
      if (kind === Node.Await || kind === Node.Variable) pending.push(from);
      else if (kind !== Node.Call || targetsOf(models.linker, module, flow.nodeAux[from] ?? 0).length > 0) return;
    }
  }
  addItems(models, typeEntities(models.linker, module, type), node, found);
}

/** A parameter of a declared type of the project: members that are library values (a context that holds the request). */
function addMembers(models: Models, module: Loaded, type: TypeRef | null, node: number, found: Found): void {
  if (type === null) return;
  const { linker } = models;
  for (const item of typeEntities(linker, module, type)) {
    if (item.kind !== "typed" && item.kind !== "shape") continue;
    const shape = item.kind === "shape" ? item.type : item.module.flow.typeDeclarations[item.type]?.type;
    if (shape?.kind !== "object") continue;
    for (const member of shape.members) {
      for (const value of memberOf(linker, item, member.name)) {
        if (value.kind === "library") for (const { path, kind } of linker.models.sources(value.state)) found.add(node, [member.name, ...path], kind);
      }
    }
  }
}

function addCall(models: Models, module: Loaded, call: number, node: number, found: Found): void {
  const { linker } = models;
  const { calls } = module.flow;
  const isNew = ((calls.flags[call] ?? 0) & CallFlag.New) !== 0;
  const site: Site = { module, call };
  const callees = linker.of(module, calls.callee[call] ?? -1);
  let isLibrary = false;
  // What a library or code without a body gives appears here; what a function of the project gives appeared inside it.
  for (let at = 0; at < callees.length; at++) {
    const item = callees[at];
    if (item === undefined) continue;
    if (item.kind === "library") isLibrary = true;
    if (item.kind === "library" || item.kind === "shape" || item.kind === "typed" || (item.kind === "function" && item.module.flow.functions[item.fn]?.hasBody === false)) addItems(models, resultOf(linker, item, site, isNew), node, found);
  }
  if (isLibrary) addMade(models, module, call, found);
  const targets = targetsOf(linker, module, call);
  let isRemote = false;
  for (let at = 0; at < targets.length; at++) {
    const target = targets[at];
    if (target?.kind !== "library") continue;
    if (target.effects.records.length > 0) for (const { path, kind } of recordFields(models, site, target.effects)) found.add(node, path, kind);
    for (const source of target.effects.sources) {
      if (!holdsAt(models, site, source)) continue;
      if (source.at === RESULT) {
        isRemote ||= models.vocabulary.deepSources.has(source.kind);
        found.add(node, source.path, source.kind);
      }
      else if (source.path.some(isParameter)) addCallback(models, module, call, source, source.kind, source.condition !== null, found);
      else if (source.path.length > 0) {
        found.add(linker.argument(site, source.at), source.path, source.kind);
        if (source.path[0] === ELEMENT) for (const element of elementsGiven(module, linker.argument(site, source.at))) found.add(element, source.path.slice(1), source.kind);
      }
      // What the call has written into an argument: a buffer.
      else for (const after of nodesAfter(linker, site, source.at, true)) found.add(after, [], source.kind);
    }
  }
  addStatement(models, site, targets, found);
  if (isRemote) {
    const keyed = namedKey(models, found.kinds, module, call, node);
    if (keyed !== null) found.add(node, [], keyed);
  }
  const named = namedResult(models, found.kinds, module, call, node);
  if (named !== null) found.add(node, [], named);
  if (targets.length === 0) return;
  const arity = linker.arity(site);
  for (let argument = 0; argument < arity; argument++) {
    for (const field of handedFields(models, found.kinds, module, call, argument, targets)) found.add(field.node, field.path, field.kind);
  }
}

/** What a list that is handed over holds: the call writes into each. (They were made for it, so they are a source from then on.) */
function elementsGiven({ flow }: Loaded, list: number): readonly number[] {
  const origin = flow.nodeOrigin[list] ?? list;
  if (list < 0 || flow.nodeKind[origin] !== Node.Array) return [];
  const found: number[] = [];
  for (let at = flow.firstIn[origin] ?? 0; at < (flow.firstIn[origin + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const from = flow.edgeFrom[edge] ?? -1;
    if (flow.edgeKind[edge] === Edge.Store) found.push(flow.nodeOrigin[from] ?? from);
  }
  return found;
}

/** What a library hands to a function that was made elsewhere: which parameter that is, may depend on how many there are. */
function addMade(models: Models, module: Loaded, call: number, found: Found): void {
  const { linker } = models;
  const { flow } = module;
  const callee = linker.state(module, flow.calls.callee[call] ?? -1);
  if (callee === NOTHING) return;
  const arity = linker.arity({ module, call });
  for (let index = 0; index < arity; index++) {
    const node = linker.argument({ module, call }, index);
    const state = flow.nodeKind[node] === Node.Function ? NOTHING : linker.models.argument(callee, index, arity);
    if (state === NOTHING) continue;
    for (const item of linker.of(module, node)) {
      if (item.kind !== "function" || (item.module === module && item.frame === null)) continue;
      const params = item.module.flow.functions[item.fn]?.params ?? [];
      for (const [at, param] of params.slice(0, MOST_PARAMETERS).entries()) {
        for (const { path, kind } of linker.models.sources(linker.models.parameter(state, at, params.length))) {
          const known = linker.of(item.module, param.node).some((each) => each.kind === "library" && linker.models.sources(each.state).length > 0);
          if (!known || item.frame !== null) found.addApart({ module: item.module, node: param.node, path, kind, call, frame: item.frame, known });
        }
      }
    }
  }
}
const MOST_PARAMETERS = 12;

/** A constant text that a sink takes, and that is a source by what it says. */
function addStatement(models: Models, site: Site, targets: readonly Target[], found: Found): void {
  for (const target of targets) {
    for (const { kind, at, path } of target.kind === "library" ? target.effects.sinks : []) {
      const kindOf = at === 0 && path.length === 0 ? models.vocabulary.textKinds.get(kind) : undefined;
      const text = kindOf === undefined ? null : statementText(models, site);
      const source = text === null ? null : (kindOf?.(text) ?? null);
      if (source !== null) found.add(models.linker.argument(site, at), [], source);
    }
  }
}

const isParameter = (content: Content): boolean => /^<param \d+>$/.test(content);

/** A callback's parameter is a source, also where an object holds the callback. Of functions in this file the parameter's own entity says so already. */
function addCallback(models: Models, module: Loaded, call: number, place: Place, kind: string, conditional: boolean, found: Found): void {
  const { linker } = models;
  const depth = place.path.findIndex(isParameter);
  const index = Number(/\d+/.exec(place.path[depth] ?? "")?.[0] ?? 0);
  for (const item of itemsAt(models, { module, call }, { at: place.at, path: place.path.slice(0, depth) })) {
    for (const target of targetsOfEntity(linker, item, module, index + 1, false, false)) {
      if (target.kind !== "function") continue;
      const { node, rest } = parameterAt(target.module.flow, target.fn, index + target.offset);
      if (node < 0) continue;
      const known = linker.of(target.module, node).some((each) => each.kind === "library" && linker.models.sources(each.state).some((source) => source.kind === kind && source.path.join() === place.path.slice(depth + 1).join()));
      const isCovered = known && !conditional;
      if (isCovered && target.closure === null) continue;
      const apart = target.module !== module || target.closure !== null;
      found.addApart({ module: target.module, node, path: [...rest, ...place.path.slice(depth + 1)], kind, call: apart ? call : -1, frame: target.closure, known: isCovered });
    }
  }
}

/** What stands at a place of a call; where the file does not show the object there, what is known of it. */
function itemsAt(models: Models, site: Site, place: Place): readonly Entity[] {
  const { linker } = models;
  const node = placeNode(models, site, place);
  if (node >= 0 || node === -1 || !place.path.every(isName)) return linker.of(site.module, node);
  let items = linker.of(site.module, linker.argument(site, place.at));
  for (const name of place.path) items = linker.step(items, `.${name}`);
  return items;
}
const isName = (content: Content): boolean => !content.startsWith("<") && content !== ELEMENT;

/** Properties whose value is a library's without the object being one (`this.request`), and properties named like secrets. */
function addLoad(models: Models, module: Loaded, node: number, found: Found): void {
  const { flow } = module;
  const edge = flow.in[flow.firstIn[node] ?? 0] ?? -1;
  const base = edge < 0 ? -1 : (flow.edgeFrom[edge] ?? -1);
  if (base < 0) return;
  const origin = flow.nodeOrigin[base] ?? base;
  const kind = flow.nodeKind[origin] as Node;
  if (kind === Node.This || (kind === Node.Captured && (flow.nodeAux[origin] ?? 0) < 0)) addState(models, module, node, found);
  const named = namedLoad(models, found.kinds, module, node, base);
  if (named !== null) found.add(node, [], named);
}

/** An exported function, or a public method of an exported class. */
function isModelFunction(module: Loaded, fn: number): boolean {
  const { flow } = module;
  const info = flow.functions[fn];
  if (info === undefined || !info.hasBody || fn === 0) return false;
  if (info.class >= 0) {
    const cls = flow.classes[info.class];
    const member = cls?.members.find((each) => each.function === fn);
    return cls !== undefined && member?.access === "public" && !member.name.startsWith("#") && isExported(flow, cls.node);
  }
  return info.node >= 0 && (isExported(flow, info.node) || usesOfFunction(module, fn).objects.some((object) => isExported(flow, object)));
}

function isExported(flow: FlowModule, node: number): boolean {
  return flow.exports.some((item) => item.kind === "local" && (item.node === node || flow.nodeOrigin[item.node] === node));
}
