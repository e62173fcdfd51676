/** Places at a call, as models write them (`Argument[1].Member[schema]`, `ReturnValue.Awaited`), and conditions on them. */
import { ANY, AWAITED, ELEMENT, ORIGIN, RECEIVER, RESULT, RETURNED, parameterContent } from "./model.js";
import type { Condition, Content, Place } from "./model.js";
import { expandSelectors, isInside, parsePath, pathText, resolveBound, singleIndex } from "./path.js";
import type { Path, Selector, Step } from "./path.js";

/** Arguments and parameters beyond these are not looked at: keeps `Argument[any]` of a huge call finite. */
export const MAX_ARITY = 64;
/** A selector of parameters without end (`Parameter[1..]`) stands for those below this index: a value does not tell how many it takes. */
export const OPEN_PARAMETERS = 8;

/** A place whose selectors wait for the number of arguments. */
export interface PlacePattern {
  readonly root: { readonly kind: "argument"; readonly selectors: readonly Selector[] } | { readonly kind: "result" | "origin" };
  readonly content: Path;
}
export type ConditionPattern =
  | { readonly kind: "absent" | "present"; readonly place: PlacePattern }
  | { readonly kind: (typeof OPERAND_CONDITIONS)[number]; readonly place: PlacePattern; readonly operand: string }
  | { readonly kind: "made" | "unmade"; readonly of: ConditionPattern }
  | { readonly kind: "all"; readonly of: readonly ConditionPattern[] };
const OPERAND_CONDITIONS = ["literal", "unlike", "leading", "trailing", "placeholder", "proven", "unproven", "holds"] as const;

export type Read<T> = { readonly value: T } | { readonly reason: string };

/** Splits a path that starts at a call into the place it names. */
export function placeOfPath(path: Path): Read<PlacePattern> {
  const [first, ...content] = path;
  const bad = stepOutside(content);
  if (bad !== undefined) return { reason: `the step "${bad.op}" cannot be part of a place` };
  if (first?.op === "Argument") return { value: { root: { kind: "argument", selectors: first.selectors }, content } };
  if (first?.op === "ReturnValue" || first?.op === "Instance") return { value: { root: { kind: "result" }, content } };
  if (first?.op === "Origin") return { value: { root: { kind: "origin" }, content } };
  return { reason: `a place starts with "Argument[…]" or "ReturnValue", not with "${first?.op ?? ""}"` };
}

/** Steps that lead from a callee to a place at its call. */
export function isCallStep(step: Step): boolean {
  return step.op === "Argument" || step.op === "ReturnValue" || step.op === "Instance";
}

export function parsePlace(text: string): Read<PlacePattern> {
  const path = parsePath(text);
  return path.ok ? placeOfPath(path.value) : { reason: path.problem.reason };
}

/** The first step that does not stay inside the value. */
function stepOutside(steps: Path): Step | undefined {
  return steps.find((step, index) => !isContentStep(step, steps.slice(0, index)));
}

function isContentStep(step: Step, before: Path): boolean {
  switch (step.op) {
    // What a callback hands to a function that it was given: `Argument[0].Parameter[0].Argument[0]` is what `resolve` takes
    // in `new Promise((resolve) => resolve(value))`. The same place as the parameter of the parameter, in CodeQL too.
    case "Argument":
      return before.some((each) => each.op === "Parameter");
    case "Member":
    case "AnyMember":
    case "ArrayElement":
    case "Awaited":
    case "Parameter":
    case "ReturnValue":
      return true;
    default:
      return false;
  }
}

export function placeText(place: PlacePattern): string {
  const root: Step = place.root.kind === "argument" ? { op: "Argument", selectors: place.root.selectors } : { op: place.root.kind === "result" ? "ReturnValue" : "Origin" };
  return pathText([root, ...place.content]);
}

/** Parses `Member[error].Awaited`: a path inside a value. */
export function parseContent(text: string): Read<Path> {
  const path = parsePath(text);
  if (!path.ok) return { reason: path.problem.reason };
  const bad = stepOutside(path.value);
  return bad === undefined ? { value: path.value } : { reason: `the step "${bad.op}" does not stay inside a value` };
}

/** All places that the pattern names in a call with `arity` arguments; arguments that are not given are left out. */
export function expandPlace(pattern: PlacePattern, arity: number): Place[] {
  const { root } = pattern;
  const roots = root.kind === "argument" ? expandSelectors(root.selectors, arity).map((index) => (index < 0 ? RECEIVER : index)) : [root.kind === "result" ? RESULT : ORIGIN];
  const paths = expandContent(pattern.content);
  return roots.flatMap((at) => paths.map((path) => ({ at, path })));
}

/** The content paths that the steps name: `Member[a,b]` makes two. */
export function expandContent(steps: Path): Content[][] {
  let paths: Content[][] = [[]];
  for (const step of steps) {
    const contents = contentsOf(step);
    paths = paths.flatMap((path) => contents.map((content) => [...path, content]));
  }
  return paths;
}

/** The contents that one step inside a value leads to; none for a step that leads out of it. */
export function contentsOf(step: Step): readonly Content[] {
  switch (step.op) {
    case "Member":
      return step.names;
    case "AnyMember":
      return [ANY];
    case "ArrayElement":
      return [ELEMENT];
    case "Awaited":
      return [AWAITED];
    case "ReturnValue":
      return [RETURNED];
    case "Argument":
    case "Parameter":
      return openParameters(step.selectors).map(parameterContent);
    default:
      return [];
  }
}

/** Counting from the end needs the count, which a value does not tell: such selectors name nothing here. */
function openParameters(selectors: readonly Selector[]): number[] {
  return selectors.flatMap((selector) => {
    if (selector.kind === "this") return [-1];
    if (selector.from.fromEnd || selector.to?.fromEnd === true) return [];
    return expandSelectors([selector], selector.to === null ? OPEN_PARAMETERS : Math.min(selector.to.value + 1, MAX_ARITY));
  });
}

/**
 * From whose hands a value comes: `given` to a call (an argument: what it returns is what our callback returns),
 * `received` (a callback's parameter: calling it is another call), or any other `value`, such as a result.
 */
export type Side = "given" | "received" | "value";

/** The side of what the step leads to inside a value of that side; null: the step leads out of the value. */
export function sideAfter(side: Side, step: Step): Side | null {
  if (isInside(step)) return side;
  if (step.op === "ReturnValue") return side === "given" ? "given" : null;
  if (step.op === "Parameter") return side === "received" ? null : "received";
  return null;
}

/** Reads the condition column. */
export function parseCondition(text: string): Read<ConditionPattern> {
  const parts = text.split(" && ");
  if (parts.length === 1) return parseSingle(text);
  const of: ConditionPattern[] = [];
  for (const part of parts) {
    const read = parseSingle(part);
    if ("reason" in read) return read;
    of.push(read.value);
  }
  return { value: { kind: "all", of } };
}

function parseSingle(text: string): Read<ConditionPattern> {
  const inner = /^\s*(made|unmade)\((.*)\)\s*$/su.exec(text);
  if (inner !== null) {
    const read = parseSingle(inner[2] ?? "");
    return "reason" in read ? read : { value: { kind: inner[1] === "made" ? "made" : "unmade", of: read.value } };
  }
  const shape = /^\s*([a-z]+)\((.+?)\)(?:=(.*))?$/su.exec(text);
  const kind = shape?.[1];
  const operand = shape?.[3];
  const withOperand = OPERAND_CONDITIONS.find((each) => each === kind);
  if (shape === null || (kind !== "absent" && kind !== "present" && withOperand === undefined)) {
    return { reason: `"${text}" is no condition; write absent(<place>), present(<place>), ${OPERAND_CONDITIONS.map((each) => `${each}(<place>)=…`).join(", ")}, or several joined by " && "` };
  }
  const place = parsePlace(shape[2] ?? "");
  if ("reason" in place) return { reason: `in the condition: ${place.reason}` };
  const ambiguous = placeProblem(place.value);
  if (ambiguous !== null) return { reason: `in the condition: ${ambiguous}` };
  if (kind === "absent" || kind === "present") {
    return operand === undefined ? { value: { kind, place: place.value } } : { reason: `the condition "${kind}" takes no "=${operand}"` };
  }
  if (withOperand === undefined || operand === undefined || operand === "") return { reason: `the condition "${kind ?? ""}" needs "=" and what is asked for` };
  if ((withOperand === "literal" || withOperand === "unlike" || withOperand === "leading" || withOperand === "trailing") && !isPattern(operand)) return { reason: `"${operand}" is no regular expression` };
  return { value: { kind: withOperand, place: place.value, operand } };
}

function placeProblem(place: PlacePattern): string | null {
  const root = place.root;
  const first = root.kind === "argument" ? root.selectors[0] : undefined;
  const single = root.kind !== "argument" || (root.selectors.length === 1 && first !== undefined && (first.kind === "this" || singleIndex(first)));
  return single && expandContent(place.content).length === 1 ? null : `"${placeText(place)}" names more than one place`;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}

export function conditionText(condition: ConditionPattern): string {
  if (condition.kind === "all") return condition.of.map(conditionText).join(" && ");
  if ("of" in condition) return `${condition.kind}(${conditionText(condition.of)})`;
  const place = placeText(condition.place);
  return "operand" in condition ? `${condition.kind}(${place})=${condition.operand}` : `${condition.kind}(${place})`;
}

/** The condition in a call with `arity` arguments. Its place may lie beyond them: such an argument is absent. */
export function resolveCondition(condition: ConditionPattern, arity: number): Condition {
  if (condition.kind === "all") return { kind: "all", of: condition.of.map((each) => resolveCondition(each, arity)) };
  // The call that made it has another number of arguments; its places count from the first.
  if ("of" in condition) return { kind: condition.kind, of: resolveCondition(condition.of, MAX_ARITY) };
  const place: Place = { at: singlePlaceIndex(condition.place, arity), path: expandContent(condition.place.content)[0] ?? [] };
  switch (condition.kind) {
    case "absent":
    case "present":
      return { kind: condition.kind, place };
    case "literal":
    case "unlike":
    case "leading":
    case "trailing":
      return { kind: condition.kind, place, pattern: condition.operand };
    case "placeholder":
      return { kind: "placeholder", place, style: condition.operand };
    case "proven":
    case "unproven":
      return { kind: condition.kind, place, barrier: condition.operand };
    case "holds":
      return { kind: "holds", place, type: condition.operand };
  }
}

function singlePlaceIndex(place: PlacePattern, arity: number): number {
  if (place.root.kind !== "argument") return place.root.kind === "result" ? RESULT : ORIGIN;
  const selector = place.root.selectors[0];
  if (selector === undefined || selector.kind === "this") return RECEIVER;
  const index = resolveBound(selector.from, arity);
  return index < 0 ? arity : index;
}
