/** The rows of a model file, and what is checked of each: number of columns, paths, places, kinds. */
import { isCallStep, parseCondition, parseContent, parsePlace, placeOfPath, placeText, sideAfter } from "./place.js";
import type { ConditionPattern, Read, Side } from "./place.js";
import { isFilter, parsePath, pathText } from "./path.js";
import type { Path } from "./path.js";
import { canonicalType } from "./type-name.js";
import { resolveKind } from "./vocabulary.js";
import type { KindRole, Kinds, Origin } from "./vocabulary.js";

/** Where a row was written. `line`: 1-based; null for rows that come from an object. */
export interface RowPlace {
  readonly file: string;
  readonly line: number | null;
  /** 0-based position in its `data` list. */
  readonly index: number;
  /** The pack that it adds to. */
  readonly pack: string | null;
}

interface Base {
  readonly from: RowPlace;
  /** The root, in the spelling of {@link canonicalType}. */
  readonly type: string;
  readonly path: Path;
}
/** A checked row. Places and conditions stay text: they are read where they are used. */
export type ModelRow = Base &
  (
    | { readonly extensible: "sourceModel" | "sinkModel" | "barrierModel"; readonly kind: string; readonly condition: ConditionPattern | null }
    /** `type`: the root that the value at `base`, `path` is also at. */
    | { readonly extensible: "typeModel"; readonly defines: string }
    | { readonly extensible: "typeVariableModel"; readonly name: string }
    | { readonly extensible: "summaryModel"; readonly input: string; readonly output: string; readonly kind: string; readonly condition: ConditionPattern | null }
    /** `path` leads to the callee, `guarded` is the place at its call. */
    | { readonly extensible: "barrierGuardModel"; readonly guarded: string; readonly accepts: string; readonly kind: string; readonly result: string; readonly condition: ConditionPattern | null }
    | { readonly extensible: "schemaModel"; readonly form: string; readonly detail: string }
    | { readonly extensible: "validationModel"; readonly input: string; readonly output: string; readonly schema: string }
    | { readonly extensible: "bindingModel"; readonly text: string; readonly values: string; readonly placeholder: string }
    /** `path` leads to a callee; `role`: see `ConditionAt`; `value`: the place of what the column is compared with, or "". */
    | { readonly extensible: "conditionModel"; readonly role: string; readonly place: string; readonly value: string }
    | { readonly extensible: "usageModel"; readonly kind: string; readonly note: string; readonly native: string }
    /** `path` leads to a callee; `handlers`: the place of what handles requests; `prefix`: of the path they are under, or "". */
    | { readonly extensible: "routeModel"; readonly role: string; readonly handlers: string; readonly prefix: string; readonly condition: ConditionPattern | null }
    /** `path` leads to a callee; what is at `record` has the fields that `fields` declares; `hidden`: what leaves a field out, or "". */
    | { readonly extensible: "recordModel"; readonly fields: string; readonly record: string; readonly condition: ConditionPattern | null; readonly hidden: string }
    /** `path` leads to a callee that makes something; `argument`: an index, or "" for each; `form`: see `RedactionAt`. */
    | { readonly extensible: "redactionModel"; readonly list: string; readonly argument: string; readonly form: string; /** The type of what the program gets that way without the call's result; or "". */ readonly of: string }
    /** `path` leads to the value that is called, be it a method or a callback that is handed over. */
    | { readonly extensible: "effectModel"; readonly kind: string; readonly condition: ConditionPattern | null }
  );
export type Extensible = ModelRow["extensible"];

/** Columns by extensible; those that end in `?` may be left out. */
export const EXTENSIBLES: ReadonlyMap<Extensible, readonly string[]> = new Map<Extensible, readonly string[]>([
  ["sourceModel", ["type", "path", "kind", "condition?"]],
  ["sinkModel", ["type", "path", "kind", "condition?"]],
  ["typeModel", ["type1", "type2", "path"]],
  ["summaryModel", ["type", "path", "input", "output", "kind", "condition?"]],
  ["barrierModel", ["type", "path", "kind", "condition?"]],
  ["barrierGuardModel", ["type", "path", "acceptingValue", "kind", "result?", "condition?"]],
  ["typeVariableModel", ["name", "path"]],
  ["schemaModel", ["type", "path", "form", "detail"]],
  ["validationModel", ["type", "path", "from", "to", "schema"]],
  ["bindingModel", ["type", "path", "text", "values", "placeholder"]],
  ["conditionModel", ["type", "path", "role", "place", "value?"]],
  ["usageModel", ["type", "path", "kind", "note", "native?"]],
  ["effectModel", ["type", "path", "kind", "condition?"]],
  ["recordModel", ["type", "path", "fields", "record", "condition?", "hidden?"]],
  ["redactionModel", ["type", "path", "list", "from", "form", "of?"]],
  ["routeModel", ["type", "path", "role", "handlers", "prefix?", "condition?"]],
]);

export interface RowContext {
  readonly kinds: Kinds;
  readonly origin: Origin;
}
/** `ignored`: right, but of no use to any rule here (see {@link resolveKind}). */
export type RowAnswer = { readonly row: ModelRow } | { readonly ignored: true } | { readonly reason: string };

/** Checks one row. `columns`: as written; `from`: where. */
export function readRow(extensible: Extensible, columns: readonly string[], from: RowPlace, context: RowContext): RowAnswer {
  const names = EXTENSIBLES.get(extensible) ?? [];
  const least = names.filter((name) => !name.endsWith("?")).length;
  if (columns.length < least || columns.length > names.length) {
    const wanted = least === names.length ? String(least) : `${least} or ${names.length}`;
    return { reason: `expected ${wanted} columns (${names.join(", ").replaceAll("?", "")}), found ${columns.length}` };
  }
  const column = (index: number): string => (columns[index] ?? "").trim();
  if (column(0) === "") return { reason: `the column "${names[0] ?? ""}" is empty` };
  if (extensible === "typeModel") return readTypeRow(columns, from);
  const path = parsePath(column(1));
  if (!path.ok) return { reason: path.problem.reason };
  const base = { from, type: canonicalType(column(0)), path: path.value };
  switch (extensible) {
    case "sourceModel":
    case "sinkModel":
      return readEndRow(extensible, base, column, context);
    case "barrierModel": {
      const misplaced = valueProblem(base.path) ?? conditionedProblem(base.path);
      if (misplaced !== null) return { reason: misplaced };
      if (column(3) !== "" && callStepIndex(base.path) === -1) return { reason: NO_CALL };
      return withCondition(column(3), (condition) => withKind("barrier", column(2), base.from, context, (kind) => ({ row: { ...base, extensible, kind, condition } })));
    }
    case "typeVariableModel": {
      const misplaced = valueProblem(base.path);
      return misplaced === null ? { row: { ...base, extensible, type: "", name: column(0) } } : { reason: misplaced };
    }
    case "bindingModel":
      if (!PLACEHOLDER.test(column(4))) return { reason: `"${column(4)}" is no placeholder: write the one of the first value, as "?" or "$1"` };
      return withPlaces([column(2), column(3)], null, ([text = "", values = ""]) => ({ row: { ...base, extensible, text, values, placeholder: column(4) } }));
    case "conditionModel": {
      const role = column(2);
      if (!CONDITION_ROLES.includes(role)) return { reason: `"${role}" is no role in a condition: write one of ${CONDITION_ROLES.join(", ")}` };
      if (column(4) !== "" && role !== "column" && role !== "adds") return { reason: `the role "${role}" compares with nothing: leave the last column out` };
      return withPlaces([column(3), ...(column(4) === "" ? [] : [column(4)])], base.path, ([place = "", value = ""]) => ({ row: { ...base, extensible, role, place, value } }));
    }
    case "usageModel":
      if (!/^[a-z][\w-]*$/u.test(column(2))) return { reason: `"${column(2)}" is no usage kind: write letters, digits and "-"` };
      if (!NATIVE.test(column(4))) return { reason: `"${column(4)}" is no native form: write ".tmpdir", "Object.assign" or "$1.includes($*)"` };
      return { row: { ...base, extensible, kind: column(2), note: column(3), native: column(4) } };
    case "routeModel": {
      const role = column(2);
      if (!ROUTE_ROLES.includes(role)) return { reason: `"${role}" is no role of a route: write one of ${ROUTE_ROLES.join(", ")}` };
      return withCondition(column(5), (condition) => withPlaces([column(3), ...(column(4) === "" ? [] : [column(4)])], base.path, ([handlers = "", prefix = ""]) => ({ row: { ...base, extensible, role, handlers, prefix, condition } })));
    }
    case "recordModel":
      if (!HIDDEN.test(column(5))) return { reason: `"${column(5)}" hides no field: write a property and its value, as "select=false"` };
      return withCondition(column(4), (condition) => withPlaces([column(2), column(3)], base.path, ([fields = "", record = ""]) => ({ row: { ...base, extensible, fields, record, condition, hidden: column(5) } })));
    case "redactionModel": {
      const form = column(4);
      if (!REDACTION_FORMS.includes(form)) return { reason: `"${form}" is no form of a redaction: write one of ${REDACTION_FORMS.join(", ")}` };
      const argument = /^Argument\[(any|\d+)\]$/u.exec(column(3))?.[1];
      if (argument === undefined) return { reason: `"${column(3)}" is no argument: write "Argument[0]" or "Argument[any]"` };
      return withPlaces([column(2)], base.path, ([list = ""]) => ({ row: { ...base, extensible, list, argument: argument === "any" ? "" : argument, form, of: column(5) === "" ? "" : canonicalType(column(5)) } }));
    }
    case "effectModel": {
      const misplaced = valueProblem(base.path) ?? conditionedProblem(base.path);
      if (misplaced !== null) return { reason: misplaced };
      return withCondition(column(3), (condition) => withKind("effect", column(2), base.from, context, (kind) => ({ row: { ...base, extensible, kind, condition } })));
    }
    case "barrierGuardModel":
      return readGuardRow(base, column, context);
    case "summaryModel":
      return readSummaryRow(base, column);
    case "schemaModel":
      return readSchemaRow(base, column, context);
    case "validationModel":
      return withPlaces([column(2), column(3), column(4)], base.path, ([input = "", output = "", schema = ""]) => ({
        row: { ...base, extensible, input, output, schema },
      }));
  }
}

const NO_CALL = "a condition needs a path that ends at a call: in one of its arguments or in its result";

type Columns = (index: number) => string;

function readTypeRow(columns: readonly string[], from: RowPlace): RowAnswer {
  const path = parsePath(columns[2] ?? "");
  if (!path.ok) return { reason: path.problem.reason };
  if (columns[1]?.trim() === "") return { reason: `the column "type2" is empty` };
  const misplaced = valueProblem(path.value);
  if (misplaced !== null) return { reason: misplaced };
  return { row: { extensible: "typeModel", from, type: canonicalType(columns[1] ?? ""), path: path.value, defines: canonicalType(columns[0] ?? "") } };
}

function readEndRow(extensible: "sourceModel" | "sinkModel", base: Base, column: Columns, context: RowContext): RowAnswer {
  const misplaced = valueProblem(base.path);
  if (misplaced !== null) return { reason: misplaced };
  let condition: ConditionPattern | null = null;
  if (column(3) !== "") {
    const read = parseCondition(column(3));
    if ("reason" in read) return read;
    const call = callStepIndex(base.path);
    if (call === -1) return { reason: NO_CALL };
    if (base.path[call - 1]?.op === "WithStringArgument") return { reason: `write one condition: either the column or "WithStringArgument"` };
    condition = read.value;
  }
  return withKind(extensible === "sourceModel" ? "source" : "sink", column(2), base.from, context, (kind) => ({ row: { ...base, extensible, kind, condition } }));
}

function readGuardRow(base: Base, column: Columns, context: RowContext): RowAnswer {
  const accepts = column(2);
  if (accepts !== "true" && accepts !== "false" && accepts !== "completes") {
    return { reason: `"${accepts}" is no accepting value: write "true", "false" or "completes"` };
  }
  const call = base.path.findLastIndex((step) => step.op === "Argument");
  const place = placeOfPath(base.path.slice(call));
  if (call === -1 || "reason" in place) return { reason: `the path of a guard ends at the guarded argument, as in "Member[isValid].Argument[0]"` };
  const result = parseContent(column(4));
  if ("reason" in result) return { reason: `in the column "result": ${result.reason}` };
  const path = base.path.slice(0, call);
  const misplaced = conditionedProblem(path);
  if (misplaced !== null) return { reason: misplaced };
  return withCondition(column(5), (condition) =>
    withKind("barrier", column(3), base.from, context, (kind) => ({
      row: { ...base, extensible: "barrierGuardModel", path, guarded: placeText(place.value), accepts, kind, result: pathText(result.value), condition },
    })),
  );
}

/** Reads a condition where it may stay empty. */
function withCondition(text: string, then: (condition: ConditionPattern | null) => RowAnswer): RowAnswer {
  if (text === "") return then(null);
  const read = parseCondition(text);
  return "reason" in read ? read : then(read.value);
}

/** Of the first value: a placeholder with a number counts on, one without stands for each value in turn. */
const PLACEHOLDER = /^(?:\?|[$:@?]1)$/;

/** Nothing, another member of the same object, a path from the global object, or an expression of the call's arguments. */
const NATIVE = /^(?:|\.?[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*|.*\$1.*)$/;

/** Nothing, or a property of a field's declaration with its value. */
const HIDDEN = /^(?:|[A-Za-z_$][\w$]*=[\w$-]+)$/;

const ROUTE_ROLES: readonly string[] = ["reads", "changes", "handles", "before", "around", "derives", "scope"];
const CONDITION_ROLES: readonly string[] = ["column", "all", "adds", "condition", "table"];

const SUMMARY_KINDS: readonly string[] = ["value", "taint", "text", "start", "parse"];
const REDACTION_FORMS: readonly string[] = ["paths", "keys", "members", "format"];

function readSummaryRow(base: Base, column: Columns): RowAnswer {
  const kind = column(4);
  if (kind === "type") return readTypeStep(base, column);
  if (!SUMMARY_KINDS.includes(kind)) return { reason: `"${kind}" is no summary kind: write one of ${SUMMARY_KINDS.join(", ")}` };
  const [callee, from, to] = calledResult(column(2), column(3));
  return withCondition(column(5), (condition) =>
    withPlaces([from, to], null, ([input = "", output = ""]) => ({ row: { ...base, path: [...base.path, ...callee], extensible: "summaryModel", input, output, kind, condition } })),
  );
}

/**
 * What is handed to a function that the call gives, and comes out of the call: `ReturnValue.Member[1].Argument[0]` to
 * `ReturnValue.Member[0]`, as in `const [state, setState] = useState()`. It is a summary of that function; `Origin` is the call it came from.
 */
function calledResult(input: string, output: string): readonly [callee: Path, input: string, output: string] {
  const [from, to] = [parsePath(input), parsePath(output)];
  const argument = from.ok && from.value[0]?.op === "ReturnValue" ? from.value.findIndex((step) => step.op === "Argument") : -1;
  if (!from.ok || !to.ok || argument < 0 || to.value[0]?.op !== "ReturnValue") return [[], input, output];
  return [from.value.slice(0, argument), pathText(from.value.slice(argument)), pathText([{ op: "Origin" }, ...to.value.slice(1)])];
}

/** CodeQL's fluent rows: what `output` leads to is again of the type. */
function readTypeStep(base: Base, column: Columns): RowAnswer {
  const output = parsePath(column(3));
  if (!output.ok) return { reason: output.problem.reason };
  if (base.path.length > 0 || column(2) !== "" || column(5) !== "") return { reason: `a summary of the kind "type" has an empty path, an empty input and no condition` };
  const misplaced = valueProblem(output.value);
  return misplaced === null ? { row: { ...base, extensible: "typeModel", path: output.value, defines: base.type } } : { reason: misplaced };
}

function readSchemaRow(base: Base, column: Columns, context: RowContext): RowAnswer {
  const form = column(2);
  const misplaced = conditionedProblem(base.path);
  if (misplaced !== null) return { reason: misplaced };
  const [place = "", list = ""] = form === "proves" ? ["", column(3)] : column(3).split(";").map((each) => each.trim());
  if (form !== "proves" && form !== "object" && form !== "array" && form !== "any-of" && form !== "all-of" && form !== "same" && form !== "brands" && form !== "inferred") {
    return { reason: `"${form}" is no form of a schema: write proves, object, array, any-of, all-of, same, brands or inferred` };
  }
  const kinds = list.split(",").map((each) => each.trim()).filter((each) => each !== "");
  for (const kind of kinds) {
    const answer = resolveKind(kind, "barrier", context.kinds, { origin: "built-in", pack: null });
    if ("reason" in answer) return answer;
  }
  const proven = [...new Set(kinds)].sort().join(",");
  if (form === "proves") return { row: { ...base, extensible: "schemaModel", form, detail: proven } };
  if (form === "inferred") return column(3) === "" ? { row: { ...base, extensible: "schemaModel", form, detail: "" } } : { reason: 'the form "inferred" takes nothing beside it' };
  if (form !== "same" && kinds.length > 0) return { reason: `the form "${form}" takes a place and no kinds` };
  return withPlaces([place], null, ([at = ""]) => ({
    row: { ...base, extensible: "schemaModel", form, detail: form === "same" && proven !== "" ? `${at};${proven}` : at },
  }));
}

function withKind(role: KindRole, kind: string, { pack }: RowPlace, context: RowContext, then: (kind: string) => RowAnswer): RowAnswer {
  const answer = resolveKind(kind, role, context.kinds, { origin: context.origin, pack });
  return "kind" in answer ? then(answer.kind) : answer;
}

/** Reads the places; `callee`: the path that no `WithStringArgument` may stand on, where that matters. */
function withPlaces(texts: readonly string[], callee: Path | null, then: (canonical: readonly string[]) => RowAnswer): RowAnswer {
  const misplaced = callee === null ? null : conditionedProblem(callee);
  if (misplaced !== null) return { reason: misplaced };
  const places: Read<string>[] = texts.map((text) => {
    const place = parsePlace(text);
    return "reason" in place ? place : { value: placeText(place.value) };
  });
  const bad = places.find((place) => "reason" in place);
  if (bad !== undefined && "reason" in bad) return bad;
  return then(places.flatMap((place) => ("value" in place ? [place.value] : [])));
}

/** A filter picks calls; a row that ends in one names no value. */
function valueProblem(path: Path): string | null {
  const last = path.at(-1);
  return last !== undefined && isFilter(last) ? `the path ends in "${last.op}", which picks calls and names no value` : null;
}

/** What makes a value safe must not depend on a text that is not looked at: see `dropStringTests` in `compile.ts`. */
function conditionedProblem(path: Path): string | null {
  return path.some((step) => step.op === "WithStringArgument") ? `"WithStringArgument" is not supported in rows that prove something` : null;
}

/**
 * Index of the step from which on the path names a place at a call; -1 when it does not end at one. What a callback that
 * is handed over returns (`Argument[0].ReturnValue`) is a place at the call it is handed to.
 */
export function callStepIndex(path: Path): number {
  let call = -1;
  let side: Side = "value";
  for (const [index, step] of path.entries()) {
    const next: Side | null = call === -1 ? null : sideAfter(side, step);
    if (next !== null) {
      side = next;
      continue;
    }
    call = isCallStep(step) ? index : -1;
    side = step.op === "Argument" ? "given" : "value";
  }
  return call;
}
