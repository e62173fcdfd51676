/** Sources that a function returns: those that appear in it, its closures and what it calls, and leave it for its caller. */
import { Node } from "../../compile/index.js";
import { RETURNED, type CallEffects } from "../../models/model.js";
import { BOUNDS } from "../bounds.js";
import { accessorsOf, frameOfAccessor, getterReads } from "../explore/accessors.js";
import { callbackPlaces, calledBack } from "../explore/calls/callbacks.js";
import { isExportedState, isWrittenByFunctions, type StatePlace } from "../explore/module-state.js";
import type { Exit, Way, WayOf } from "../facts/summary.js";
import { symbolicWay } from "../facts/ways.js";
import { close } from "../link/closing.js";
import { frameOfTarget, targetsOf } from "../link/targets.js";
import type { Frame } from "../program/entity.js";
import { familyOf, nodesOfFunction } from "../program/families.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import { seedsOfFunction } from "../sources/seeds.js";
import type { Trail, Trails } from "./trails.js";

/** A source that a function returns to its callers. */
export interface Returned {
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

export class ReturnedSources {
  readonly #models: Models;
  readonly #trails: Trails;
  #collecting: Returns | null = null;
  #asked: Returns[] = [];

  constructor(models: Models, trails: Trails) {
    this.#models = models;
    this.#trails = trails;
  }

  /** Before a file is asked about: an earlier question may have ended in an exception, half way. */
  reset(): void {
    this.#collecting = null;
  }

  /** The sources of a file that its exported variable holds: of its top level, and of functions that nobody has to call to know that they write it. */
  ofState({ module, node }: StatePlace, kinds: ReadonlySet<string>): readonly Returned[] {
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
          if (seed.module === module && !seed.known && seed.kind !== "model-parameter" && module.flow.nodeKind[seed.node] !== Node.Param) queue.push(this.#trails.begin(module, seed));
        }
      }
      this.#trails.run(queue, module, () => undefined, (trail, exit) => {
        if (exit.way.kind === "cross" && exit.way.module === module && isExportedState(module, exit.way.node)) all.push({ trail, exit, way: exit.way });
      });
    }
    return found.filter(({ way }) => way.kind === "cross" && way.node === node);
  }

  /** Sources that the getters which a function's reads run return to it. */
  fromGetters(module: Loaded, fn: number, kinds: ReadonlySet<string>, queue: Trail[], name: (trail: Trail, exit: Exit, way: WayOf<"symbolic">, frame: Frame) => void): void {
    const { linker } = this.#models;
    for (const node of getterReads(linker, module, fn)) {
      for (const accessor of accessorsOf(linker, module, node).all) {
        const { target } = accessor;
        if (target.module === module && target.fn === fn) continue;
        for (const { trail, exit, way } of this.of(target.module, target.fn, kinds)) {
          if (way.kind === "return") queue.push(this.#trails.onward(trail, exit, module, node, exit.path, null, true));
          else if (way.kind === "symbolic") name(trail, exit, way, frameOfAccessor(linker, accessor));
        }
      }
    }
  }

  /** Sources that functions return which a library calls back: `useQuery({ queryFn: fetchPosts })`. */
  fromCallbacks(module: Loaded, call: number, effects: CallEffects, kinds: ReadonlySet<string>, queue: Trail[]): void {
    const { linker, paths } = this.#models;
    for (const place of callbackPlaces(effects)) {
      for (const item of calledBack(linker, { module, call }, place)) {
        linker.use(module, item.module);
        for (const { trail, exit, way } of this.of(item.module, item.fn, kinds)) {
          if (way.kind === "return") queue.push(this.#trails.onward(trail, exit, module, module.flow.calls.result[call] ?? -1, paths.prepend([...place.path, RETURNED], exit.path), place.at, true));
        }
      }
    }
  }

  /** The sources that appear inside a function (its closures included) and leave it: for its caller, or to a callee that only its caller can name. */
  of(module: Loaded, fn: number, kinds: ReadonlySet<string>): readonly Returned[] {
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
        if (seed.module === module && seed.kind !== "model-parameter" && !isOwnParameter && !seed.known) queue.push(this.#trails.begin(module, seed));
      }
      for (const node of nodesOfFunction(module, member)) {
        if (flow.nodeKind[node] !== Node.Call) continue;
        const call = flow.nodeAux[node] ?? 0;
        for (const target of targetsOf(linker, module, call)) {
          if (target.kind === "library") this.fromCallbacks(module, call, target.effects, kinds, queue);
          if (target.kind !== "function" || (target.module === module && target.fn === fn)) continue;
          for (const { trail, exit, way } of this.of(target.module, target.fn, kinds)) {
            if (way.kind !== "symbolic") this.#trails.receive(trail, exit, module, call, target, queue);
            else name(trail, exit, way, frameOfTarget(linker, target, { module, call }));
          }
        }
      }
      this.fromGetters(module, member, kinds, queue, name);
    }
    if (queue.length > 0) {
      this.#trails.run(queue, module, () => undefined, (trail, exit) => {
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
