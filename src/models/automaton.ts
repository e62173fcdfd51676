/**
 * The {@link ModelIndex}: access paths followed step by step. A state is a set of positions of the network, interned as a
 * small integer; moves and answers are worked out on the first question and remembered.
 */
import { COMPILED_VERSION } from "./compiled.js";
import type { CompiledModels } from "./compiled.js";
import { actsAt, asksMaker, callEffects, contentFacts, factKinds, makersAt, usagesAt } from "./effects.js";
import { NOTHING } from "./model.js";
import type { Act, CallEffects, ModelIndex, StateId } from "./model.js";
import { namesMatching } from "./file-pattern.js";
import { joinNetworks } from "./network.js";
import type { Network, Position } from "./network.js";
import { selectorsMatch } from "./path.js";
import type { Step } from "./path.js";
import { MAX_ARITY } from "./place.js";
import { createStates } from "./states.js";
import type { States } from "./states.js";
import { canonicalType, fileTypes } from "./type-name.js";

/**
 * Methods of every object, array and string: `Fuzzy` does not go through them, since whatever a package hands out has
 * them and `pkg.name.toString()` is no longer the package's (CodeQL's rule; written out, as the list must not depend on
 * the Node version that runs it).
 */
const COMMON_METHODS: ReadonlySet<string> = new Set(
  (
    "at charAt charCodeAt codePointAt concat copyWithin endsWith entries every fill filter find findIndex findLast findLastIndex " +
    "flat flatMap forEach hasOwnProperty includes indexOf isPrototypeOf join keys lastIndexOf localeCompare map match matchAll " +
    "normalize padEnd padStart pop propertyIsEnumerable push reduce reduceRight repeat replace replaceAll reverse search shift " +
    "slice some sort splice split startsWith substr substring toLocaleLowerCase toLocaleString toLocaleUpperCase toLowerCase " +
    "toReversed toSorted toSpliced toString toUpperCase trim trimEnd trimStart unshift valueOf values with"
  ).split(" "),
);

/** Kinds of moves, for the keys of the memo. Members are remembered by their names. */
const MOVE = { returned: 0, instance: 1, awaited: 2, element: 3, argument: 4, parameter: 5, decorated: 6, subclass: 7, join: 8 } as const;
const MOVES = 9;
const DECORATED = { class: "DecoratedClass", member: "DecoratedMember", parameter: "DecoratedParameter", with: "DecoratedWith" } as const;
const DECORATED_KEYS = Object.keys(DECORATED);

/** Joins the sets of rows: ours and the user's. Does no work by itself; throws on a set that another version compiled. */
export function createModelIndex(sets: readonly CompiledModels[]): ModelIndex {
  for (const set of sets) {
    const version: number = set.version;
    if (version !== COMPILED_VERSION) throw new Error(`compiled models have the format ${version}, expected ${COMPILED_VERSION}: compile them again`);
  }
  const network = joinNetworks(sets);
  const states = createStates(network);
  return { ...rootQuestions(network, states), ...callMoves(network, states), ...valueMoves(network, states), ...answers(network, states) };
}

type Roots = Pick<ModelIndex, "package" | "type" | "global" | "file" | "convention" | "conventionNames" | "shape" | "join" | "member">;

function rootQuestions(network: Network, states: States): Roots {
  const roots = new Map<string, StateId>();
  const root = (type: string): StateId => {
    const known = roots.get(type);
    if (known !== undefined) return known;
    const state = states.intern(network.root(type));
    roots.set(type, state);
    return state;
  };
  const member = memberMove(network, states);
  const join = (a: StateId, b: StateId): StateId => {
    if (a === b || b === NOTHING) return a;
    if (a === NOTHING) return b;
    const [first, second] = a < b ? [a, b] : [b, a];
    return states.move(first, keyOf(MOVE.join, 0, second), (position, into) => {
      into.push(position, ...states.positions(second));
    });
  };
  const shapes = network.shapes();
  const patterns = network.filePatterns();
  const conventionNames = new Map<string, readonly string[]>();
  const named = new Map<string, StateId>();
  const rootNamed = (name: string): StateId => {
    let state = named.get(name);
    if (state === undefined) named.set(name, (state = root(canonicalType(name))));
    return state;
  };
  return {
    package: rootNamed,
    type: rootNamed,
    global: (name) => member(root("global"), name),
    file: (path) => fileTypes(path).map(root).reduce(join, NOTHING),
    convention: (path) => patterns.filter(({ pattern }) => pattern.test(path)).map(({ root: positions }) => states.intern(positions)).reduce(join, NOTHING),
    conventionNames(effect) {
      let names = conventionNames.get(effect);
      if (names === undefined) conventionNames.set(effect, (names = patterns.filter((each) => hasMemberWith(network, each.root, effect)).flatMap(({ type }) => namesMatching(type))));
      return names;
    },
    shape(functions) {
      const fits = (name: string): boolean => (name.startsWith("!") ? !functions.has(name.slice(1)) : functions.has(name));
      return shapes.filter(({ members }) => members.every(fits)).map((shape) => states.intern(shape.root)).reduce(join, NOTHING);
    },
    member,
    join,
  };
}

/** Whether one of the exports of files at the positions has the effect. */
function hasMemberWith(network: Network, positions: readonly Position[], effect: string): boolean {
  return positions.some((position) => network.edges(position).some(({ to }) => network.facts(to).some(({ kind, a }) => kind === "effect" && a === effect)));
}

function memberMove(network: Network, states: States): ModelIndex["member"] {
  return (state, name) =>
    states.move(state, name, (position, into) => {
      const members = network.members(position);
      into.push(...(members.named.get(name) ?? []), ...members.any);
      if (!COMMON_METHODS.has(name)) loop(network, position, into);
      // A known index is an element as well.
      if (/^\d+$/u.test(name)) follow(network, position, into, (step) => step.op === "ArrayElement");
    });
}

/** Moves that start at a callee: filters may stand before them. */
function callMoves(network: Network, states: States): Pick<ModelIndex, "returned" | "instance" | "argument" | "decorated"> {
  return {
    returned(state, arity, isNew) {
      const count = Math.min(arity, MAX_ARITY);
      return states.move(state, keyOf(MOVE.returned, count, isNew ? 1 : 0), (position, into) => {
        loop(network, position, into);
        for (const callee of network.callees(position, count, isNew)) {
          follow(network, callee, into, (step) => step.op === "ReturnValue" || (isNew && step.op === "Instance"));
        }
      });
    },
    instance: (state) =>
      states.move(state, keyOf(MOVE.instance), (position, into) => {
        loop(network, position, into);
        for (const callee of network.callees(position, null, true)) follow(network, callee, into, (step) => step.op === "Instance");
      }),
    argument(state, at, arity) {
      if (at >= MAX_ARITY) return NOTHING;
      const count = Math.min(arity, MAX_ARITY);
      return states.move(state, keyOf(MOVE.argument, count, at + 1), (position, into) => {
        if (at >= 0) loop(network, position, into);
        for (const callee of network.callees(position, count, null)) {
          follow(network, callee, into, (step) => step.op === "Argument" && selectorsMatch(step.selectors, at, count));
        }
      });
    },
    decorated: (state, what) =>
      states.move(state, keyOf(MOVE.decorated, DECORATED_KEYS.indexOf(what)), (position, into) => {
        for (const callee of network.callees(position, null, null)) follow(network, callee, into, (step) => step.op === DECORATED[what]);
      }),
  };
}

/** Moves that start at a value. */
function valueMoves(network: Network, states: States): Pick<ModelIndex, "awaited" | "element" | "parameter" | "injected" | "subclass"> {
  /** Whether the rows say that a value in the state is a promise. */
  const resolves = perState((state) => states.positions(state).some((position) => network.edges(position).some((edge) => edge.step.op === "Awaited")));
  return {
    awaited(state) {
      if (!resolves(state)) return state;
      return states.move(state, keyOf(MOVE.awaited), (position, into) => {
        loop(network, position, into);
        follow(network, position, into, (step) => step.op === "Awaited");
      });
    },
    element: (state) =>
      states.move(state, keyOf(MOVE.element), (position, into) => {
        loop(network, position, into);
        follow(network, position, into, (step) => step.op === "ArrayElement" || step.op === "AnyMember");
      }),
    parameter(state, at, count) {
      if (at >= MAX_ARITY) return NOTHING;
      const capped = Math.min(count, MAX_ARITY);
      return states.move(state, keyOf(MOVE.parameter, capped, at + 1), (position, into) => {
        loop(network, position, into);
        follow(network, position, into, (step) => step.op === "Parameter" && selectorsMatch(step.selectors, at, capped));
      });
    },
    injected: (state, name) =>
      states.move(state, `injected ${name}`, (position, into) => {
        follow(network, position, into, (step) => step.op === "Injected" && step.names.includes(name));
      }),
    subclass: (state) =>
      states.move(state, keyOf(MOVE.subclass), (position, into) => {
        follow(network, position, into, (step) => step.op === "Subclass" || step.op === "Instance");
      }),
  };
}

function answers(network: Network, states: States): Pick<ModelIndex, "effects" | "asksMaker" | "sources" | "sinks" | "sinkPlaces" | "barriers" | "usages" | "acts" | "makers" | "isA"> {
  const known = new Map<number, CallEffects>();
  const knownActs = new Map<number, readonly Act[]>();
  return {
    effects(state, arity, isNew) {
      const count = Math.min(arity, MAX_ARITY);
      const key = (state * 2 + (isNew ? 1 : 0)) * (MAX_ARITY + 1) + count;
      const old = known.get(key);
      if (old !== undefined) return old;
      const callees = states.positions(state).flatMap((position) => network.callees(position, count, isNew));
      const fresh = callEffects(network, callees, count, isNew);
      known.set(key, fresh);
      return fresh;
    },
    acts(state, arity) {
      const count = Math.min(arity, MAX_ARITY);
      const key = state * (MAX_ARITY + 1) + count;
      let found = knownActs.get(key);
      if (found === undefined) knownActs.set(key, (found = actsAt(network, states.positions(state).flatMap((position) => network.callees(position, count, null)), count)));
      return found;
    },
    asksMaker: perState((state) => asksMaker(callEffects(network, states.positions(state).flatMap((position) => network.callees(position, 1, false)), 1, false))),
    sources: perState((state) => contentFacts(network, states.positions(state), "source")),
    sinkPlaces: perState((state) => contentFacts(network, states.positions(state), "sink")),
    isA(state, type) {
      const own = network.root(type);
      return states.positions(state).some((position) => own.includes(position) || network.facts(position).some((fact) => fact.kind === "type" && fact.a === type));
    },
    makers: perState((state) => makersAt(network, states.positions(state))),
    sinks: perState((state) => factKinds(network, states.positions(state), "sink")),
    barriers: perState((state) => factKinds(network, states.positions(state), "barrier")),
    usages: perState((state) => usagesAt(network, states.positions(state))),
  };
}

function follow(network: Network, position: Position, into: Position[], fits: (step: Step) => boolean): void {
  for (const edge of network.edges(position)) if (fits(edge.step)) into.push(edge.to);
}

/** What is got from a value behind `Fuzzy` is there as well. */
function loop(network: Network, position: Position, into: Position[]): void {
  if (network.isFuzzy(position)) into.push(position);
}

/** A key that is its own for each kind of move, call and place: numbers are cheaper to hash than text. */
function keyOf(kind: number, count = 0, detail = 0): number {
  return kind + MOVES * (count + (MAX_ARITY + 1) * detail);
}

function perState<T>(answer: (state: StateId) => T): (state: StateId) => T {
  const known = new Map<StateId, T>();
  return (state) => {
    const old = known.get(state);
    if (old !== undefined) return old;
    const fresh = answer(state);
    known.set(state, fresh);
    return fresh;
  };
}
