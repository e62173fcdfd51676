/** Rows → {@link CompiledModels}. The result depends on the set of rows alone: neither on their order nor on duplicates. */
import { COMPILED_VERSION, FACTS } from "./compiled.js";
import type { CompiledModels, Fact } from "./compiled.js";
import { compareText, stepText } from "./path.js";
import type { Path, Step } from "./path.js";
import { conditionText } from "./place.js";
import type { ConditionPattern } from "./place.js";
import { callStepIndex } from "./rows.js";
import type { ModelRow } from "./rows.js";
import { expandTypeVariables, typeVariables } from "./type-variables.js";

interface TrieNode {
  readonly children: Map<string, TrieNode>;
  /** Keyed by their text, so that a fact is there once. */
  readonly facts: Map<string, Fact>;
}

export function compileModels(rows: readonly ModelRow[]): CompiledModels {
  const variables = typeVariables(rows);
  const roots = new Map<string, TrieNode>();
  for (const row of rows) {
    if (row.extensible === "typeVariableModel") continue;
    for (const path of expandTypeVariables(row.path, variables)) {
      const { plain, condition } = dropStringTests(path, row);
      const fact = factOf(row, condition);
      nodeAt(roots, row.type, plain).facts.set(JSON.stringify(fact), fact);
      if (row.extensible === "redactionModel" && row.of !== "") addMaker(roots, row.of, row.type, plain);
    }
  }
  return flatten(roots);
}

/** At the type of what is made: which package makes it, and by what name. */
function addMaker(roots: Map<string, TrieNode>, of: string, maker: string, path: Path): void {
  const [first] = path;
  const fact: Fact = { kind: "maker", a: maker, b: first?.op === "Member" ? (first.names[0] ?? "") : "", c: "" };
  nodeAt(roots, of, []).facts.set(JSON.stringify(fact), fact);
}

function nodeAt(roots: Map<string, TrieNode>, type: string, path: Path): TrieNode {
  let node = childOf(roots, type);
  for (const step of path) node = childOf(node.children, stepText(step));
  return node;
}

function childOf(children: Map<string, TrieNode>, key: string): TrieNode {
  const found = children.get(key);
  if (found !== undefined) return found;
  const made: TrieNode = { children: new Map(), facts: new Map() };
  children.set(key, made);
  return made;
}

/**
 * `WithStringArgument[0=data]` on the call that a source or a sink stands on becomes its condition. On calls further
 * back, and in rows of other kinds, it is dropped: the path then matches more calls than it says (rows that prove
 * something may not use it, see `rows.ts`).
 */
function dropStringTests(path: Path, row: ModelRow): { readonly plain: Path; readonly condition: ConditionPattern | null } {
  const own = row.extensible === "sourceModel" || row.extensible === "sinkModel" ? row.condition : null;
  const filter = path[callStepIndex(path) - 1];
  const condition = own ?? (filter === undefined ? null : conditionOf(filter));
  return { plain: path.filter((step) => step.op !== "WithStringArgument"), condition };
}

function conditionOf(step: Step): ConditionPattern | null {
  if (step.op !== "WithStringArgument") return null;
  const [first] = step.tests;
  if (first === undefined) return null;
  const texts = step.tests.map((test) => test.text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&"));
  return { kind: "literal", place: { root: { kind: "argument", selectors: [first.at] }, content: [] }, operand: `^(?:${texts.join("|")})$` };
}

function factOf(row: Exclude<ModelRow, { extensible: "typeVariableModel" }>, condition: ConditionPattern | null): Fact {
  switch (row.extensible) {
    case "sourceModel":
    case "sinkModel":
      return { kind: row.extensible === "sourceModel" ? "source" : "sink", a: row.kind, b: condition === null ? "" : conditionText(condition), c: "" };
    case "barrierModel":
      return { kind: "barrier", a: row.kind, b: row.condition === null ? "" : conditionText(row.condition), c: "" };
    case "typeModel":
      return { kind: "type", a: row.defines, b: "", c: "" };
    case "summaryModel":
      return { kind: "summary", a: row.input, b: row.output, c: [row.kind, ...(row.condition === null ? [] : [conditionText(row.condition)])].join(" ") };
    case "barrierGuardModel":
      return { kind: "guard", a: row.guarded, b: [row.accepts, row.kind, ...(row.condition === null ? [] : [conditionText(row.condition)])].join(" "), c: row.result };
    case "schemaModel":
      return { kind: "schema", a: row.form, b: row.detail, c: "" };
    case "validationModel":
      return { kind: "validation", a: row.input, b: row.output, c: row.schema };
    case "bindingModel":
      return { kind: "binding", a: row.text, b: row.values, c: row.placeholder };
    case "conditionModel":
      return { kind: "condition", a: row.role, b: row.place, c: row.value };
    case "routeModel":
      return { kind: "route", a: row.role, b: row.handlers, c: [row.prefix, ...(row.condition === null ? [] : [conditionText(row.condition)])].join(" ") };
    case "recordModel":
      return { kind: "record", a: row.fields, b: row.record, c: [row.hidden, ...(row.condition === null ? [] : [conditionText(row.condition)])].join(" ") };
    case "redactionModel":
      return { kind: "redaction", a: row.list, b: row.argument, c: `${row.form} ${row.of}`.trim() };
    case "effectModel":
      return { kind: "effect", a: row.kind, b: row.condition === null ? "" : conditionText(row.condition), c: "" };
    case "usageModel":
      return { kind: "usage", a: row.kind, b: row.note, c: row.native };
  }
}

/** Numbers the nodes breadth first, children by the text of their step, and the strings by their text. */
function flatten(roots: Map<string, TrieNode>): CompiledModels {
  const strings = stringTable(roots);
  const queue: TrieNode[] = [];
  const enqueue = (children: Map<string, TrieNode>): number[] =>
    sortedEntries(children).flatMap(([text, child]) => [strings.get(text) ?? 0, queue.push(child) - 1]);
  const rootPairs = enqueue(roots);
  const edgeStart = [0];
  const edges: number[] = [];
  const factStart = [0];
  const facts: number[] = [];
  for (const node of queue) {
    edges.push(...enqueue(node.children));
    edgeStart.push(edges.length / 2);
    for (const [, fact] of sortedEntries(node.facts)) {
      facts.push(FACTS.indexOf(fact.kind), ...[fact.a, fact.b, fact.c].map((text) => strings.get(text) ?? 0));
    }
    factStart.push(facts.length / 4);
  }
  return { version: COMPILED_VERSION, strings: [...strings.keys()], roots: rootPairs, edgeStart, edges, factStart, facts };
}

function stringTable(roots: Map<string, TrieNode>): Map<string, number> {
  const found = new Set<string>([""]);
  const visit = (children: Map<string, TrieNode>): void => {
    for (const [text, node] of children) {
      found.add(text);
      for (const fact of node.facts.values()) for (const each of [fact.a, fact.b, fact.c]) found.add(each);
      visit(node.children);
    }
  };
  visit(roots);
  return new Map([...found].sort(compareText).map((text, index) => [text, index]));
}

function sortedEntries<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => compareText(a, b));
}
