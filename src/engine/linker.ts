/**
 * Link: what a value is, asked for backward from the place of use, on demand, and kept per node.
 *
 * A question walks the flow module against its edges, crosses into other files by imports and annotations, and steps through
 * the model automaton for libraries. Answers that met an unfinished question (a cycle) are kept only by the question that
 * closes the cycle, which is asked again until its answer grows no more; so what is kept does not depend on who asked first.
 */
import { CallFlag, Edge, Node, type FlowModule } from "../compile/index.js";
import { NOTHING, parameterContent, RESULT, type ModelIndex, type StateId } from "../models/model.js";
import { BOUNDS, type BoundCounter } from "./bounds.js";
import { entity, EntitySet, NO_ENTITIES, type Entity, type Site } from "./entity.js";
import { exportedNodes, importedEntities, moduleMember } from "./imports.js";
import { memberOf } from "./members.js";
import { awaitedOf, elementOf, resultOf } from "./results.js";
import { targetsOf } from "./targets.js";
import { typeEntities } from "./types.js";
import { usesOfFunction } from "./uses.js";
import type { Loaded, World } from "./world.js";

const SYMBOLS = {};

/** A question that is being answered. */
interface Question {
  /** Its place among the open questions, from 1. */
  readonly depth: number;
  result: readonly Entity[];
  /** It was asked again while open: it stands on a cycle. */
  asked: boolean;
  /** Answers that rest on it while it is open. */
  readonly partials: { readonly module: Loaded; readonly node: number }[];
}

/** An answer that is good while the question `head` is open. */
interface Partial {
  readonly result: readonly Entity[];
  readonly head: number;
}

export class Linker {
  readonly world: World;
  readonly models: ModelIndex;
  readonly bounds: BoundCounter;
  readonly #active = new Map<Loaded, Map<number, Question>>();
  readonly #partial = new Map<Loaded, Map<number, Partial>>();
  readonly #stack: Question[] = [];
  #lowest = Infinity;
  #steps = 0;
  #lookups = 0;

  constructor(world: World, models: ModelIndex, bounds: BoundCounter) {
    this.world = world;
    this.models = models;
    this.bounds = bounds;
  }

  /** Notes that an answer about `from` rests on `to`. */
  use(from: Loaded, to: Loaded): void {
    if (from !== to) to.dependents.add(from);
  }

  library(state: StateId): readonly Entity[] {
    return state === NOTHING ? NO_ENTITIES : [entity.library(state)];
  }

  /** What the value of a node is. */
  of(module: Loaded, node: number): readonly Entity[] {
    if (node < 0) return NO_ENTITIES;
    const known = module.entities[node];
    if (known !== undefined) return known;
    let active = this.#active.get(module);
    if (active === undefined) this.#active.set(module, (active = new Map<number, Question>()));
    const open = active.get(node);
    if (open !== undefined) {
      open.asked = true;
      this.#lowest = Math.min(this.#lowest, open.depth);
      return open.result;
    }
    const partial = this.#partial.get(module)?.get(node);
    if (partial !== undefined) {
      this.#lowest = Math.min(this.#lowest, partial.head);
      return partial.result;
    }
    if (this.#stack.length === 0) this.#steps = 0;
    if (this.#stack.length >= BOUNDS.entityDepth || ++this.#steps > BOUNDS.entitySteps) {
      this.bounds.hit(this.#stack.length >= BOUNDS.entityDepth ? "entityDepth" : "entitySteps");
      this.#lowest = 0;
      return NO_ENTITIES;
    }
    return this.#answer(module, node, active);
  }

  /** Answers an open question; one that asks itself is answered again with what it found, until it finds no more. */
  #answer(module: Loaded, node: number, active: Map<number, Question>): readonly Entity[] {
    const outer = this.#lowest;
    const question: Question = { depth: this.#stack.length + 1, result: NO_ENTITIES, asked: false, partials: [] };
    this.#stack.push(question);
    active.set(node, question);
    for (let round = 0; ; round++) {
      this.#lowest = Infinity;
      question.asked = false;
      const found = this.#compute(module, node);
      for (const { module: owner, node: each } of question.partials) this.#partial.get(owner)?.delete(each);
      question.partials.length = 0;
      const grown = found.length > question.result.length;
      question.result = found;
      if (!isAsked(question) || !grown) break;
      if (round >= BOUNDS.entityRounds) {
        this.bounds.hit("entityRounds");
        break;
      }
    }
    active.delete(node);
    this.#stack.pop();
    if (this.#lowest >= question.depth) {
      module.entities[node] = question.result;
      this.#lowest = outer;
    } else {
      // Rests on a question that is still open: good for as long as that one is asked in this round.
      const head = this.#stack[this.#lowest - 1];
      if (head !== undefined) {
        let table = this.#partial.get(module);
        if (table === undefined) this.#partial.set(module, (table = new Map<number, Partial>()));
        table.set(node, { result: question.result, head: head.depth });
        head.partials.push({ module, node });
      }
      this.#lowest = Math.min(this.#lowest, outer);
    }
    return question.result;
  }

  /** The library states among what a node is, joined. */
  state(module: Loaded, node: number): StateId {
    let state = NOTHING;
    for (const item of this.of(module, node)) if (item.kind === "library") state = this.models.join(state, item.state);
    return state;
  }

  #compute(module: Loaded, node: number): readonly Entity[] {
    const { flow } = module;
    const aux = flow.nodeAux[node] ?? -1;
    const kind = flow.nodeKind[node] as Node;
    const origin = flow.nodeOrigin[node] ?? node;
    if (origin !== node && kind !== Node.Cast) {
      return this.of(module, origin).map((item) => (item.kind === "object" && item.module === module && flow.nodeOrigin[item.node] === origin ? entity.object(module, node) : item));
    }
    switch (kind) {
      case Node.Param:
        return this.#param(module, flow.nodeFunction[node] ?? 0, aux);
      case Node.This:
        return this.#this(module, flow.nodeFunction[node] ?? 0);
      case Node.Function:
        return [entity.fn(module, aux)];
      case Node.Class:
        return [entity.cls(module, aux)];
      case Node.Object:
        return [entity.object(module, node)];
      case Node.Array:
        return [entity.object(module, node), ...this.library(this.models.type("ecmascript.Array"))];
      case Node.Text:
        return this.library(this.models.type("ecmascript.String"));
      case Node.Constant:
        return this.#constant(flow, aux);
      case Node.Load:
        return this.#load(module, node);
      case Node.Call:
        return this.#call(module, aux);
      case Node.Await:
        return this.#from(module, node, (item) => awaitedOf(this, item));
      case Node.Iterate:
        return this.#from(module, node, (item) => elementOf(this, item));
      case Node.Import:
        return importedEntities(this, module, flow.imports.findIndex((item) => item.node === node));
      case Node.Module:
        return moduleMember(this, module, flow.strings[aux] ?? "", "=");
      case Node.Global:
        return this.#global(flow.strings[aux] ?? "");
      case Node.Super: {
        const fn = this.thisOwner(flow, flow.nodeFunction[node] ?? 0);
        const info = flow.functions[fn];
        return info === undefined || info.class < 0 ? NO_ENTITIES : [entity.super(module, info.class, info.isStatic)];
      }
      case Node.Catch:
        return this.library(this.models.type("ecmascript.Exception"));
      case Node.Variable: {
        const type = flow.bindings[aux]?.type ?? null;
        const set = new EntitySet();
        if (type !== null) set.addAll(typeEntities(this, module, type));
        set.addAll(this.#from(module, node, (item) => [item]));
        return set.list();
      }
      case Node.Cast: {
        const set = new EntitySet();
        const type = flow.types[aux];
        if (type !== undefined) set.addAll(typeEntities(this, module, type));
        set.addAll(this.#from(module, node, (item) => [item]));
        return set.list();
      }
      case Node.Join:
      case Node.Captured:
      case Node.Cell:
      case Node.Rest:
      case Node.Opaque:
      case Node.Update:
      case Node.Refine:
      case Node.Post:
        return this.#from(module, node, (item) => [item]);
      default:
        return NO_ENTITIES;
    }
  }

  /** The entities of what flows into a node, each mapped. */
  #from(module: Loaded, node: number, map: (item: Entity) => readonly Entity[]): readonly Entity[] {
    const { flow } = module;
    const set = new EntitySet();
    const end = flow.firstIn[node + 1] ?? 0;
    for (let at = flow.firstIn[node] ?? 0; at < end; at++) {
      const edge = flow.in[at] ?? 0;
      switch (flow.edgeKind[edge] as Edge) {
        case Edge.Value:
        case Edge.Await:
        case Edge.Iterate:
        case Edge.Capture:
        case Edge.Cell:
        case Edge.Refine:
        case Edge.Post:
        case Edge.Base:
        case Edge.Spread:
          for (const item of this.of(module, flow.edgeFrom[edge] ?? -1)) set.addAll(map(item));
          break;
        default:
      }
    }
    return set.list();
  }

  /** A name of the language's or the platform's; a name that nothing declares is known, if at all, by rows on `undeclared`. */
  #global(name: string): readonly Entity[] {
    const state = this.models.global(name);
    return this.library(state === NOTHING ? this.models.member(this.models.package("undeclared"), name) : state);
  }

  #constant(flow: FlowModule, aux: number): readonly Entity[] {
    const value = flow.constants[aux];
    if (typeof value === "string") return this.library(this.models.type("ecmascript.String"));
    if (typeof value === "object" && value !== null && "regex" in value) return this.library(this.models.instance(this.models.global("RegExp")));
    return NO_ENTITIES;
  }

  /** The function that `this` belongs to at a function. */
  thisOwner(flow: FlowModule, fn: number): number {
    let owner = fn;
    while (flow.functions[owner]?.kind === "arrow") owner = flow.functions[owner]?.parent ?? 0;
    return owner;
  }

  #param(module: Loaded, fn: number, index: number): readonly Entity[] {
    const { flow } = module;
    const info = flow.functions[fn];
    const param = info?.params[index];
    if (info === undefined || param === undefined) return NO_ENTITIES;
    const set = new EntitySet();
    if (param.type !== null) set.addAll(typeEntities(this, module, param.type));
    for (const decorator of param.decorators) set.addAll(this.decorated(module, decorator, "parameter"));
    for (const { call, argument, path } of usesOfFunction(module, fn).arguments) {
      const arity = (flow.calls.firstArgument[call + 1] ?? 0) - (flow.calls.firstArgument[call] ?? 0);
      const callee = this.state(module, flow.calls.callee[call] ?? -1);
      if (callee !== NOTHING) {
        let state = this.models.argument(callee, argument, arity);
        for (const name of path) state = /^\d+$/.test(name) ? this.models.element(state) : this.models.member(state, name);
        set.addAll(this.library(this.models.parameter(state, index, info.params.length)));
      }
      if (path.length === 0) set.addAll(this.#throughSummaries({ module, call }, argument, parameterContent(index)));
    }
    if (!set.list().some((item) => item.kind === "library")) set.add(entity.symbol(module, fn, index, []));
    return set.list();
  }

  /** What a decorator, or one of the values handed to it, says of what it stands on. */
  decorated(module: Loaded, decorator: number, what: "class" | "member" | "parameter"): readonly Entity[] {
    const { flow } = module;
    const set = new EntitySet();
    const state = this.state(module, decorator);
    if (state !== NOTHING) set.addAll(this.library(this.models.decorated(state, what)));
    if (flow.nodeKind[decorator] === Node.Call) {
      const call = flow.nodeAux[decorator] ?? 0;
      for (let at = flow.calls.firstArgument[call] ?? 0; at < (flow.calls.firstArgument[call + 1] ?? 0); at++) {
        let node = flow.calls.argumentNode[at] ?? -1;
        const made = flow.nodeAux[node] ?? -1;
        if (flow.nodeKind[node] === Node.Call && ((flow.calls.flags[made] ?? 0) & CallFlag.New) !== 0) node = flow.calls.callee[made] ?? -1;
        const given = this.state(module, node);
        if (given !== NOTHING) set.addAll(this.library(this.models.decorated(given, "with")));
      }
    }
    return set.list();
  }

  #this(module: Loaded, fn: number): readonly Entity[] {
    const { flow } = module;
    const info = flow.functions[fn];
    if (info === undefined || fn === 0) return NO_ENTITIES;
    const set = new EntitySet();
    if (info.thisType !== null) set.addAll(typeEntities(this, module, info.thisType));
    if (info.class >= 0) {
      set.add(info.isStatic ? entity.cls(module, info.class) : entity.instance(module, info.class, null));
    } else {
      const { objects, prototypeOf } = usesOfFunction(module, fn);
      for (const node of objects) set.add(entity.object(module, node));
      if (prototypeOf >= 0) set.add(entity.made(module, prototypeOf, null));
      else if (info.kind === "function") set.add(entity.made(module, fn, null));
    }
    set.add(entity.symbol(module, fn, -1, []));
    return set.list();
  }

  // -------------------------------------------------------------------------------------------------------- loads

  #load(module: Loaded, node: number): readonly Entity[] {
    const { flow } = module;
    const edge = flow.in[flow.firstIn[node] ?? 0] ?? -1;
    const label = flow.nodeAux[node] ?? -1;
    if (edge < 0) return NO_ENTITIES;
    const base = flow.edgeFrom[edge] ?? -1;
    if (label < 0) {
      const set = new EntitySet();
      for (const item of this.of(module, base)) set.addAll(elementOf(this, item));
      return set.list();
    }
    return this.lookup(module, base, flow.strings[label] ?? "");
  }

  /** What the property `name` of the value at `node` is: the last write the versions show, else what the value is. */
  lookup(module: Loaded, node: number, name: string): readonly Entity[] {
    return this.#lookup(module, node, name, false);
  }

  /** Only what is written to the property in versions of the value, not what the value was before. */
  written(module: Loaded, node: number, name: string): readonly Entity[] {
    return this.#lookup(module, node, name, true);
  }

  #lookup(module: Loaded, start: number, name: string, writtenOnly: boolean): readonly Entity[] {
    if (this.#lookups >= BOUNDS.lookupDepth) {
      this.bounds.hit("lookupDepth");
      this.#lowest = 0;
      return NO_ENTITIES;
    }
    this.#lookups++;
    try {
      return this.#lookupVersions(module, start, name, writtenOnly);
    } finally {
      this.#lookups--;
    }
  }

  #lookupVersions(module: Loaded, start: number, name: string, writtenOnly: boolean): readonly Entity[] {
    const { flow } = module;
    const set = new EntitySet();
    const seen = new Set<number>();
    const pending = [start];
    for (;;) {
      const node = pending.pop();
      if (node === undefined) return set.list();
      if (seen.has(node)) continue;
      seen.add(node);
      switch (flow.nodeKind[node] as Node) {
        case Node.Update: {
          const path = flow.paths[flow.nodeAux[node] ?? -1];
          const overwrites = path?.length === 1 && path[0] === name;
          this.#eachIn(flow, node, (edge, kind, from) => {
            if (kind === Edge.Store && path?.length === 1 && (overwrites || path[0] === "[]")) set.addAll(this.of(module, from));
            if (kind === Edge.Base && !overwrites) pending.push(from);
          });
          break;
        }
        case Node.Refine:
        case Node.Post:
        case Node.Join:
        case Node.Out:
          this.#eachIn(flow, node, (_edge, _kind, from) => pending.push(from));
          break;
        case Node.Variable:
          if (flow.bindings[flow.nodeAux[node] ?? -1]?.type) for (const item of typeEntities(this, module, flow.bindings[flow.nodeAux[node] ?? -1]?.type ?? { kind: "other" })) set.addAll(memberOf(this, item, name));
          this.#eachIn(flow, node, (_edge, _kind, from) => pending.push(from));
          break;
        case Node.Captured:
        case Node.Cell:
          this.#eachIn(flow, node, (_edge, _kind, from) => pending.push(from));
          break;
        case Node.Object:
        case Node.Array:
          this.#eachIn(flow, node, (edge, kind, from) => {
            const path = flow.paths[flow.edgeLabel[edge] ?? -1];
            if (kind === Edge.Store && (path?.[0] === name || path?.[0] === "[]")) set.addAll(this.of(module, from));
            if (kind === Edge.Getter && path?.[0] === name) for (const item of this.of(module, from)) set.addAll(resultOf(this, item, null, false));
            if (kind === Edge.Spread) pending.push(from);
          });
          if (flow.nodeKind[node] === Node.Array) set.addAll(this.library(this.models.member(this.models.type("ecmascript.Array"), name)));
          break;
        case Node.Rest:
          this.#eachIn(flow, node, (_edge, kind, from) => { if (kind === Edge.Spread) pending.push(from); });
          break;
        default:
          if (!writtenOnly) for (const item of this.of(module, node)) set.addAll(memberOf(this, item, name));
      }
    }
  }

  #eachIn(flow: FlowModule, node: number, visit: (edge: number, kind: Edge, from: number) => void): void {
    const end = flow.firstIn[node + 1] ?? 0;
    for (let at = flow.firstIn[node] ?? 0; at < end; at++) {
      const edge = flow.in[at] ?? 0;
      visit(edge, flow.edgeKind[edge] as Edge, flow.edgeFrom[edge] ?? -1);
    }
  }

  // -------------------------------------------------------------------------------------------------------- calls

  #call(module: Loaded, call: number): readonly Entity[] {
    const { flow } = module;
    const set = new EntitySet();
    const isNew = ((flow.calls.flags[call] ?? 0) & CallFlag.New) !== 0;
    for (const item of this.of(module, flow.calls.callee[call] ?? -1)) set.addAll(resultOf(this, item, { module, call }, isNew));
    if (!isNew) set.addAll(this.#throughSummaries({ module, call }, RESULT, null));
    return set.list();
  }

  /** What a library hands on as the same value: to its result, or to a parameter of a callback. */
  #throughSummaries(site: Site, at: number, parameter: string | null): readonly Entity[] {
    const set = new EntitySet();
    for (const target of targetsOf(this, site.module, site.call)) {
      if (target.kind !== "library") continue;
      for (const { from, to, kind } of target.effects.summaries) {
        if (kind !== "value" || to.at !== at || (parameter !== null && to.path[0] !== parameter)) continue;
        if (from.path.some((content) => /^<(?:param|return|any)/.test(content))) continue;
        let items = this.of(site.module, this.argument(site, from.at));
        for (const content of from.path) items = this.step(items, content === "<await>" ? "await" : content === "[]" ? "[]" : `.${content}`);
        for (const content of to.path.slice(parameter === null ? 0 : 1).reverse()) {
          if (content === "<await>") items = items.map(entity.promise);
          else if (content === "[]") items = items.map(entity.list);
          else items = NO_ENTITIES;
        }
        set.addAll(items);
      }
    }
    return set.list();
  }

  /** The nodes of a call's arguments. */
  argument(site: Site, index: number): number {
    const { calls } = site.module.flow;
    if (index < 0) return calls.receiver[site.call] ?? -1;
    const at = (calls.firstArgument[site.call] ?? 0) + index;
    return at < (calls.firstArgument[site.call + 1] ?? 0) ? (calls.argumentNode[at] ?? -1) : -1;
  }

  arity(site: Site): number {
    const { calls } = site.module.flow;
    return (calls.firstArgument[site.call + 1] ?? 0) - (calls.firstArgument[site.call] ?? 0);
  }

  /** What a symbol of a function is where a call enters that function; kept with the calling module. */
  symbolAt(symbol: Entity & { kind: "symbol" }, site: Site, shift: number): readonly Entity[] {
    let table = site.module.memo.get(SYMBOLS) as Map<string, readonly Entity[]> | undefined;
    if (table === undefined) site.module.memo.set(SYMBOLS, (table = new Map()));
    const key = `${symbol.key}@${site.call}+${shift}`;
    let found = table.get(key);
    if (found === undefined) table.set(key, (found = this.substitute([symbol], symbol.module, symbol.fn, site, shift)));
    return found;
  }

  /** Replaces symbols of the function `fn` by what a call hands it. Other entities stay. */
  substitute(items: readonly Entity[], module: Loaded, fn: number, site: Site | null, shift = 0): readonly Entity[] {
    if (!items.some((item) => mentions(item, module, fn))) return items;
    const set = new EntitySet();
    for (const item of items) {
      if (item.kind === "symbol" && item.module === module && item.fn === fn && site !== null) {
        this.use(module, site.module);
        const index = item.param < 0 ? -1 : item.param + shift;
        let given = this.of(site.module, this.argument(site, index));
        for (const step of item.path) given = this.step(given, step);
        set.addAll(given);
      } else if (item.kind === "promise" && site !== null) for (const inner of this.substitute([item.of], module, fn, site, shift)) set.add(entity.promise(inner));
      else if (item.kind === "list" && site !== null) for (const inner of this.substitute([item.of], module, fn, site, shift)) set.add(entity.list(inner));
      else set.add(item);
    }
    return set.list();
  }

  /** One step of a symbol's path, on what the symbol turned out to be. */
  step(items: readonly Entity[], step: string): readonly Entity[] {
    const set = new EntitySet();
    for (const item of items) {
      if (step === "()") set.addAll(resultOf(this, item, null, false));
      else if (step === "new") set.addAll(resultOf(this, item, null, true));
      else if (step === "await") set.addAll(awaitedOf(this, item));
      else if (step === "[]") set.addAll(elementOf(this, item));
      else if (item.kind === "object") set.addAll(this.lookup(item.module, item.node, step.slice(1)));
      else set.addAll(memberOf(this, item, step.slice(1)));
    }
    return set.list();
  }

  exportedNodes(module: Loaded, name: string): readonly { readonly module: Loaded; readonly node: number }[] {
    return exportedNodes(this, module, name);
  }
}

/** Read through a function: the compiler cannot see that answering may set it. */
const isAsked = (question: Question): boolean => question.asked;

function mentions(item: Entity, module: Loaded, fn: number): boolean {
  if (item.kind === "promise" || item.kind === "list") return mentions(item.of, module, fn);
  return item.kind === "symbol" && item.module === module && item.fn === fn;
}
