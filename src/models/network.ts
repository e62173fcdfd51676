/**
 * Several compiled sets of rows as one nondeterministic automaton. A position is a node of one of the tries; the names of
 * types join them. Nodes are decoded when they are first asked for.
 */
import { FACTS } from "./compiled.js";
import type { CompiledModels, Fact } from "./compiled.js";
import type { Content } from "./model.js";
import { parseStep, selectorsMatch } from "./path.js";
import type { Step } from "./path.js";
import { contentsOf, sideAfter } from "./place.js";
import { filePattern, isFilePattern } from "./file-pattern.js";
import { shapeMembers } from "./type-name.js";

/** Number of a node: the sets' nodes one after the other. */
export type Position = number;

export interface Edge {
  readonly step: Step;
  readonly to: Position;
  /** What the step leads to inside a value; none where it leads out of it. */
  readonly contents: readonly Content[];
}
/** The edges of a node that lead to a member. */
export interface MemberEdges {
  readonly named: ReadonlyMap<string, readonly Position[]>;
  readonly any: readonly Position[];
}

export interface Network {
  root(type: string): readonly Position[];
  /** The roots that are lists of members, with their names. */
  shapes(): readonly { readonly members: readonly string[]; readonly root: readonly Position[] }[];
  /** The roots that are patterns of file paths. */
  filePatterns(): readonly { readonly type: string; readonly pattern: RegExp; readonly root: readonly Position[] }[];
  edges(position: Position): readonly Edge[];
  members(position: Position): MemberEdges;
  facts(position: Position): readonly Fact[];
  /** The position as a callee: itself, and what stands behind the filters that the call passes. Null: not known of the call. */
  callees(position: Position, arity: number | null, isNew: boolean | null): readonly Position[];
  /** The positions and all that a value there is at as well: the roots of its types, what follows `Fuzzy`. Ascending, without dead ends. */
  closure(positions: Iterable<Position>): readonly Position[];
  /** How many contents there are at least between a value at the position and a source, sink or barrier; {@link NO_FACT}: there is none. */
  factDistance(position: Position): number;
  /** Whether the position stands behind `Fuzzy`: whatever is got from a value there is there too. */
  isFuzzy(position: Position): boolean;
}

/** One set, with the number of its first node. */
interface Part {
  readonly models: CompiledModels;
  readonly base: Position;
  readonly size: number;
  readonly steps: Map<number, DecodedStep | null>;
}

interface DecodedStep {
  readonly step: Step;
  readonly contents: readonly Content[];
}

/** Further than any fact is looked for. (A small integer: with `Infinity` among them, distances would be boxed numbers.) */
const NO_FACT = 2 ** 30;

export function joinNetworks(sets: readonly CompiledModels[]): Network {
  const parts: Part[] = [];
  const roots = new Map<string, Position[]>();
  let base = 0;
  for (const models of sets) {
    const size = models.edgeStart.length - 1;
    parts.push({ models, base, size, steps: new Map() });
    for (let index = 0; index < models.roots.length; index += 2) {
      const name = models.strings[models.roots[index] ?? 0] ?? "";
      const position = base + (models.roots[index + 1] ?? 0);
      const known = roots.get(name);
      if (known === undefined) roots.set(name, [position]);
      else known.push(position);
    }
    base += size;
  }
  const partOf = (position: Position): Part | undefined => parts.find((part) => position < part.base + part.size);

  const edgesAt = memoised((position: Position) => decodeEdges(partOf(position), position));
  const factsAt = memoised((position: Position) => decodeFacts(partOf(position), position));
  const membersAt = memoised((position: Position) => memberEdges(edgesAt(position)));
  const root = (type: string): readonly Position[] => roots.get(type) ?? [];
  const fuzzy = new Set<Position>();

  const alsoAt = memoised((position: Position): readonly Position[] => {
    const also: Position[] = [];
    for (const { step, to } of edgesAt(position)) {
      if (step.op !== "Fuzzy") continue;
      fuzzy.add(to);
      also.push(to);
    }
    for (const fact of factsAt(position)) if (fact.kind === "type") also.push(...root(fact.a));
    return also;
  });

  /** Types that conditions ask for. */
  const conditions = sets.flatMap(({ strings }) => strings.filter((text) => text.includes("holds(")).flatMap((text) => [...text.matchAll(/\bholds\([^=]*\)=([^\s)&]+)/gu)].map(([, type = ""]) => type)));
  const asked = (type: string): boolean => conditions.includes(type);

  /** The end of a type's path says nothing once the type's root is there too; without it, equal states are one. */
  const matters = (position: Position): boolean => {
    if (edgesAt(position).length > 0 || fuzzy.has(position)) return true;
    for (const fact of factsAt(position)) if (fact.kind !== "type" || asked(fact.a)) return true;
    return false;
  };

  const closure = (positions: Iterable<Position>): readonly Position[] => {
    const reached = new Set(positions);
    // A Set's iterator also visits what is added while it runs.
    for (const position of reached) for (const next of alsoAt(position)) reached.add(next);
    const closed: Position[] = [];
    for (const position of reached) if (matters(position)) closed.push(position);
    return closed.length < 2 ? closed : closed.sort((a, b) => a - b);
  };

  return {
    root,
    shapes: () =>
      [...roots].flatMap(([type, positions]) => {
        const members = shapeMembers(type);
        return members === null ? [] : [{ members, root: positions }];
      }),
    filePatterns: () => [...roots].flatMap(([type, positions]) => (isFilePattern(type) ? [{ type, pattern: filePattern(type), root: positions }] : [])),
    edges: edgesAt,
    members: membersAt,
    facts: factsAt,
    callees(position, arity, isNew) {
      const found = [position];
      // An array's iterator also visits what is added while it runs.
      for (const each of found) for (const { step, to } of edgesAt(each)) if (passesFilter(step, arity, isNew)) found.push(to);
      return found;
    },
    isFuzzy: (position) => fuzzy.has(position),
    factDistance: memoised((position) => distanceToFact(position, closure, edgesAt, factsAt)),
    closure,
  };
}

/** Breadth first, so that the first fact met is the nearest. */
function distanceToFact(
  start: Position,
  closure: Network["closure"],
  edgesAt: Network["edges"],
  factsAt: Network["facts"],
): number {
  const seen = new Set<Position>();
  let layer: readonly Position[] = closure([start]);
  for (let distance = 0; layer.length > 0; distance++) {
    if (layer.some((position) => factsAt(position).some(isValueFact))) return distance;
    for (const position of layer) seen.add(position);
    const inside = layer.flatMap((position) => edgesAt(position).flatMap((edge) => (sideAfter("given", edge.step) === null ? [] : [edge.to])));
    layer = closure(inside).filter((position) => !seen.has(position));
  }
  return NO_FACT;
}

function isValueFact(fact: Fact): boolean {
  return fact.kind === "source" || fact.kind === "sink" || fact.kind === "barrier";
}

function passesFilter(step: Step, arity: number | null, isNew: boolean | null): boolean {
  if (step.op === "Call") return isNew !== true;
  if (step.op === "NewCall") return isNew !== false;
  return step.op === "WithArity" && (arity === null || selectorsMatch(step.selectors, arity, arity));
}

function decodeEdges(part: Part | undefined, position: Position): readonly Edge[] {
  if (part === undefined) return [];
  const { models, base, steps } = part;
  const edges: Edge[] = [];
  const end = models.edgeStart[position - base + 1] ?? 0;
  for (let index = models.edgeStart[position - base] ?? 0; index < end; index++) {
    const text = models.edges[2 * index] ?? 0;
    let step = steps.get(text);
    if (step === undefined) {
      const parsed = parseStep(models.strings[text] ?? "");
      step = parsed.ok ? { step: parsed.value, contents: contentsOf(parsed.value) } : null;
      steps.set(text, step);
    }
    if (step !== null) edges.push({ step: step.step, to: base + (models.edges[2 * index + 1] ?? 0), contents: step.contents });
  }
  return edges;
}

function decodeFacts(part: Part | undefined, position: Position): readonly Fact[] {
  if (part === undefined) return [];
  const { models, base } = part;
  const text = (index: number): string => models.strings[models.facts[index] ?? 0] ?? "";
  const facts: Fact[] = [];
  const end = models.factStart[position - base + 1] ?? 0;
  for (let index = models.factStart[position - base] ?? 0; index < end; index++) {
    const kind = FACTS[models.facts[4 * index] ?? 0];
    if (kind !== undefined) facts.push({ kind, a: text(4 * index + 1), b: text(4 * index + 2), c: text(4 * index + 3) });
  }
  return facts;
}

function memberEdges(edges: readonly Edge[]): MemberEdges {
  const named = new Map<string, Position[]>();
  const any: Position[] = [];
  for (const { step, to } of edges) {
    if (step.op === "AnyMember") any.push(to);
    if (step.op !== "Member") continue;
    for (const name of step.names) {
      const known = named.get(name);
      if (known === undefined) named.set(name, [to]);
      else known.push(to);
    }
  }
  return { named, any };
}

/** Remembers the answer for every number it is asked. */
function memoised<T>(answer: (question: number) => T): (question: number) => T {
  const known = new Map<number, T>();
  return (question) => {
    const old = known.get(question);
    if (old !== undefined) return old;
    const fresh = answer(question);
    known.set(question, fresh);
    return fresh;
  };
}
