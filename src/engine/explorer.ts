/**
 * Search, the inner half: where does a value go inside one function, calls passed by the summaries of what they reach.
 *
 * A start is explored by a work list of facts. Its calls need other starts; those are explored too, and whoever rests on one
 * that found more is explored again, until nothing changes (a least fixed point). The last exploration of each start saw
 * final summaries only, so what it found does not depend on the order.
 */
import { Edge, Node } from "../compile/index.js";
import { AWAITED, REJECTED } from "../models/model.js";
import type { Models } from "./context.js";
import { accessorsOf, getterName, iteratorsOf, passGetter, passIterator, passSetter, passSetterBase } from "./accessors.js";
import { BOUNDS } from "./bounds.js";
import { Exploration } from "./exploration.js";
import { passCall, passCallee, passIntoClosure, passNamed } from "./calls/index.js";
import { guardProofs, refineThroughCall } from "./guards.js";
import { declaredState, isExportedState } from "./module-state.js";
import { isIndex, isProperty, captureContent, EMPTY, ownContent, type PathId } from "./paths.js";
import { ALL, compose, NO_CHANGE, type Proofs } from "./proofs.js";
import { masksSecret } from "./overwrites.js";
import { memberProofs } from "./schemas.js";
import { Start, type Fact, type Naming } from "./summary.js";
import { crossWay, outWay, RETURN, THROW } from "./ways.js";
import type { Loaded } from "./world.js";

/** The starts of a module, and how many paths were asked for at a node. */
interface Starts {
  /** By node and path, those of deep sources apart. */
  readonly table: Map<number, Start>;
  readonly deepTable: Map<number, Start>;
  /** Those at a place of a call, by all that tells them apart. */
  readonly placed: Map<string, Start>;
  readonly pathsAt: Map<number, number>;
}

/** More than there are paths: a node and a path make one number. */
const PATHS = 2 ** 24;

function placedStart({ placed }: Starts, module: Loaded, node: number, path: PathId, deep: boolean, place: number, naming: Naming | null): Start {
  const key = `${node}:${path}:${deep ? 1 : 0}:${place}${naming === null ? "" : `:${naming.symbol.id}@${naming.frame.id}`}`;
  let start = placed.get(key);
  if (start === undefined) placed.set(key, (start = new Start(module, node, path, deep, place, naming)));
  return start;
}

export class Explorer {
  readonly models: Models;
  #again = new Set<Start>();
  #order = 0;
  #current: Start | null = null;
  #facts = 0;
  #nested = 0;

  constructor(models: Models) {
    this.models = models;
  }

  /** Another file is asked about. */
  begin(): void {
    this.#facts = 0;
    this.#nested = 0;
    this.#current = null;
  }

  /** The start for a question; explored when `solve` has run. */
  start(module: Loaded, node: number, given: PathId, deep: boolean, place: number | null = null, naming: Naming | null = null): Start {
    // Starts live with their module's other answers, so that they go when it changes.
    let starts = module.memo.get(this) as Starts | undefined;
    if (starts === undefined) module.memo.set(this, (starts = { table: new Map(), deepTable: new Map(), placed: new Map(), pathsAt: new Map() }));
    const start = place === null ? this.#atNode(starts, module, node, given, deep) : placedStart(starts, module, node, given, deep, place, naming);
    if (this.#current !== null) {
      start.dependents.add(this.#current);
      this.models.linker.use(this.#current.module, module);
      if (start.order === 0) {
        start.order = ++this.#order;
        if (this.#nested < BOUNDS.nestedExplorations && this.#facts <= BOUNDS.factsPerFile) this.#settle(start);
        else this.#again.add(start);
      } else if (!start.clean) this.#again.add(start);
    }
    return start;
  }

  #atNode(starts: Starts, module: Loaded, node: number, given: PathId, deep: boolean): Start {
    const table = deep ? starts.deepTable : starts.table;
    let key = node * PATHS + given;
    let start = table.get(key);
    if (start !== undefined) return start;
    let path = given;
    if (path !== EMPTY) {
      const count = starts.pathsAt.get(node) ?? 0;
      if (count >= BOUNDS.pathsPerStart) {
        this.models.bounds.hit("pathsPerStart");
        path = this.models.paths.widened(path);
        key = node * PATHS + path;
        start = table.get(key);
      } else starts.pathsAt.set(node, count + 1);
    }
    if (start === undefined) table.set(key, (start = new Start(module, node, path, deep, null, null)));
    return start;
  }

  /** Explores a start and all it rests on, to the end. */
  solve(root: Start): Start {
    if (root.clean) return root;
    this.#again = new Set([root]);
    if (root.order === 0) root.order = ++this.#order;
    for (let rounds = 0; ; rounds++) {
      const start = this.#next(0);
      if (start === null) return root;
      if (this.#facts > BOUNDS.factsPerFile) {
        this.models.bounds.hit("factsPerFile");
        return root;
      }
      if (start.clean) continue;
      if (rounds > BOUNDS.solverRounds) {
        this.models.bounds.hit("solverRounds");
        return root;
      }
      this.#answer(start);
    }
  }

  /**
   * Explores a start that was never asked for, and what rests on it in a circle until that is stable, before its caller goes on:
   * where nothing calls itself, each start is explored once.
   */
  #settle(start: Start): void {
    start.waiter = this.#current;
    this.#answer(start);
    for (let next = this.#next(start.order); next !== null && this.#facts <= BOUNDS.factsPerFile; next = this.#next(start.order)) if (!next.clean) this.#answer(next);
    start.waiter = null;
  }

  /**
   * Explores a start once; whoever used an answer that grew is to be asked again.
   */
  #answer(start: Start): void {
    const outer = this.#current;
    start.clean = true;
    this.#current = start;
    this.#nested++;
    const found = this.#explore(start);
    this.#nested--;
    this.#current = outer;
    // What coarser paths and merged proofs replace may come and go; one that was explored often only adds, so that it ends.
    if (++start.runs > BOUNDS.runsPerStart) found.addAll(start);
    const changed = !found.isSameAs(start);
    start.exits = found.exits;
    start.hits = found.hits;
    if (!changed) return;
    if (start.runs > BOUNDS.runsPerStart * 4) {
      this.models.bounds.hit("runsPerStart");
      return;
    }
    for (const dependent of start.dependents) {
      // Who waits for this answer, reads it when it is final.
      if (dependent === start.waiter) continue;
      dependent.clean = false;
      this.#again.add(dependent);
    }
  }

  /** Callees (asked for later) before their callers. */
  #next(from: number): Start | null {
    let latest: Start | null = null;
    for (const start of this.#again) if (latest === null || start.order > latest.order) latest = start;
    if (latest === null || latest.order < from) return null;
    this.#again.delete(latest);
    return latest;
  }

  #explore(start: Start): Exploration {
    const run = new Exploration(this, start);
    const { flow } = start.module;
    const at = { start: flow.nodeStart[start.node] ?? 0, end: flow.nodeEnd[start.node] ?? 0 };
    if (start.place === null) run.reach(start.node, start.path, NO_CHANGE, null, at);
    else {
      const fact: Fact = { node: start.node, path: start.path, keep: ALL, set: 0, parent: null, useStart: at.start, useEnd: at.end, through: [] };
      if (start.naming === null) passCall(run, fact, flow.nodeAux[start.node] ?? 0, start.place, start.path, at, true);
      else passNamed(run, fact, flow.nodeAux[start.node] ?? 0, start.place, start.path, at, start.naming);
    }
    for (;;) {
      const fact = run.take();
      if (fact === undefined) return run;
      this.#facts++;
      this.#follow(run, fact);
    }
  }

  /** Takes a fact along every edge out of its node. */
  #follow(run: Exploration, fact: Fact): void {
    const { flow } = run.module;
    const { node, path } = fact;
    const end = flow.firstOut[node + 1] ?? 0;
    for (let at = flow.firstOut[node] ?? 0; at < end; at++) {
      const edge = flow.out[at] ?? 0;
      this.#step(run, fact, edge, path);
    }
    this.#leave(run, fact);
  }

  #step(run: Exploration, fact: Fact, edge: number, path: PathId): void {
    const { flow } = run.module;
    const { paths } = this.models;
    const to = flow.edgeTo[edge] ?? -1;
    const label = flow.edgeLabel[edge] ?? 0;
    const use = { start: flow.edgeStart[edge] ?? 0, end: flow.edgeEnd[edge] ?? 0 };
    const deep = run.start.deep;
    const go = (next: PathId, proofs: Proofs = fact): void => {
      this.#arrive(run, fact, to, next, proofs, use);
    };
    const head = paths.head(path);
    switch (flow.edgeKind[edge] as Edge) {
      case Edge.Value:
      case Edge.Cell:
        go(path);
        return;
      case Edge.Capture:
        passIntoClosure(run, fact, to, use);
        return;
      case Edge.Text:
        // The text of an object does not hold what lies in its properties; that of an array does.
        if (path === EMPTY || paths.isHole(path) || ((head === "[]" || isIndex(head)) && paths.tail(path) === EMPTY)) go(EMPTY, compose(fact, { keep: ALL, set: this.models.textBit }));
        return;
      case Edge.Store:
        if (!this.#isSet(run, fact, to, use)) go(paths.prepend(flow.paths[label] ?? [], path));
        return;
      case Edge.Base:
        if (label >= 0 && path !== EMPTY) passSetterBase(run, fact, to, accessorsOf(this.models.linker, run.module, to).all, use);
        if (label < 0) go(path);
        else this.#overwritten(flow.paths[label] ?? [], path, deep, go);
        return;
      case Edge.Load:
        if (!this.#isGot(run, fact, edge, to)) this.#load(run, fact, edge, path, go);
        return;
      case Edge.Await:
        if (head === REJECTED) this.#arrive(run, fact, flow.nodeAux[to] ?? -1, paths.tail(path), fact, use);
        else go(head === AWAITED ? paths.tail(path) : path);
        return;
      case Edge.Iterate:
        if (label !== 1 && path !== EMPTY && isProperty(head) && !isIndex(head) && head !== "[]") passIterator(run, fact, to, iteratorsOf(this.models.linker, run.module, to), use);
        this.#iterate(path, label, deep, go, fact);
        return;
      case Edge.Spread: {
        const excluded = label > 0 ? (flow.paths[label - 1] ?? []) : [];
        const isKnown = path !== EMPTY && head !== "[]" && isProperty(head);
        if (!isKnown && masksSecret(this.models, flow, edge)) go(path, compose(fact, { keep: ALL, set: this.models.bits.bit("redacted") }));
        else if (excluded.length > 0 && ((path === EMPTY && deep) || paths.isHole(path))) go(paths.hole([...(path === EMPTY ? [] : paths.holes(path)), ...excluded.map((name) => [name])]));
        else if (!excluded.includes(head) && !head.startsWith("<own ")) go(path);
        return;
      }
      case Edge.SpreadElements:
        if (head === "[]" || isIndex(head)) go(paths.cons("[]", paths.tail(path)));
        else if (path === EMPTY && deep) go(EMPTY);
        return;
      case Edge.RestElements:
        if (isIndex(head)) {
          if (Number(head) >= label) go(paths.cons(String(Number(head) - label), paths.tail(path)));
        } else if (head === "[]" || (path === EMPTY && deep)) go(path);
        return;
      case Edge.Argument:
        passCall(run, fact, flow.nodeAux[to] ?? 0, label, path, use, false);
        return;
      case Edge.SpreadArgument: {
        const call = flow.nodeAux[to] ?? 0;
        if (isIndex(head)) passCall(run, fact, call, label + Number(head), paths.tail(path), use, false);
        else if (head === "[]" || (path === EMPTY && deep)) {
          const inner = head === "[]" ? paths.tail(path) : EMPTY;
          for (let index = label; index < label + 6; index++) passCall(run, fact, call, index, inner, use, false);
        }
        return;
      }
      case Edge.Callee:
        passCallee(run, fact, flow.nodeAux[to] ?? 0, use);
        return;
      case Edge.Post:
        this.#post(run, fact, to, label, use);
        return;
      case Edge.Refine:
        this.#refine(run, fact, to, label, use);
        return;
      case Edge.Environment:
        go(paths.cons(captureContent(label), path));
        return;
      case Edge.Return:
        go(label === 1 && head !== AWAITED && head !== REJECTED ? paths.cons("<await>", path) : path);
        return;
      case Edge.Yield:
        go(paths.cons("[]", path));
        return;
      case Edge.YieldAll:
        go(path);
        return;
      case Edge.Getter: {
        // Only what the function has captured; what it gives, reading the property tells.
        const [name = ""] = flow.paths[label] ?? [];
        go(paths.cons(getterName(name), path));
        return;
      }
      case Edge.Super:
        return;
    }
  }

  /** A value that is written to a property with a setter goes into that. True: and nowhere else. */
  #isSet(run: Exploration, fact: Fact, to: number, use: { readonly start: number; readonly end: number }): boolean {
    if (run.module.flow.nodeKind[to] !== Node.Update) return false;
    const { all, isField } = accessorsOf(this.models.linker, run.module, to);
    passSetter(run, fact, to, all, use);
    return !isField;
  }

  /** A value inside an object whose property is read, where that runs a getter. True: and is no field. */
  #isGot(run: Exploration, fact: Fact, edge: number, to: number): boolean {
    const { flow } = run.module;
    const label = flow.edgeLabel[edge] ?? -1;
    if (fact.path === EMPTY || label < 0) return false;
    const { all, isField } = accessorsOf(this.models.linker, run.module, to);
    if (all.length === 0) return false;
    passGetter(run, fact, to, flow.strings[label] ?? "", all, { start: flow.nodeStart[to] ?? 0, end: flow.nodeEnd[to] ?? 0 });
    return !isField;
  }

  /** Arrives at a node of this function, or leaves for one of another. */
  #arrive(run: Exploration, fact: Fact, to: number, path: PathId, proofs: Proofs, use: { readonly start: number; readonly end: number }): void {
    const { flow } = run.module;
    if (flow.nodeFunction[to] === flow.nodeFunction[run.start.node]) {
      run.reach(to, path, proofs, fact, use);
      return;
    }
    run.exit(crossWay(run.module, to), path, proofs, fact, use, []);
  }

  /** An object after a write: what was at the path is gone. */
  #overwritten(written: readonly string[], path: PathId, deep: boolean, go: (path: PathId) => void): void {
    const { paths } = this.models;
    const at: string[] = [];
    let rest = path;
    for (const [index, name] of written.entries()) {
      if (rest === EMPTY) {
        if (deep) go(paths.prepend(at, paths.hole([written.slice(index)])));
        else go(path);
        return;
      }
      if (paths.isHole(rest)) {
        go(paths.prepend(at, paths.hole([...paths.holes(rest), written.slice(index)])));
        return;
      }
      if (paths.head(rest) !== name) {
        go(path);
        return;
      }
      at.push(name);
      rest = paths.tail(rest);
    }
  }

  #load(run: Exploration, fact: Fact, edge: number, path: PathId, go: (path: PathId, proofs?: Proofs) => void): void {
    const { paths } = this.models;
    const { flow } = run.module;
    const label = flow.edgeLabel[edge] ?? -1;
    const name = label < 0 ? null : (flow.strings[label] ?? "");
    const proofs = (): Proofs => (name === null ? fact : compose(fact, memberProofs(this.models, run.module, edge, name)));
    if (path === EMPTY) {
      if (run.start.deep) go(EMPTY, proofs());
      return;
    }
    if (paths.isHole(path)) {
      if (name === null) {
        go(EMPTY);
        return;
      }
      const inner: string[][] = [];
      for (const hole of paths.holes(path)) {
        if (hole[0] !== name) continue;
        if (hole.length === 1) return;
        inner.push(hole.slice(1));
      }
      go(paths.hole(inner), proofs());
      return;
    }
    const head = paths.head(path);
    if (name !== null && head === ownContent(name)) {
      go(paths.tail(path), proofs());
      return;
    }
    if (!isProperty(head)) return;
    if (name === null || head === name || head === "[]") go(paths.tail(path), proofs());
  }

  #iterate(path: PathId, label: number, deep: boolean, go: (path: PathId, proofs?: Proofs) => void, fact: Fact): void {
    const { paths } = this.models;
    const head = paths.head(path);
    if (label === 1) {
      if (path === EMPTY && deep) go(EMPTY, compose(fact, { keep: ALL, set: this.models.textBit }));
      return;
    }
    if (path === EMPTY) {
      if (deep) go(EMPTY);
      return;
    }
    if (paths.isHole(path)) go(EMPTY);
    else if (head === "[]" || isIndex(head)) {
      const inner = paths.tail(path);
      go(label === 2 && paths.head(inner) === "<await>" ? paths.tail(inner) : inner);
    }
  }

  /** The value after a call that took it: unchanged, unless what is called is known to change or check it. */
  #post(run: Exploration, fact: Fact, to: number, argument: number, use: { readonly start: number; readonly end: number }): void {
    const { flow } = run.module;
    const call = flow.nodeAux[to] ?? 0;
    const { passes, proofs } = refineThroughCall(run, fact, call, argument, "out", to, use);
    if (passes) run.reach(to, fact.path, compose(fact, proofs), fact, use);
  }

  #refine(run: Exploration, fact: Fact, to: number, label: number, use: { readonly start: number; readonly end: number }): void {
    const guard = run.module.flow.guards[label];
    if (guard === undefined) return;
    const told = guardProofs(run, fact, guard, to, use);
    if (told !== null) run.reach(to, fact.path, compose(fact, told), fact, use);
  }

  /** The ends of the function: what it returns, throws, and leaves in its parameters. */
  #leave(run: Exploration, fact: Fact): void {
    const { flow } = run.module;
    const kind = flow.nodeKind[fact.node] as Node;
    const param = flow.nodeAux[fact.node] ?? 0;
    // Whoever imports it, reads it: the search knows who that is.
    if (isExportedState(run.module, fact.node) && (kind !== Node.Import || fact.node !== run.start.node)) run.exit(crossWay(run.module, fact.node), fact.path, fact, fact, null, []);
    switch (kind) {
      case Node.Cell:
        for (const { module, node } of declaredState(this.models.linker, run.module, fact.node)) run.exit(crossWay(module, node), fact.path, fact, fact, null, []);
        return;
      case Node.Return:
        run.exit(RETURN, fact.path, fact, fact, null, []);
        return;
      case Node.Throw:
        run.exit(THROW, fact.path, fact, fact, null, []);
        return;
      case Node.Out:
        run.exit(outWay("out", param), fact.path, fact, fact, null, []);
        return;
      case Node.OutTrue:
        run.exit(outWay("out-true", param), fact.path, fact, fact, null, []);
        return;
      case Node.OutFalse:
        run.exit(outWay("out-false", param), fact.path, fact, fact, null, []);
        return;
      default:
    }
  }
}
