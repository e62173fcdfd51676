/** What the rows say of a call, and of a value's inside: the facts that stand a few steps beneath a set of positions. */
import { NO_EFFECTS, RECEIVER, RESULT } from "./model.js";
import type { Act, CallEffects, Condition, ConditionAt, Content, GuardAt, Maker, Place, RedactionAt, RouteAt, SchemaAt, SummaryKind, UsageMark } from "./model.js";
import type { Fact } from "./compiled.js";
import { compareText, expandSelectors } from "./path.js";
import { expandContent, expandPlace, MAX_ARITY, parseCondition, parseContent, parsePlace, resolveCondition, sideAfter } from "./place.js";
import type { Side } from "./place.js";
import type { Network, Position } from "./network.js";

/** How many contents deep a source, sink or barrier is looked for beneath a place: ends the descent into recursive types. */
export const MAX_CONTENT_DEPTH = 5;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** A fact about the inside of a value. */
interface Found {
  readonly path: readonly Content[];
  readonly fact: Fact;
}

/** All effects of a call. `callees`: the positions of the called value, with those behind the filters that the call passes. */
export function callEffects(network: Network, callees: readonly Position[], arity: number, isNew: boolean): CallEffects {
  const effects: Mutable<CallEffects> = { sources: [], sinks: [], barriers: [], summaries: [], guards: [], schemas: [], validations: [], bindings: [], conditions: [], routes: [], records: [], redactions: [] };
  for (const position of callees) for (const fact of network.facts(position)) addCalleeFact(effects, fact, arity);
  for (const [at, positions] of placesOfCall(network, callees, arity, isNew)) {
    for (const { path, fact } of factsInside(network, positions, at >= 0 ? "given" : "value")) {
      if (fact.kind === "barrier") effects.barriers.push({ at, path, kind: fact.a, condition: conditionOf(fact.b, arity) });
      else (fact.kind === "source" ? effects.sources : effects.sinks).push({ at, path, kind: fact.a, condition: conditionOf(fact.b, arity) });
    }
  }
  const canonical: CallEffects = {
    sources: canonicalList(effects.sources),
    sinks: canonicalList(effects.sinks),
    barriers: canonicalList(effects.barriers),
    summaries: canonicalList(effects.summaries),
    guards: canonicalList(effects.guards),
    schemas: canonicalList(effects.schemas),
    validations: canonicalList(effects.validations),
    bindings: canonicalList(effects.bindings),
    conditions: canonicalList(effects.conditions),
    routes: canonicalList(effects.routes),
    records: canonicalList(effects.records),
    redactions: canonicalList(effects.redactions),
  };
  return Object.values(canonical).every((list: readonly unknown[]) => list.length === 0) ? NO_EFFECTS : canonical;
}

/** Whether any of the rows asks how what is called was made. */
export function asksMaker({ sinks, barriers, summaries }: CallEffects): boolean {
  return [...sinks, ...barriers, ...summaries].some(({ condition }) => condition !== null && (condition.kind === "all" ? condition.of : [condition]).some(({ kind }) => kind === "made" || kind === "unmade"));
}

/** What the rows put at each argument, the receiver and the result. */
function placesOfCall(network: Network, callees: readonly Position[], arity: number, isNew: boolean): Map<number, Position[]> {
  const places = new Map<number, Position[]>();
  const add = (at: number, position: Position): void => {
    const known = places.get(at);
    if (known === undefined) places.set(at, [position]);
    else known.push(position);
  };
  for (const callee of callees) {
    if (network.isFuzzy(callee)) add(RESULT, callee);
    for (const { step, to } of network.edges(callee)) {
      if (step.op === "ReturnValue" || (isNew && step.op === "Instance")) add(RESULT, to);
      if (step.op === "Argument") for (const index of expandSelectors(step.selectors, arity)) add(index < 0 ? RECEIVER : index, to);
    }
  }
  return places;
}

/** Sources, sinks and barriers of a value at the positions and of what is inside it. */
function factsInside(network: Network, positions: Iterable<Position>, side: Side): Found[] {
  const found: Found[] = [];
  const visit = (start: Iterable<Position>, path: readonly Content[], from: Side): void => {
    const closed = network.closure(start);
    for (const position of closed) {
      for (const fact of network.facts(position)) {
        if (fact.kind === "source" || fact.kind === "sink" || fact.kind === "barrier") found.push({ path, fact });
      }
    }
    if (path.length === MAX_CONTENT_DEPTH) return;
    const left = MAX_CONTENT_DEPTH - path.length - 1;
    for (const [content, next] of insideOf(network, closed, from, left)) visit(next.positions, [...path, content], next.side);
  };
  visit(positions, [], side);
  return found;
}

interface Inside {
  readonly side: Side;
  readonly positions: Position[];
}

/** What is one content inside; only where a fact stands at most `left` contents further down. */
function insideOf(network: Network, positions: readonly Position[], side: Side, left: number): Map<Content, Inside> {
  const inside = new Map<Content, Inside>();
  for (const position of positions) {
    for (const { step, to, contents } of network.edges(position)) {
      const next = contents.length === 0 ? null : sideAfter(side, step);
      if (next === null || network.factDistance(to) > left) continue;
      for (const content of contents) {
        const known = inside.get(content);
        if (known === undefined) inside.set(content, { side: next, positions: [to] });
        else known.positions.push(to);
      }
    }
  }
  return inside;
}

/** Source or sink kinds of a value and its inside. Conditional rows speak of calls only, so they are left out. */
export function contentFacts(network: Network, positions: readonly Position[], kind: "source" | "sink"): readonly { readonly path: readonly Content[]; readonly kind: string }[] {
  const found = factsInside(network, positions, "value").filter(({ fact }) => fact.kind === kind && fact.b === "");
  return canonicalList(found.map(({ path, fact }) => ({ path, kind: fact.a })));
}

/** Kinds of the unconditional facts of a value itself. */
export function factKinds(network: Network, positions: readonly Position[], kind: "sink" | "barrier"): readonly string[] {
  return canonicalList(positions.flatMap((position) => network.facts(position).flatMap((fact) => (fact.kind === kind && fact.b === "" ? [fact.a] : []))));
}

export function usagesAt(network: Network, positions: readonly Position[]): readonly UsageMark[] {
  return canonicalList(
    positions.flatMap((position) => network.facts(position).flatMap((fact) => (fact.kind === "usage" ? [{ kind: fact.a, note: fact.b, native: fact.c }] : []))),
  );
}

/** What makes values at the positions, where they do not come from the call itself. */
export function makersAt(network: Network, positions: readonly Position[]): readonly Maker[] {
  return canonicalList(positions.flatMap((position) => network.facts(position).flatMap((fact) => (fact.kind === "maker" ? [{ package: fact.a, name: fact.b }] : []))));
}

/** What calling a value at one of the positions does. */
export function actsAt(network: Network, positions: readonly Position[], arity: number): readonly Act[] {
  return canonicalList(
    positions.flatMap((position) => network.facts(position).flatMap((fact) => (fact.kind === "effect" ? [{ kind: fact.a, condition: conditionOf(fact.b, arity) }] : []))),
  );
}

function addCalleeFact(effects: Mutable<CallEffects>, fact: Fact, arity: number): void {
  switch (fact.kind) {
    case "summary": {
      const [kind = "", ...rest] = fact.c.split(" ");
      const condition = conditionOf(rest.join(" "), arity);
      for (const from of places(fact.a, arity)) for (const to of places(fact.b, arity)) effects.summaries.push({ from, to, kind: kind as SummaryKind, condition });
      return;
    }
    case "guard": {
      const [accepts = "", kind = "", ...condition] = fact.b.split(" ");
      const content = parseContent(fact.c);
      const results = "value" in content ? expandContent(content.value) : [];
      for (const guarded of places(fact.a, arity)) {
        for (const result of results) effects.guards.push({ guarded, kind, accepts: accepts as GuardAt["accepts"], result, condition: conditionOf(condition.join(" "), arity) });
      }
      return;
    }
    case "schema":
      for (const form of schemaForms(fact.a, fact.b, arity)) effects.schemas.push({ form });
      return;
    case "validation":
      for (const from of places(fact.a, arity)) {
        for (const to of places(fact.b, arity)) for (const schema of places(fact.c, arity)) effects.validations.push({ from, to, schema });
      }
      return;
    case "binding":
      // A call that binds nothing so far has not given the list.
      for (const text of places(fact.a, arity)) for (const values of places(fact.b, MAX_ARITY)) effects.bindings.push({ text, values, placeholder: fact.c });
      return;
    case "condition":
      for (const place of places(fact.b, arity)) for (const value of fact.c === "" ? [null] : places(fact.c, arity)) effects.conditions.push({ role: fact.a as ConditionAt["role"], place, value });
      return;
    case "route": {
      const [prefix = "", ...condition] = fact.c.split(" ");
      effects.routes.push({ role: fact.a as RouteAt["role"], handlers: places(fact.b, arity), prefix: prefix === "" ? null : (places(prefix, arity)[0] ?? null), condition: conditionOf(condition.join(" "), arity) });
      return;
    }
    case "record": {
      const [hidden = "", ...condition] = fact.c.split(" ");
      for (const fields of places(fact.a, arity)) for (const record of places(fact.b, arity)) effects.records.push({ fields, record, hidden, condition: conditionOf(condition.join(" "), arity) });
      return;
    }
    case "redaction":
      // A list that is not given leaves nothing out; the call makes something all the same.
      for (const list of places(fact.a, MAX_ARITY)) {
        const [form = "", of = ""] = fact.c.split(" ");
        effects.redactions.push({ list, argument: fact.b === "" ? -1 : Number(fact.b), form: form as RedactionAt["form"], of });
      }
      return;
    case "maker":
    case "source":
    case "sink":
    case "barrier":
    case "type":
    case "usage":
    case "effect":
      return;
  }
}

function schemaForms(form: string, detail: string, arity: number): SchemaAt["form"][] {
  const [place = "", kindList = ""] = form === "proves" ? ["", detail] : detail.split(";");
  const kinds = kindList === "" ? [] : kindList.split(",");
  switch (form) {
    case "proves":
      return [{ kind: "proves", kinds }];
    case "object":
      return places(place, arity).map((fields) => ({ kind: "object", fields }));
    case "array":
      return places(place, arity).map((element) => ({ kind: "array", element }));
    case "any-of":
      return places(place, arity).map((options) => ({ kind: "any-of", options }));
    case "all-of":
      return places(place, arity).map((schema) => ({ kind: "all-of", schema }));
    case "inferred":
      return [{ kind: "inferred" }];
    default:
      return places(place, arity).map((schema) => ({ kind: "same", schema, kinds, brands: form === "brands" }));
  }
}

function places(text: string, arity: number): Place[] {
  const place = parsePlace(text);
  return "value" in place ? expandPlace(place.value, arity) : [];
}

function conditionOf(text: string, arity: number): Condition | null {
  if (text === "") return null;
  const condition = parseCondition(text);
  return "value" in condition ? resolveCondition(condition.value, arity) : null;
}

/** Each once, ordered by their JSON text: the same list whatever order the rows were met in. */
function canonicalList<T>(values: readonly T[]): readonly T[] {
  if (values.length < 2) return values;
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, value]) => value);
}
