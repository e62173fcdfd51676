/** The automaton against a direct reading of the rows, over rows and questions made at random. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileModels } from "../../src/models/compile-rows.js";
import { createModelIndex } from "../../src/models/automaton.js";
import { AWAITED, ELEMENT, RESULT, RETURNED } from "../../src/models/model.js";
import type { Content, ModelIndex, StateId } from "../../src/models/model.js";
import { selectorsMatch } from "../../src/models/path.js";
import type { Step } from "../../src/models/path.js";
import type { ModelRow } from "../../src/models/rows.js";
import { rowsOf } from "./model-fixtures.js";

type Question =
  | { readonly ask: "member"; readonly name: string }
  | { readonly ask: "returned"; readonly arity: number; readonly isNew: boolean }
  | { readonly ask: "argument"; readonly at: number; readonly arity: number }
  | { readonly ask: "parameter"; readonly at: number; readonly count: number }
  | { readonly ask: "instance" | "awaited" | "element" };

const TYPES = ["a", "b", "c"] as const;
const step = fc.constantFrom(
  ...["Member[x]", "Member[x,y]", "AnyMember", "ReturnValue", "Instance", "Awaited", "ArrayElement", "Fuzzy"],
  ...["Argument[0]", "Argument[1..]", "Argument[N-1]", "Argument[this]", "Parameter[0]", "Parameter[any]"],
);
const filter = fc.constantFrom("", "", "", "Call.", "NewCall.", "WithArity[1].", "WithArity[2..].");
const path = fc
  .array(fc.tuple(filter, step), { maxLength: 3 })
  .map((steps) => steps.map(([before, each]) => (/^(?:Return|Arg|Inst)/u.test(each) ? before + each : each)).join("."));
const type = fc.constantFrom(...TYPES);
const models = fc.record({
  typeModel: fc.array(fc.tuple(type, type, path), { maxLength: 4 }),
  sinkModel: fc.array(fc.tuple(type, path, fc.constantFrom("log", "sql-injection", "nosql-injection")), { maxLength: 6 }),
});
const question: fc.Arbitrary<Question> = fc.oneof(
  fc.record({ ask: fc.constant("member" as const), name: fc.constantFrom("x", "y", "z") }),
  fc.record({ ask: fc.constant("returned" as const), arity: fc.nat(2), isNew: fc.boolean() }),
  fc.record({ ask: fc.constant("argument" as const), at: fc.integer({ min: -1, max: 2 }), arity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ ask: fc.constant("parameter" as const), at: fc.nat(1), count: fc.constant(2) }),
  fc.record({ ask: fc.constantFrom("instance" as const, "awaited" as const, "element" as const) }),
);

function ask(index: ModelIndex, state: StateId, q: Question): StateId {
  switch (q.ask) {
    case "member":
      return index.member(state, q.name);
    case "returned":
      return index.returned(state, q.arity, q.isNew);
    case "argument":
      return index.argument(state, q.at, q.arity);
    case "parameter":
      return index.parameter(state, q.at, q.count);
    case "instance":
      return index.instance(state);
    case "awaited":
      return index.awaited(state);
    case "element":
      return index.element(state);
  }
}

/** A place in one row: how many of its steps have been taken. Text, so that sets of them are easy. */
type Spot = `${number}:${number}`;

/** The rows read one by one: no trie, no states, no memo. */
function simulate(rows: readonly ModelRow[], start: string, questions: readonly Question[]): string[] {
  const rowAt = (spot: Spot): { row: ModelRow | undefined; taken: number; index: number } => {
    const [index = 0, taken = 0] = spot.split(":").map(Number);
    return { row: rows[index], taken, index };
  };
  const rootsOf = (name: string): Spot[] => rows.flatMap((row, index): Spot[] => (row.type === name ? [`${index}:0`] : []));
  const close = (spots: Iterable<Spot>): Set<Spot> => {
    const all = new Set(spots);
    for (const spot of all) {
      const { row, taken, index } = rowAt(spot);
      if (row?.path[taken]?.op === "Fuzzy") all.add(`${index}:${taken + 1}`);
      if (row?.extensible === "typeModel" && taken === row.path.length) for (const root of rootsOf(row.defines)) all.add(root);
    }
    return all;
  };
  let spots = close(rootsOf(start));
  for (const q of questions) {
    const next: Spot[] = [];
    let promise = false;
    for (const spot of spots) {
      const { row, index, taken } = rowAt(spot);
      if (row?.path[taken - 1]?.op === "Fuzzy" && !(q.ask === "argument" && q.at < 0)) next.push(spot);
      let from = taken;
      let now: Step | undefined = row?.path[from];
      while (now !== undefined && passes(now, q)) now = row?.path[++from];
      if (now !== undefined && takes(now, q)) next.push(`${index}:${from + 1}`);
      promise ||= now?.op === "Awaited" && from === taken;
    }
    if (q.ask !== "awaited" || promise) spots = close(next);
  }
  const kinds = [...spots].map(rowAt).flatMap(({ row, taken }) => (row?.extensible === "sinkModel" && taken === row.path.length ? [row.kind] : []));
  return [...new Set(kinds)].sort();
}

/** Whether the call that the question speaks of passes the filter. */
function passes(filterStep: Step, q: Question): boolean {
  if (q.ask === "instance") return filterStep.op === "NewCall" || filterStep.op === "WithArity";
  if (q.ask !== "returned" && q.ask !== "argument") return false;
  if (filterStep.op === "Call") return q.ask === "argument" || !q.isNew;
  if (filterStep.op === "NewCall") return q.ask === "argument" || q.isNew;
  return filterStep.op === "WithArity" && selectorsMatch(filterStep.selectors, q.arity, q.arity);
}

function takes(now: Step, q: Question): boolean {
  switch (q.ask) {
    case "member":
      return now.op === "AnyMember" || (now.op === "Member" && now.names.includes(q.name));
    case "returned":
      return now.op === "ReturnValue" || (q.isNew && now.op === "Instance");
    case "argument":
      return now.op === "Argument" && selectorsMatch(now.selectors, q.at, q.arity);
    case "parameter":
      return now.op === "Parameter" && selectorsMatch(now.selectors, q.at, q.count);
    case "instance":
      return now.op === "Instance";
    case "awaited":
      return now.op === "Awaited";
    case "element":
      return now.op === "ArrayElement" || now.op === "AnyMember";
  }
}

describe("laws", () => {
  it("states answer like the rows read one by one", () => {
    fc.assert(
      fc.property(models, type, fc.array(question, { maxLength: 5 }), (given, start, questions) => {
        const rows = rowsOf(given);
        const index = createModelIndex([compileModels(rows)]);
        const state = questions.reduce((from, each) => ask(index, from, each), index.type(start));
        expect(index.sinks(state)).toEqual(simulate(rows, start, questions));
      }),
      { numRuns: 2_000 },
    );
  });

  it("answers do not depend on what was asked before", () => {
    fc.assert(
      fc.property(models, fc.array(fc.tuple(type, fc.array(question, { maxLength: 3 })), { maxLength: 6 }), (given, walks) => {
        const compiled = compileModels(rowsOf(given));
        const answer = (index: ModelIndex, [start, questions]: (typeof walks)[number]) => {
          const state = questions.reduce((from, each) => ask(index, from, each), index.type(start));
          return [index.sinks(state), index.effects(state, 2, false), index.effects(state, 1, true)];
        };
        const forward = createModelIndex([compiled]);
        const backward = createModelIndex([compiled]);
        const answers = walks.map((walk) => answer(forward, walk));
        expect([...walks].reverse().map((walk) => answer(backward, walk))).toEqual([...answers].reverse());
      }),
    );
  });

  it("rows in two sets say the same as in one", () => {
    fc.assert(
      fc.property(models, models, type, fc.array(question, { maxLength: 4 }), (first, second, start, questions) => {
        const [a, b] = [rowsOf(first), rowsOf(second)];
        const whole = createModelIndex([compileModels([...a, ...b])]);
        const parts = createModelIndex([compileModels(a), compileModels(b)]);
        const walk = (index: ModelIndex): StateId => questions.reduce((from, each) => ask(index, from, each), index.type(start));
        expect(parts.sinks(walk(parts))).toEqual(whole.sinks(walk(whole)));
        expect(parts.effects(walk(parts), 2, false)).toEqual(whole.effects(walk(whole), 2, false));
      }),
    );
  });

  it("the sinks of a call are the sinks at the places that the moves lead to", () => {
    fc.assert(
      fc.property(models, type, fc.array(question, { maxLength: 2 }), fc.nat(2), fc.boolean(), (given, start, questions, arity, isNew) => {
        // Fuzzy covers moves without end, effects name a finite part of them.
        const rows = rowsOf(given).filter((row) => row.path.every((each) => each.op !== "Fuzzy" && each.op !== "Call" && each.op !== "NewCall"));
        const index = createModelIndex([compileModels(rows)]);
        const state = questions.reduce((from, each) => ask(index, from, each), index.type(start));
        for (const { at, path: inside, kind } of index.effects(state, arity, isNew).sinks) {
          const place = at === RESULT ? index.returned(state, arity, isNew) : index.argument(state, at, arity);
          expect(index.sinks(inside.reduce((from, content) => intoContent(index, from, content), place))).toContain(kind);
        }
        for (let at = -1; at < arity; at++) {
          for (const kind of index.sinks(index.argument(state, at, arity))) {
            expect(index.effects(state, arity, isNew).sinks).toContainEqual({ at, path: [], kind, condition: null });
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

function intoContent(index: ModelIndex, state: StateId, content: Content): StateId {
  const parameter = /^<param (\d+)>$/u.exec(content);
  if (parameter !== null) return index.parameter(state, Number(parameter[1]), 9);
  if (content === AWAITED) return index.awaited(state);
  if (content === ELEMENT) return index.element(state);
  if (content === RETURNED) return index.returned(state, 0, false);
  return index.member(state, content);
}
