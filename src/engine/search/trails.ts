/** Trails: how a source's value is followed from one function into others, by whatever hands it on. */
import { Node } from "../../compile/index.js";
import { ANY, ELEMENT, parameterContent, REJECTED, RETURNED, THROWN } from "../../models/model.js";
import { BOUNDS } from "../bounds.js";
import type { Explorer } from "../explore/explorer.js";
import { declaredState, importersOf, isExportedState } from "../explore/module-state.js";
import { EMPTY, namedContent, type PathId } from "../facts/paths.js";
import { ALL, compose, type Proofs } from "../facts/proofs.js";
import type { Exit, Hit, Start, WayOf } from "../facts/summary.js";
import { frameOf } from "../link/frames.js";
import { isRejecting } from "../link/targets.js";
import type { Frame, Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { Seed } from "../program/seed.js";
import type { FunctionTarget } from "../program/target.js";
import { usesOfFunction } from "../program/uses.js";
import { convertedBits } from "../routes/converted.js";
import { inherentBits } from "../rows/barrier-bits.js";
import { nodesAfter } from "../rows/call-places.js";
import type { Models } from "../rows/context.js";
import { isVouching, predicateProofs } from "../rows/type-proofs.js";

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
  /** At its beginning: the call that took the function whose parameter the source is, where that is of another file; else `null`. */
  readonly taken: Site | null;
  /** The same is found without the frame so far. */
  readonly known: boolean;
}

export interface Arrival {
  readonly trail: Trail;
  readonly hit: Hit;
}

export class Trails {
  readonly #models: Models;
  readonly #explorer: Explorer;

  constructor(models: Models, explorer: Explorer) {
    this.#models = models;
    this.#explorer = explorer;
  }

  /** Where a source appears. */
  begin(asker: Loaded, seed: Seed): Trail {
    this.#models.linker.use(asker, seed.module);
    const { deepSources } = this.#models.vocabulary;
    const path = this.#models.paths.prepend(seed.path.map((content) => (content === ANY ? ELEMENT : namedContent(content))), EMPTY);
    // What models say of the source itself: `@Param("id", ParseUUIDPipe)`.
    let set = this.#models.uncastBit;
    const { flow } = seed.module;
    if (seed.kind === "model-parameter") {
      const type = flow.functions[flow.nodeFunction[seed.node] ?? 0]?.params[flow.nodeAux[seed.node] ?? 0]?.type ?? null;
      set |= predicateProofs(this.#models, seed.module, type) & ~this.#models.textBit;
      if (type !== null && isVouching(this.#models, seed.module, type)) set |= this.#models.textBit;
    }
    for (const item of this.#models.linker.of(seed.module, seed.node)) {
      // Of what a library hands over, an annotation says no more than what is hoped for.
      if (item.kind === "library" && seed.path.length === 0 && (seed.kind === "model-parameter" || this.#models.linker.models.sources(item.state).some((source) => source.kind === seed.kind && source.path.length === 0))) set |= inherentBits(this.#models, item.state);
    }
    if ((set & this.#models.convertibleBit) !== 0) set |= convertedBits(this.#models, seed.module, seed.node);
    return { start: this.#explorer.start(seed.module, seed.node, path, deepSources.has(seed.kind)), proofs: { keep: ALL, set }, kind: seed.kind, previous: null, exit: null, unbalanced: true, frame: seed.frame, taken: seed.call < 0 || seed.module === asker ? null : { module: asker, call: seed.call }, known: seed.known };
  }

  /** Follows trails until nothing new is reached. `leave` takes what a function hands to its callers. */
  run(queue: Trail[], asker: Loaded, arrive: (trail: Trail, hits: readonly Hit[]) => void, leave: ((trail: Trail, exit: Exit) => void) | null): void {
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
          queue.push(this.onward(trail, exit, way.module, way.node, exit.path, null, this.#isShared(trail, way)));
          if (isExportedState(way.module, way.node)) {
            this.#toImporters(trail, exit, way, asker, queue);
            if (!trail.known) leave?.(trail, exit);
          }
        }
        else {
          if (!trail.known) leave?.(trail, exit);
          if (way.kind === "symbolic" && trail.frame !== null) this.name(trail, exit, way, trail.frame, queue);
          if (trail.unbalanced) this.#rise(trail, exit, queue);
        }
      }
    }
  }

  /** An exported variable is what its importers read. */
  #toImporters(trail: Trail, exit: Exit, way: WayOf<"cross">, asker: Loaded, queue: Trail[]): void {
    const { linker, paths } = this.#models;
    for (const { module, node, path } of importersOf(linker, asker, way.module, way.node)) queue.push(this.onward(trail, exit, module, node, paths.prepend(path, exit.path), null, true));
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
    queue.push(this.onward(trail, exit, module, node, exit.path, null, true));
    if (module.flow.nodeKind[node] !== Node.Import) return;
    for (const state of declaredState(this.#models.linker, module, node)) queue.push(this.onward(trail, exit, state.module, state.node, exit.path, null, true));
  }

  /** From an exit on, at a node (`place`: handed to that place of a call). */
  onward(trail: Trail, exit: Exit, module: Loaded, node: number, path: PathId, place: number | null, unbalanced: boolean): Trail {
    return { start: this.#explorer.start(module, node, path, trail.start.deep, place), proofs: compose(trail.proofs, exit), kind: trail.kind, previous: trail, exit, unbalanced, frame: trail.frame, taken: null, known: trail.known };
  }

  /** Handed to a callee that the frame of the trail names. */
  name(trail: Trail, exit: Exit, { symbol, argument, module, call }: WayOf<"symbolic">, frame: Frame, queue: Trail[]): void {
    const node = module.flow.calls.result[call] ?? -1;
    if (node < 0 || frameOf(frame, symbol.module, symbol.fn) === null) return;
    const start = this.#explorer.start(module, node, exit.path, trail.start.deep, argument, { symbol, frame });
    queue.push({ start, proofs: compose(trail.proofs, exit), kind: trail.kind, previous: trail, exit, unbalanced: trail.unbalanced && module === trail.start.module, frame, taken: null, known: false });
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
      for (const { call, argument, path } of uses.arguments) queue.push(this.onward(trail, exit, module, result(call), paths.prepend([...path, RETURNED], exit.path), argument, true));
      for (const call of uses.callers) queue.push(this.onward(trail, exit, module, result(call), exit.path, null, true));
    } else if (way.kind === "out") {
      // What it was handed is the caller's own: whether that is a source, the caller tells.
      if (trail.previous === null && trail.start.node === flow.functions[fn]?.params[way.param]?.node) return;
      for (const call of uses.callers) for (const node of nodesAfter(this.#models.linker, { module, call }, way.param, exit.path !== EMPTY)) this.#put(trail, exit, module, node, queue);
    } else if (way.kind === "throw") {
      const isRejected = isRejecting({ module, fn });
      if (!isRejected) for (const { call, argument, path } of uses.arguments) queue.push(this.onward(trail, exit, module, result(call), paths.prepend([...path, THROWN], exit.path), argument, true));
      for (const call of uses.callers) queue.push(this.onward(trail, exit, module, isRejected ? result(call) : (flow.calls.handler[call] ?? -1), isRejected ? paths.cons(REJECTED, exit.path) : exit.path, null, true));
    } else if (way.kind === "symbolic" && way.symbol.module === module && way.symbol.fn === fn && way.symbol.path.length === 0 && way.argument >= 0) {
      const given = paths.prepend([parameterContent(way.symbol.param), parameterContent(way.argument)], exit.path);
      for (const { call, argument, path } of uses.arguments) queue.push(this.onward(trail, exit, module, result(call), paths.prepend(path, given), argument, true));
    }
  }

  /** What a called function returns, throws or leaves in its arguments (a constructor: in the new object) arrives at the call. */
  receive(trail: Trail, exit: Exit, module: Loaded, call: number, target: FunctionTarget, queue: Trail[]): void {
    const { calls } = module.flow;
    const { way } = exit;
    const result = calls.result[call] ?? -1;
    const isNew = target.self === "result";
    let nodes: readonly number[] = [];
    if (way.kind === "throw" && isRejecting(target)) queue.push(this.onward(trail, exit, module, result, this.#models.paths.cons(REJECTED, exit.path), null, true));
    else if (way.kind === "throw") nodes = [calls.handler[call] ?? -1];
    else if (way.kind === "return" && !isNew) nodes = [result];
    else if (way.kind === "out") nodes = way.param < 0 && isNew ? [result] : nodesAfter(this.#models.linker, { module, call }, way.param < 0 ? (target.self === "first" ? 0 : -1) : way.param - target.offset, exit.path !== EMPTY);
    for (const node of nodes) this.#put(trail, exit, module, node, queue);
  }
}
