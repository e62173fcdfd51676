/**
 * Link: what a value is, asked for backward from the place of use, on demand, and kept per node.
 *
 * A question walks the flow module against its edges, crosses into other files by imports and annotations, and steps through
 * the model automaton for libraries. Answers that met an unfinished question (a cycle) are kept only by the question that
 * closes the cycle, which is asked again until its answer grows no more; so what is kept does not depend on who asked first.
 */
import { CallFlag, Edge, Node, type FlowModule } from "../../compile/index.js";
import { NOTHING, RESULT, type ModelIndex, type StateId } from "../../models/model.js";
import { BOUNDS, type BoundCounter } from "../bounds.js";
import { EntitySet, NO_ENTITIES } from "../program/entity-set.js";
import { entity, type Entity, type Frame, type Site } from "../program/entity.js";
import type { Loaded, NameAnswer } from "../program/loaded.js";
import { Question } from "../program/question.js";
import type { World } from "../program/world.js";
import { fileRows, type FileRows } from "./file-rows.js";
import { Frames } from "./frames.js";
import { importedEntities, moduleMember, relative } from "./imports.js";
import type { Linker } from "./linker.js";
import { lookup } from "./lookup.js";
import { memberOf } from "./members.js";
import { handedOn, parameterEntities, thisEntities, thisOwner } from "./parameters.js";
import { awaitedOf, elementOf, resultOf } from "./results.js";
import { typeEntities } from "./types.js";

/** More than there can be open questions. (A small integer: `Infinity` would make the field a boxed number.) */
const NONE_OPEN = 2 ** 30;

/** An answer that is good while the question `head` is open. */
interface Partial {
  readonly result: readonly Entity[];
  readonly head: number;
}

export class OnDemandLinker implements Linker {
  readonly world: World;
  readonly models: ModelIndex;
  readonly bounds: BoundCounter;
  readonly frames = new Frames();
  readonly #partial = new Map<Loaded, Map<number, Partial>>();
  readonly #stack: Question[] = [];
  #lowest = NONE_OPEN;
  #steps = 0;
  #closings = 0;
  /** The properties that are being read, one inside the other: of which entities (`null`: of a node), and their names. */
  readonly #readFrom: (Entity | null)[] = [];
  readonly #readWhat: (string | Frame)[] = [];
  readonly #libraries = new Map<StateId, readonly Entity[]>();

  constructor(world: World, models: ModelIndex, bounds: BoundCounter) {
    this.world = world;
    this.models = models;
    this.bounds = bounds;
  }

  /** Before a file is asked about: an earlier question may have ended in an exception, half way. */
  reset(): void {
    for (const { module, node } of this.#stack) module.entities[node] = undefined;
    this.#partial.clear();
    this.#readFrom.length = 0;
    this.#readWhat.length = 0;
    this.#stack.length = 0;
    this.#lowest = NONE_OPEN;
  }

  use(from: Loaded, to: Loaded): void {
    if (from === to || from.uses.has(to)) return;
    to.dependents.add(from);
    from.uses.add(to);
  }

  useName(from: Loaded, answer: NameAnswer<unknown>): void {
    answer.dependents.add(from);
    from.answers.add(answer);
  }

  library(state: StateId, site: Site | null = null): readonly Entity[] {
    if (state === NOTHING) return NO_ENTITIES;
    if (site !== null) return [entity.setUp(state, site)];
    let list = this.#libraries.get(state);
    if (list === undefined) this.#libraries.set(state, (list = [entity.library(state)]));
    return list;
  }

  of(module: Loaded, node: number): readonly Entity[] {
    if (node < 0) return NO_ENTITIES;
    const known = module.entities[node];
    if (known !== undefined) {
      if (!(known instanceof Question)) return known;
      known.asked = true;
      this.#lowest = Math.min(this.#lowest, known.depth);
      return known.result;
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
    return this.#answer(module, node);
  }

  /** Answers an open question; one that asks itself is answered again with what it found, until it finds no more. */
  #answer(module: Loaded, node: number): readonly Entity[] {
    const outer = this.#lowest;
    const question = new Question(module, node, this.#stack.length + 1);
    this.#stack.push(question);
    module.entities[node] = question;
    for (let round = 0; ; round++) {
      this.#lowest = NONE_OPEN;
      question.asked = false;
      const found = this.#compute(module, node);
      if (question.partials !== null) {
        for (const { module: owner, node: each } of question.partials) this.#partial.get(owner)?.delete(each);
        question.partials = null;
      }
      const grown = found.length > question.result.length;
      question.result = found;
      if (!isAsked(question) || !grown) break;
      if (round >= BOUNDS.entityRounds) {
        this.bounds.hit("entityRounds");
        break;
      }
    }
    this.#stack.pop();
    const isFinal = this.#lowest >= question.depth;
    module.entities[node] = isFinal ? question.result : undefined;
    if (isFinal) {
      this.#lowest = outer;
    } else {
      // Rests on a question that is still open: good for as long as that one is asked in this round.
      const head = this.#stack[this.#lowest - 1];
      if (head !== undefined) {
        let table = this.#partial.get(module);
        if (table === undefined) this.#partial.set(module, (table = new Map<number, Partial>()));
        table.set(node, { result: question.result, head: head.depth });
        (head.partials ??= []).push({ module, node });
      }
      this.#lowest = Math.min(this.#lowest, outer);
    }
    return question.result;
  }

  state(module: Loaded, node: number): StateId {
    let state = NOTHING;
    const items = this.of(module, node);
    for (let at = 0; at < items.length; at++) {
      const item = items[at];
      if (item?.kind === "library") state = this.models.join(state, item.state);
    }
    return state;
  }

  member(item: Entity, name: string): readonly Entity[] {
    return memberOf(this, item, name);
  }

  step(items: readonly Entity[], step: string): readonly Entity[] {
    const set = new EntitySet();
    for (let at = 0; at < items.length; at++) {
      const item = items[at];
      if (item === undefined) continue;
      if (step === "()") set.addAll(resultOf(this, item, null, false));
      else if (step === "new") set.addAll(resultOf(this, item, null, true));
      else if (step === "await") set.addAll(awaitedOf(this, item));
      else if (step === "[]") set.addAll(elementOf(this, item));
      else set.addAll(memberOf(this, item, step.slice(1)));
    }
    return set.list();
  }

  #compute(module: Loaded, node: number): readonly Entity[] {
    const found = this.#computed(module, node);
    const state = this.rowsOn(module)?.nodes.get(node);
    if (state === undefined) return found;
    const set = new EntitySet();
    set.addAll(found);
    set.addAll(this.library(state));
    return set.list();
  }

  rowsOn(module: Loaded): FileRows | null {
    return fileRows(this.models, module, relative(this.world.host.root, module.path));
  }

  #computed(module: Loaded, node: number): readonly Entity[] {
    const { flow } = module;
    const aux = flow.nodeAux[node] ?? -1;
    const kind = flow.nodeKind[node] as Node;
    const origin = flow.nodeOrigin[node] ?? node;
    if (origin !== node && kind !== Node.Cast) return versionOf(module, node, origin, this.of(module, origin));
    switch (kind) {
      case Node.Param:
        return parameterEntities(this, module, flow.nodeFunction[node] ?? 0, aux);
      case Node.This:
        return thisEntities(this, module, flow.nodeFunction[node] ?? 0);
      case Node.Function:
        return [entity.fn(module, aux)];
      case Node.Class:
        return [entity.cls(module, aux)];
      case Node.Object:
        return [entity.object(module, node)];
      case Node.Array:
        return [entity.object(module, node), ...this.#known("ecmascript.Array")];
      case Node.Text:
        return this.#known("ecmascript.String");
      case Node.Constant:
        return this.#constant(flow, aux);
      case Node.Load:
        return this.#load(module, node);
      case Node.Call:
        return this.#call(module, aux);
      case Node.Await:
        return this.#from(module, node, awaitedOf);
      case Node.Iterate:
        return this.#from(module, node, elementOf);
      case Node.Import:
        return importedEntities(this, module, aux);
      case Node.Module:
        return moduleMember(this, module, flow.strings[aux] ?? "", "=");
      case Node.Global:
        return this.#global(flow.strings[aux] ?? "");
      case Node.Super: {
        const fn = thisOwner(flow, flow.nodeFunction[node] ?? 0);
        const info = flow.functions[fn];
        return info === undefined || info.class < 0 ? NO_ENTITIES : [entity.super(module, info.class, info.isStatic)];
      }
      case Node.Catch:
        return this.#known("ecmascript.Exception");
      case Node.Variable: {
        const type = flow.bindings[aux]?.type ?? null;
        return this.#passed(module, node, type === null ? NO_ENTITIES : typeEntities(this, module, type));
      }
      case Node.Cast: {
        const type = flow.types[aux];
        return this.#passed(module, node, type === undefined ? NO_ENTITIES : typeEntities(this, module, type));
      }
      case Node.Join:
      case Node.Captured:
      case Node.Cell:
      case Node.Rest:
      case Node.Opaque:
      case Node.Update:
      case Node.Refine:
      case Node.Post:
        return this.#passed(module, node, NO_ENTITIES);
      default:
        return NO_ENTITIES;
    }
  }

  /** The entities of what flows into a node, each asked for what it gives. */
  #from(module: Loaded, node: number, ask: (linker: Linker, item: Entity) => readonly Entity[]): readonly Entity[] {
    const set = new EntitySet();
    const items = this.#passed(module, node, NO_ENTITIES);
    for (let at = 0; at < items.length; at++) {
      const item = items[at];
      if (item !== undefined) set.addAll(ask(this, item));
    }
    return set.list();
  }

  /** What a node is declared to be, and the entities of what flows into it. */
  #passed(module: Loaded, node: number, declared: readonly Entity[]): readonly Entity[] {
    const { flow } = module;
    const set = new EntitySet();
    set.addAll(declared);
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
          set.addAll(this.of(module, flow.edgeFrom[edge] ?? -1));
          break;
        default:
      }
    }
    return set.list();
  }

  /** A value of one of the language's types. */
  #known(type: string): readonly Entity[] {
    return this.library(this.models.type(type));
  }

  /** A name of the language's or the platform's; a name that nothing declares is known, if at all, by rows on `undeclared`. */
  #global(name: string): readonly Entity[] {
    const state = this.models.global(name);
    return this.library(state === NOTHING ? this.models.member(this.models.package("undeclared"), name) : state);
  }

  #constant(flow: FlowModule, aux: number): readonly Entity[] {
    const value = flow.constants[aux];
    if (typeof value === "string") return this.#known("ecmascript.String");
    if (typeof value === "object" && value !== null && "regex" in value) return this.library(this.models.instance(this.models.global("RegExp")));
    return NO_ENTITIES;
  }

  #load(module: Loaded, node: number): readonly Entity[] {
    const { flow } = module;
    const edge = flow.in[flow.firstIn[node] ?? 0] ?? -1;
    const label = flow.nodeAux[node] ?? -1;
    if (edge < 0) return NO_ENTITIES;
    const base = flow.edgeFrom[edge] ?? -1;
    if (label >= 0) return lookup(this, module, base, flow.strings[label] ?? "");
    const set = new EntitySet();
    const items = this.of(module, base);
    for (let at = 0; at < items.length; at++) {
      const item = items[at];
      if (item !== undefined) set.addAll(elementOf(this, item));
    }
    return set.list();
  }

  #call(module: Loaded, call: number): readonly Entity[] {
    const { flow } = module;
    const set = new EntitySet();
    const isNew = ((flow.calls.flags[call] ?? 0) & CallFlag.New) !== 0;
    const callees = this.of(module, flow.calls.callee[call] ?? -1);
    const site: Site = { module, call };
    for (let at = 0; at < callees.length; at++) {
      const item = callees[at];
      if (item !== undefined) set.addAll(resultOf(this, item, site, isNew));
    }
    if (!isNew) set.addAll(handedOn(this, site, RESULT, null));
    return set.list();
  }

  enter(of: Entity | null, what: string | Frame): boolean {
    if (this.#readFrom.length === 0) this.#closings = 0;
    if (typeof what !== "string" && ++this.#closings > BOUNDS.closings) {
      this.bounds.hit("closings");
      this.#lowest = 0;
      return false;
    }
    const isOpen = of !== null && this.#isRead(of, what);
    if (isOpen || this.#readFrom.length >= BOUNDS.lookupDepth) {
      if (!isOpen) this.bounds.hit("lookupDepth");
      this.#lowest = 0;
      return false;
    }
    this.#readFrom.push(of);
    this.#readWhat.push(what);
    return true;
  }

  #isRead(of: Entity, what: string | Frame): boolean {
    for (let at = this.#readFrom.length - 1; at >= 0; at--) if (this.#readFrom[at] === of && this.#readWhat[at] === what) return true;
    return false;
  }

  leave(): void {
    this.#readFrom.pop();
    this.#readWhat.pop();
  }

  beginAttempt(): number {
    const outer = this.#lowest;
    this.#lowest = NONE_OPEN;
    return outer;
  }

  endAttempt(outer: number): boolean {
    const isFinal = this.#lowest === NONE_OPEN;
    this.#lowest = Math.min(outer, this.#lowest);
    return isFinal;
  }

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
}

/** What an object is in the version of it that a node is, where the node shows which. */
function versionOf(module: Loaded, node: number, origin: number, items: readonly Entity[]): readonly Entity[] {
  const { nodeOrigin } = module.flow;
  let set: EntitySet | null = null;
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) continue;
    const isVersioned = item.kind === "object" && item.module === module && nodeOrigin[item.node] === origin;
    if (isVersioned && set === null) {
      set = new EntitySet();
      for (let before = 0; before < at; before++) set.add(items[before] ?? item);
    }
    set?.add(isVersioned ? entity.object(module, node) : item);
  }
  return set === null ? items : set.list();
}

/** Read through a function: the compiler cannot see that answering may set it. */
const isAsked = (question: Question): boolean => question.asked;
