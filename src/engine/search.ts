/**
 * Search, the outer half: from the sources of a file through everything their values reach, to sinks.
 *
 * A source's value is explored where it appears. What leaves its function is followed on: into closures and shared variables,
 * up to the callers of callbacks, and (by `returnedSources`) to the callers of functions that return a source.
 */
import { Node } from "../compile/index.js";
import { parameterContent, REJECTED, RETURNED, THROWN, type CallEffects } from "../models/model.js";
import { accessorsOf, frameOfAccessor, getterReads } from "./accessors.js";
import { BOUNDS } from "./bounds.js";
import { callbackPlaces, calledBack } from "./calls/callbacks.js";
import { isRejecting } from "./calls/entering.js";
import { nodesAfter } from "./calls/pass.js";
import type { Models } from "./context.js";
import type { Frame } from "./entity.js";
import { familyOf } from "./families.js";
import { close, frameOf } from "./frames.js";
import type { Explorer } from "./explorer.js";
import { declaredState, importedState, importersOf, isExportedState, isWrittenByFunctions, type StatePlace } from "./module-state.js";
import { EMPTY, ownContent, type PathId } from "./paths.js";
import { ALL, compose, counts, type Proofs } from "./proofs.js";
import { nodesOfFunction, seedsOfFunction, type Seed } from "./seeds.js";
import type { Exit, Hit, Start, Way, WayOf } from "./summary.js";
import { frameOfTarget, targetsOf, type FunctionTarget } from "./targets.js";
import { brandProofs, predicateProofs } from "./typeProofs.js";
import { usesOfFunction } from "./uses.js";
import { symbolicWay } from "./ways.js";
import type { Loaded } from "./world.js";

/** The way from a source to a start: the starts before it, and the exit taken from each. */
export interface Trail {
  readonly start: Start;
  readonly proofs: Proofs;
  readonly kind: string;
  readonly previous: Trail | null;
  readonly exit: Exit | null;
  /** The function's returns belong to callers that were not passed on the way in. */
  readonly unbalanced: boolean;
  /** What is known of the functions around the one the source appears in. */
  readonly frame: Frame | null;
  /** The same is found without the frame so far. */
  readonly known: boolean;
}

export interface Arrival {
  readonly trail: Trail;
  readonly hit: Hit;
}

/** A source that a function returns to its callers. */
interface Returned {
  readonly trail: Trail;
  readonly exit: Exit;
  /** The exit's way; a symbol in it as this function's callers name it. */
  readonly way: Way;
}

/** What a function returns: an answer that grows until all it rests on is known. */
interface Returns {
  readonly module: Loaded;
  readonly fn: number;
  found: readonly Returned[];
  readonly askers: Set<Returns>;
  isPending: boolean;
  isFinal: boolean;
  rounds: number;
}

function enqueue(question: Returns, pending: Returns[]): void {
  if (question.isPending) return;
  question.isPending = true;
  pending.push(question);
}

const RETURNED_KEY = {};
const EXPORTED_KEY = {};

export class Search {
  readonly #models: Models;
  readonly #explorer: Explorer;
  #collecting: Returns | null = null;
  #asked: Returns[] = [];

  constructor(models: Models, explorer: Explorer) {
    this.#models = models;
    this.#explorer = explorer;
  }

  /** Every sink that a source of one of the kinds reaches, from the sources that appear in (or are returned to) a module. */
  arrivals(module: Loaded, kinds: ReadonlySet<string>): readonly Arrival[] {
    this.#collecting = null;
    this.#explorer.begin();
    const found: Arrival[] = [];
    const queue: Trail[] = [];
    for (const fn of module.flow.functions.keys()) {
      for (const seed of seedsOfFunction(this.#models, module, fn, kinds)) queue.push(this.#begin(module, seed));
    }
    queue.push(...this.#fromCallees(module, kinds));
    this.#run(queue, module, (trail, hits) => { for (const hit of hits) if (counts(this.#models, hit.sink.kind, compose(trail.proofs, hit)) && !this.#isCovered(kinds, trail.kind, hit)) found.push({ trail, hit }); }, null);
    return found;
  }

  /** On its way the value enters a parameter that is such a source by itself: the file of that function reports it. */
  #isCovered(kinds: ReadonlySet<string>, kind: string, hit: Hit): boolean {
    const seen = new Set<Hit>();
    for (let at: Hit | undefined = hit; at?.inner != null && !seen.has(at); at = at.inner.start.hits.get(at.inner.hit)) {
      seen.add(at);
      const { start } = at.inner;
      const { flow } = start.module;
      if (flow.nodeKind[start.node] !== Node.Param) continue;
      const seeds = seedsOfFunction(this.#models, start.module, flow.nodeFunction[start.node] ?? 0, kinds);
      const path = this.#models.paths.elements(start.path);
      if (seeds.some((seed) => seed.node === start.node && seed.module === start.module && seed.kind === kind && seed.path.every((content, index) => path[index] === content))) return true;
    }
    return false;
  }

  #begin(asker: Loaded, seed: Seed): Trail {
    this.#models.linker.use(asker, seed.module);
    const { deepSources } = this.#models.vocabulary;
    const isTrace = seed.kind === "stack-trace" && seed.path.at(-1) === "stack";
    const contents = seed.path.map((content, index) => (content === "<any>" ? "[]" : content === "cause" || (isTrace && index === seed.path.length - 1) ? ownContent(content) : content));
    const path = this.#models.paths.prepend(contents, EMPTY);
    // What models say of the source itself: `@Param("id", ParseUUIDPipe)`.
    let set = 0;
    const { flow } = seed.module;
    if (seed.kind === "model-parameter") {
      const type = flow.functions[flow.nodeFunction[seed.node] ?? 0]?.params[flow.nodeAux[seed.node] ?? 0]?.type ?? null;
      set |= predicateProofs(this.#models, seed.module, type) & ~this.#models.textBit;
      if (type !== null && brandProofs(this.#models, seed.module, type) !== 0) set |= this.#models.textBit;
    }
    for (const item of this.#models.linker.of(seed.module, seed.node)) {
      if (item.kind === "library" && seed.path.length === 0) for (const kind of this.#models.linker.models.barriers(item.state)) set |= this.#models.bits.bit(kind === "text" ? "inherent-text" : kind);
    }
    return { start: this.#explorer.start(seed.module, seed.node, path, deepSources.has(seed.kind)), proofs: { keep: ALL, set }, kind: seed.kind, previous: null, exit: null, unbalanced: true, frame: seed.frame, known: seed.known };
  }

  /** Follows trails until nothing new is reached. `leave` takes what a function hands to its callers. */
  #run(queue: Trail[], asker: Loaded, arrive: (trail: Trail, hits: readonly Hit[]) => void, leave: ((trail: Trail, exit: Exit) => void) | null): void {
    const seen = new Set<string>();
    let steps = 0;
    for (let next = 0; next < queue.length; next++) {
      const trail = queue[next];
      if (trail === undefined) break;
      const { start } = trail;
      const key = `${start.id}:${trail.kind}:${trail.proofs.keep}:${trail.proofs.set}:${trail.unbalanced ? 1 : 0}:${trail.frame?.id ?? ""}${trail.known ? "k" : ""}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (++steps > BOUNDS.riseSteps) {
        this.#models.bounds.hit("riseSteps");
        return;
      }
      this.#models.linker.use(asker, start.module);
      this.#explorer.solve(start);
      if (!trail.known) arrive(trail, start.hits.list);
      for (const exit of start.exits.list) {
        const { way } = exit;
        if (way.kind === "cross") {
          queue.push(this.#onward(trail, exit, way.module, way.node, exit.path, null, this.#isShared(trail, way)));
          if (isExportedState(way.module, way.node)) {
            this.#toImporters(trail, exit, way, asker, queue);
            if (!trail.known) leave?.(trail, exit);
          }
        }
        else {
          if (!trail.known) leave?.(trail, exit);
          if (way.kind === "symbolic" && trail.frame !== null) this.#name(trail, exit, way, trail.frame, queue);
          if (trail.unbalanced) this.#rise(trail, exit, queue);
        }
      }
    }
  }

  /** An exported variable is what its importers read. */
  #toImporters(trail: Trail, exit: Exit, way: WayOf<"cross">, asker: Loaded, queue: Trail[]): void {
    const { linker, paths } = this.#models;
    for (const { module, node, path } of importersOf(linker, asker, way.module, way.node)) queue.push(this.#onward(trail, exit, module, node, paths.prepend(path, exit.path), null, true));
  }

  /** Values in shared variables (not in closures made with them) return to whoever calls the function that reads them. */
  #isShared(trail: Trail, way: WayOf<"cross">): boolean {
    const kind = way.module.flow.nodeKind[way.node] as Node;
    const before = trail.start.module.flow.nodeKind[trail.start.node] as Node;
    return kind === Node.Cell || kind === Node.Captured || kind === Node.Variable || kind === Node.Import || kind === Node.Class || before === Node.Import || before === Node.Class;
  }

  /** Into a node of another function; what is put into an import is there for other files. */
  #put(trail: Trail, exit: Exit, module: Loaded, node: number, queue: Trail[]): void {
    if (node < 0) return;
    queue.push(this.#onward(trail, exit, module, node, exit.path, null, true));
    if (module.flow.nodeKind[node] !== Node.Import) return;
    for (const state of declaredState(this.#models.linker, module, node)) queue.push(this.#onward(trail, exit, state.module, state.node, exit.path, null, true));
  }

  #onward(trail: Trail, exit: Exit, module: Loaded, node: number, path: PathId, place: number | null, unbalanced: boolean): Trail {
    return { start: this.#explorer.start(module, node, path, trail.start.deep, place), proofs: compose(trail.proofs, exit), kind: trail.kind, previous: trail, exit, unbalanced, frame: trail.frame, known: trail.known };
  }

  /** Handed to a callee that the frame of the trail names. */
  #name(trail: Trail, exit: Exit, { symbol, argument, module, call }: WayOf<"symbolic">, frame: Frame, queue: Trail[]): void {
    const node = module.flow.calls.result[call] ?? -1;
    if (node < 0 || frameOf(frame, symbol.module, symbol.fn) === null) return;
    const start = this.#explorer.start(module, node, exit.path, trail.start.deep, argument, { symbol, frame });
    queue.push({ start, proofs: compose(trail.proofs, exit), kind: trail.kind, previous: trail, exit, unbalanced: trail.unbalanced && module === trail.start.module, frame, known: false });
  }

  /** What a function hands back, where nobody on the way called it: to the libraries and callers that its own file shows. */
  #rise(trail: Trail, exit: Exit, queue: Trail[]): void {
    const { module } = trail.start;
    const { flow } = module;
    const { paths } = this.#models;
    const fn = flow.nodeFunction[trail.start.node] ?? 0;
    if (fn === 0) return;
    const uses = usesOfFunction(module, fn);
    const { way } = exit;
    const result = (call: number): number => flow.calls.result[call] ?? -1;
    if (way.kind === "return") {
      for (const { call, argument, path } of uses.arguments) queue.push(this.#onward(trail, exit, module, result(call), paths.prepend([...path, RETURNED], exit.path), argument, true));
      for (const call of uses.callers) queue.push(this.#onward(trail, exit, module, result(call), exit.path, null, true));
    } else if (way.kind === "out") {
      for (const call of uses.callers) for (const node of nodesAfter(this.#models.linker, { module, call }, way.param, exit.path !== EMPTY)) this.#put(trail, exit, module, node, queue);
    } else if (way.kind === "throw") {
      const isRejected = isRejecting({ module, fn });
      if (!isRejected) for (const { call, argument, path } of uses.arguments) queue.push(this.#onward(trail, exit, module, result(call), paths.prepend([...path, THROWN], exit.path), argument, true));
      for (const call of uses.callers) queue.push(this.#onward(trail, exit, module, isRejected ? result(call) : (flow.calls.handler[call] ?? -1), isRejected ? paths.cons(REJECTED, exit.path) : exit.path, null, true));
    } else if (way.kind === "symbolic" && way.symbol.module === module && way.symbol.fn === fn && way.symbol.path.length === 0 && way.argument >= 0) {
      const given = paths.prepend([parameterContent(way.symbol.param), parameterContent(way.argument)], exit.path);
      for (const { call, argument, path } of uses.arguments) queue.push(this.#onward(trail, exit, module, result(call), paths.prepend(path, given), argument, true));
    }
  }

  // ---------------------------------------------------------------------------------------------- returned sources

  /** Sources that the functions called in a module return to it. */
  #fromCallees(module: Loaded, kinds: ReadonlySet<string>): readonly Trail[] {
    const { flow } = module;
    const trails: Trail[] = [];
    const { linker } = this.#models;
    for (let call = 0; call < flow.calls.count; call++) {
      for (const target of targetsOf(linker, module, call)) {
        if (target.kind === "library") this.#fromCallbacks(module, call, target.effects, kinds, trails);
        if (target.kind !== "function") continue;
        const returned = this.#returnedSources(target.module, target.fn, kinds);
        if (returned.length === 0) continue;
        linker.use(module, target.module);
        const isKnownHere = target.module === module && usesOfFunction(module, target.fn).callers.includes(call);
        for (const { trail, exit, way } of returned) {
          if (way.kind === "symbolic") this.#name(trail, exit, way, frameOfTarget(linker, target, { module, call }), trails);
          else if (!isKnownHere) this.#receive(trail, exit, module, call, target, trails);
        }
      }
    }
    for (const { node, path, state } of importedState(linker, module)) {
      for (const { trail, exit } of this.#exportedSources(state, kinds)) trails.push(this.#onward(trail, exit, module, node, this.#models.paths.prepend(path, exit.path), null, true));
    }
    for (const fn of flow.functions.keys()) this.#fromGetters(module, fn, kinds, trails, (trail, exit, way, frame) => { this.#name(trail, exit, way, frame, trails); });
    return trails;
  }

  /** The sources of a file that its exported variable holds: of its top level, and of functions that nobody has to call to know that they write it. */
  #exportedSources({ module, node }: StatePlace, kinds: ReadonlySet<string>): readonly Returned[] {
    let table = module.memo.get(EXPORTED_KEY) as Map<string, readonly Returned[]> | undefined;
    if (table === undefined) module.memo.set(EXPORTED_KEY, (table = new Map()));
    const isShared = isWrittenByFunctions(module, node);
    const key = `${isShared ? "+" : ""}${[...kinds].join()}`;
    let found = table.get(key);
    if (found === undefined) {
      const all: Returned[] = [];
      table.set(key, (found = all));
      const queue: Trail[] = [];
      for (const fn of isShared ? module.flow.functions.keys() : [0]) {
        for (const seed of seedsOfFunction(this.#models, module, fn, kinds)) {
          if (seed.module === module && !seed.known && seed.kind !== "model-parameter" && module.flow.nodeKind[seed.node] !== Node.Param) queue.push(this.#begin(module, seed));
        }
      }
      this.#run(queue, module, () => undefined, (trail, exit) => {
        if (exit.way.kind === "cross" && exit.way.module === module && isExportedState(module, exit.way.node)) all.push({ trail, exit, way: exit.way });
      });
    }
    return found.filter(({ way }) => way.kind === "cross" && way.node === node);
  }

  /** Sources that functions return which a library calls back: `useQuery({ queryFn: fetchPosts })`. */
  #fromCallbacks(module: Loaded, call: number, effects: CallEffects, kinds: ReadonlySet<string>, queue: Trail[]): void {
    const { linker, paths } = this.#models;
    for (const place of callbackPlaces(effects)) {
      for (const item of calledBack(linker, { module, call }, place)) {
        linker.use(module, item.module);
        for (const { trail, exit, way } of this.#returnedSources(item.module, item.fn, kinds)) {
          if (way.kind === "return") queue.push(this.#onward(trail, exit, module, module.flow.calls.result[call] ?? -1, paths.prepend([...place.path, RETURNED], exit.path), place.at, true));
        }
      }
    }
  }

  /** Sources that the getters which a function's reads run return to it. */
  #fromGetters(module: Loaded, fn: number, kinds: ReadonlySet<string>, queue: Trail[], name: (trail: Trail, exit: Exit, way: WayOf<"symbolic">, frame: Frame) => void): void {
    const { linker } = this.#models;
    for (const node of getterReads(linker, module, fn)) {
      for (const accessor of accessorsOf(linker, module, node).all) {
        const { target } = accessor;
        if (target.module === module && target.fn === fn) continue;
        for (const { trail, exit, way } of this.#returnedSources(target.module, target.fn, kinds)) {
          if (way.kind === "return") queue.push(this.#onward(trail, exit, module, node, exit.path, null, true));
          else if (way.kind === "symbolic") name(trail, exit, way, frameOfAccessor(linker, accessor));
        }
      }
    }
  }

  /** What a called function returns, throws or leaves in its arguments (a constructor: in the new object) arrives at the call. */
  #receive(trail: Trail, exit: Exit, module: Loaded, call: number, target: FunctionTarget, queue: Trail[]): void {
    const { calls } = module.flow;
    const { way } = exit;
    const result = calls.result[call] ?? -1;
    const isNew = target.self === "result";
    let nodes: readonly number[] = [];
    if (way.kind === "throw" && isRejecting(target)) queue.push(this.#onward(trail, exit, module, result, this.#models.paths.cons(REJECTED, exit.path), null, true));
    else if (way.kind === "throw") nodes = [calls.handler[call] ?? -1];
    else if (way.kind === "return" && !isNew) nodes = [result];
    else if (way.kind === "out") nodes = way.param < 0 && isNew ? [result] : nodesAfter(this.#models.linker, { module, call }, way.param < 0 ? (target.self === "first" ? 0 : -1) : way.param - target.offset, exit.path !== EMPTY);
    for (const node of nodes) this.#put(trail, exit, module, node, queue);
  }

  /** The sources that appear inside a function (its closures included) and leave it: for its caller, or to a callee that only its caller can name. */
  #returnedSources(module: Loaded, fn: number, kinds: ReadonlySet<string>): readonly Returned[] {
    const question = this.#question(module, fn, kinds);
    if (this.#collecting !== null && !question.isFinal) {
      question.askers.add(this.#collecting);
      this.#asked.push(question);
    } else if (!question.isFinal) this.#settle(question, kinds);
    return question.found;
  }

  /** Answers a question and all that it rests on: functions may return a source by way of each other, so until nothing is added. */
  #settle(root: Returns, kinds: ReadonlySet<string>): void {
    const met = new Set([root]);
    const pending = [root];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      next.isPending = false;
      if (next.rounds++ > BOUNDS.returnedRounds) {
        this.#models.bounds.hit("returnedRounds");
        continue;
      }
      this.#collecting = next;
      this.#asked = [];
      const found = this.#collectReturned(next.module, next.fn, kinds);
      const added = found.length > next.found.length;
      next.found = found;
      this.#collecting = null;
      if (added) for (const asker of next.askers) enqueue(asker, pending);
      for (const question of this.#asked) {
        if (met.has(question)) continue;
        met.add(question);
        enqueue(question, pending);
      }
    }
    for (const question of met) {
      question.isFinal = true;
      question.askers.clear();
    }
  }

  /** A handler's value is such a source by itself, whoever threw it. */
  #isSeenByHandlers(kind: string): boolean {
    const { models } = this.#models.linker;
    return models.sources(models.type("ecmascript.Exception")).some((source) => source.kind === kind);
  }

  #question(module: Loaded, fn: number, kinds: ReadonlySet<string>): Returns {
    let tables = module.memo.get(RETURNED_KEY) as Map<ReadonlySet<string>, (Returns | undefined)[]> | undefined;
    if (tables === undefined) module.memo.set(RETURNED_KEY, (tables = new Map()));
    let table = tables.get(kinds);
    if (table === undefined) tables.set(kinds, (table = new Array<Returns | undefined>(module.flow.functions.length).fill(undefined)));
    return (table[fn] ??= { module, fn, found: [], askers: new Set(), isPending: false, isFinal: false, rounds: 0 });
  }

  #collectReturned(module: Loaded, fn: number, kinds: ReadonlySet<string>): readonly Returned[] {
    const { flow } = module;
    const { linker } = this.#models;
    const found: Returned[] = [];
    const add = (trail: Trail, exit: Exit, way: Way): void => {
      if (found.length < BOUNDS.returnedSources) found.push({ trail, exit, way });
      else this.#models.bounds.hit("returnedSources");
    };
    const queue: Trail[] = [];
    const name = (trail: Trail, exit: Exit, { symbol, module: at, call, argument }: WayOf<"symbolic">, frame: Frame): void => {
      for (const item of close(linker, [symbol], frame)) {
        if (item.kind === "symbol" && item.module === module && item.fn === fn) add(trail, exit, symbolicWay(item, at, call, argument));
      }
    };
    for (const member of familyOf(module, fn)) {
      for (const seed of seedsOfFunction(this.#models, module, member, kinds)) {
        // A caller's own argument is not a source that the function returns.
        const isOwnParameter = member === fn && flow.nodeKind[seed.node] === Node.Param;
        if (seed.module === module && seed.kind !== "model-parameter" && !isOwnParameter && !seed.known) queue.push(this.#begin(module, seed));
      }
      for (const node of nodesOfFunction(module, member)) {
        if (flow.nodeKind[node] !== Node.Call) continue;
        const call = flow.nodeAux[node] ?? 0;
        for (const target of targetsOf(linker, module, call)) {
          if (target.kind === "library") this.#fromCallbacks(module, call, target.effects, kinds, queue);
          if (target.kind !== "function" || (target.module === module && target.fn === fn)) continue;
          for (const { trail, exit, way } of this.#returnedSources(target.module, target.fn, kinds)) {
            if (way.kind !== "symbolic") this.#receive(trail, exit, module, call, target, queue);
            else name(trail, exit, way, frameOfTarget(linker, target, { module, call }));
          }
        }
      }
      this.#fromGetters(module, member, kinds, queue, name);
    }
    if (queue.length > 0) {
      this.#run(queue, module, () => undefined, (trail, exit) => {
        if (trail.start.module !== module) return;
        const { way } = exit;
        if (way.kind === "symbolic") {
          if (way.symbol.module === module && way.symbol.fn === fn) add(trail, exit, way);
        } else if (flow.nodeFunction[trail.start.node] === fn && (way.kind === "return" || (way.kind === "throw" && !this.#isSeenByHandlers(trail.kind)) || way.kind === "out")) add(trail, exit, way);
      });
    }
    return found;
  }
}
