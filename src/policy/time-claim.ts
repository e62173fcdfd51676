/**
 * Times of one record, and the clocks that they come from. A *claim* is a column that says when something happened to its record, as one
 * call writes it. Two claims of one record are mixed when no clock can have given both: where a value comes from one of two clocks
 * (`given ?? new Date()`, an injected clock with two implementations), either is good.
 */
import type { Flow, Step } from "../engine/api.js";
import { columnOf } from "./identifier-name.js";
import type { SourceKind } from "./kinds.js";
import { isDatabaseClock, writtenRecord, type WrittenColumn } from "./statement.js";
import { isClaim, isPair } from "./time-name.js";

/** Whose clock it is: this process's, the database's, that of whoever made the request, or whatever a caller says. */
export type Clock = "application" | "database" | "request" | "caller";

const CLOCKS: ReadonlyMap<string, Clock> = new Map([
  ["wall-clock", "application"],
  ["database-clock", "database"],
  ["caller-time", "request"],
  ["remote", "caller"],
] satisfies [SourceKind, Clock][]);

/** What a reader is told of a claim. */
export interface TimeClaim {
  readonly column: string;
  readonly clock: Clock;
  /** Where the time is taken; in a statement's own text: the call. */
  readonly at: Step;
  /** How that is written. */
  readonly text: string;
}

interface Written extends TimeClaim {
  readonly flow: Flow;
  /** The place of the call that writes it, and where in its argument the record lies. */
  readonly call: string;
  /** The kind of record; `null`: it cannot be told. */
  readonly record: string | null;
  /** It stands in the text of a statement, beside the value that the flow is about. */
  readonly isAside: boolean;
}

/** A column that a call writes, with every clock that its value may come from. */
interface Cell {
  readonly clocks: ReadonlySet<Clock>;
  readonly claim: Written;
}

export interface MixedTimes {
  readonly own: TimeClaim;
  readonly other: TimeClaim;
}

/** What a flow claims, and a claim of the same record by another clock; `null`: there is none, or another flow tells of it. */
export function mixedWith(flow: Flow, flows: readonly Flow[], synchronised: readonly Clock[]): MixedTimes | null {
  let table = known.get(flows);
  if (table === undefined) known.set(flows, (table = new Map<string, ReadonlyMap<Flow, MixedTimes>>()));
  const key = synchronised.join();
  let found = table.get(key);
  if (found === undefined) table.set(key, (found = pairsOf(cellsOf(flows.flatMap(claimsOf)), synchronised)));
  return found.get(flow) ?? null;
}

const known = new WeakMap<readonly Flow[], Map<string, ReadonlyMap<Flow, MixedTimes>>>();

/** The columns under which a flow's value is written, as far as they can be told. */
export function writtenColumns({ sinkPath, statement }: Flow): readonly string[] {
  const record = statement === null ? null : writtenRecord(statement.text);
  if (statement !== null && record !== null) return record.columns.filter((column) => isWrittenBy(column, statement.value)).map(({ name }) => name);
  const name = columnOf(sinkPath);
  return name === null ? [] : [name];
}

/** `value`: the placeholder; `null`: the text itself. */
const isWrittenBy = (column: WrittenColumn, value: string | null): boolean => (value === null ? isDatabaseClock(column) : column.placeholders.includes(value));

function claimsOf(flow: Flow): readonly Written[] {
  const clock = CLOCKS.get(flow.sourceKind);
  const [first] = flow.steps;
  const last = flow.steps.at(-1);
  if (clock === undefined || first === undefined || last === undefined) return [];
  const table = flow.statement === null ? null : writtenRecord(flow.statement.text);
  const inside = table === null ? insideOf(flow.sinkPath) : [];
  const names = inside.filter((name) => !/^\d+$|^\[\]$/.test(name)).join(".");
  const record = table?.table ?? flow.record;
  const written = {
    flow,
    call: `${last.path}:${last.start}:${last.end} ${inside.join(".")}`,
    record: record === null ? null : `${record} ${names}`,
  };
  const own = writtenColumns(flow).filter(isClaim).map((column): Written => (clock === "database" && flow.statement?.value === null ? clockIn(table?.columns, column, last, written) : { ...written, column, clock, at: first, text: first.text, isAside: false }));
  const aside = own.length === 0 || flow.statement?.value === null ? [] : (table?.columns ?? []).filter((column) => isDatabaseClock(column) && isClaim(column.name));
  return [...own, ...aside.map(({ name }) => ({ ...clockIn(table?.columns, name, last, written), isAside: true }))];
}

/** The database's clock in the text of a statement. */
function clockIn(columns: readonly WrittenColumn[] | undefined, name: string, at: Step, written: Pick<Written, "flow" | "call" | "record">): Written {
  const text = columns?.find((column) => column.name === name)?.expression.replaceAll(/ ?([()]) ?/g, "$1") ?? name;
  return { ...written, column: name, clock: "database", at, text, isAside: false };
}

/** Names around a column that lie between the call's argument and the record itself say nothing of it. */
const WRAPPERS = new Set(["data", "create", "update", "set", "values", "value", "defaults", "document", "replacement", "doc"]);

function insideOf(path: readonly string[]): readonly string[] {
  return path.slice(0, Math.max(0, path.lastIndexOf(columnOf(path) ?? ""))).filter((name) => !WRAPPERS.has(name) && !name.startsWith("$"));
}

/** In the order of the text. */
function cellsOf(claims: readonly Written[]): readonly Cell[] {
  const cells = new Map<string, { claim: Written; readonly clocks: Set<Clock> }>();
  for (const claim of claims) {
    const key = `${claim.call} ${claim.column}`;
    const cell = cells.get(key);
    cell?.clocks.add(claim.clock);
    if (cell === undefined) cells.set(key, { claim, clocks: new Set([claim.clock]) });
    else if (isPlainer(claim, cell.claim)) cell.claim = claim;
  }
  return [...cells.values()].sort((a, b) => a.claim.flow.report.start - b.claim.flow.report.start);
}

/** Of two flows to one place, the shorter; a record says more than a store of any kind. */
function isPlainer(claim: Written, than: Written): boolean {
  const rank = ({ flow, isAside }: Written): number => (isAside ? 1000 : 0) + flow.steps.length * 2 + (flow.sinkKind === "database-record" ? 0 : 1);
  return rank(claim) < rank(than);
}

/** One finding for each call that mixes clocks; where calls of one kind of record differ, one for each pair of clocks. */
function pairsOf(cells: readonly Cell[], synchronised: readonly Clock[]): ReadonlyMap<Flow, MixedTimes> {
  const found = new Map<Flow, MixedTimes>();
  const told = new Set<string>();
  for (const isOneCall of [true, false]) {
    for (const [index, cell] of cells.entries()) {
      const own = cell.claim;
      if (own.isAside) continue;
      const others = cells.filter((each, at) => (at < index || (isOneCall && each.claim.isAside)) && (each.claim.call === own.call) === isOneCall && areMixed(cell, each, synchronised)).map(({ claim }) => claim);
      const other = others.find(({ column }) => isPair(column, own.column)) ?? others[0];
      const matter = isOneCall || other === undefined ? own.call : `${own.record ?? ""} ${[own.clock, other.clock].sort().join()}`;
      if (other === undefined || told.has(matter)) continue;
      told.add(matter);
      found.set(own.flow, { own, other });
    }
  }
  return found;
}

function areMixed(one: Cell, other: Cell, synchronised: readonly Clock[]): boolean {
  const [a, b] = [one.claim, other.claim];
  if (a.call === b.call ? a.column === b.column : a.record === null || a.record !== b.record) return false;
  const clockOf = (clock: Clock): string => (synchronised.includes(clock) ? "synchronised" : clock);
  const clocks = new Set([...one.clocks].map(clockOf));
  if ([...other.clocks].some((clock) => clocks.has(clockOf(clock)))) return false;
  // What callers say of when something was may be of any kind; only where the record goes on with it, the two meet.
  return !(one.clocks.has("caller") || other.clocks.has("caller")) || isPair(a.column, b.column);
}
