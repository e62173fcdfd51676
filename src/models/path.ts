/**
 * Access paths as text and as steps: `Member[pool].Member[query].Argument[0]`.
 *
 * The grammar is CodeQL's (`AccessPathSyntax`): steps joined by `.`, operands in brackets, joined by `,`. Steps that
 * mean the same to us (`ArrayElement`, `Element`, `MapKey`, `MapValue`, `SetElement`, `IteratorElement`) become one.
 */
import { nearestName } from "./nearest-name.js";

/** A number counted from the front, or from the end (`N-1`: the last). */
export interface Bound {
  readonly fromEnd: boolean;
  readonly value: number;
}
/** Which arguments or parameters. `to: null`: up to the last one. */
export type Selector = { readonly kind: "this" } | { readonly kind: "range"; readonly from: Bound; readonly to: Bound | null };

/** The steps that take no operand. */
export type PlainOp =
  | "AnyMember"
  | "ReturnValue"
  | "Instance"
  | "Awaited"
  | "ArrayElement"
  | "Call"
  | "NewCall"
  | "DecoratedClass"
  | "DecoratedMember"
  | "DecoratedParameter"
  | "DecoratedWith"
  | "Subclass"
  | "Fuzzy"
  | "Origin"
  | "GuardedRouteHandler";

export type Step =
  | { readonly op: PlainOp }
  | { readonly op: "Member" | "TypeVar" | "Injected"; readonly names: readonly string[] }
  | { readonly op: "Argument" | "Parameter" | "WithArity"; readonly selectors: readonly Selector[] }
  /** Calls whose argument at one of these places is the constant text (CodeQL's `WithStringArgument[0=data]`). */
  | { readonly op: "WithStringArgument"; readonly tests: readonly { readonly at: Selector; readonly text: string }[] };

export type Path = readonly Step[];

/** What is wrong with a path; `position` is the 0-based offset of the offending step in the text. */
export interface PathProblem {
  readonly reason: string;
  readonly position: number;
}
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: PathProblem };

const PLAIN_OPS: ReadonlyMap<string, PlainOp> = new Map<string, PlainOp>([
  ["AnyMember", "AnyMember"],
  ["AnyMemberDeep", "AnyMember"],
  ["ReturnValue", "ReturnValue"],
  ["Instance", "Instance"],
  ["Awaited", "Awaited"],
  ["ArrayElement", "ArrayElement"],
  ["ArrayElementDeep", "ArrayElement"],
  ["Element", "ArrayElement"],
  ["IteratorElement", "ArrayElement"],
  ["MapKey", "ArrayElement"],
  ["MapValue", "ArrayElement"],
  ["SetElement", "ArrayElement"],
  ["Call", "Call"],
  ["NewCall", "NewCall"],
  ["DecoratedClass", "DecoratedClass"],
  ["DecoratedMember", "DecoratedMember"],
  ["DecoratedParameter", "DecoratedParameter"],
  ["DecoratedWith", "DecoratedWith"],
  ["Subclass", "Subclass"],
  ["Fuzzy", "Fuzzy"],
  ["Origin", "Origin"],
  ["GuardedRouteHandler", "GuardedRouteHandler"],
]);
const OPERAND_OPS = ["Member", "TypeVar", "Injected", "Argument", "Parameter", "WithArity", "WithStringArgument"] as const;
const ALL_OPS: readonly string[] = [...PLAIN_OPS.keys(), ...OPERAND_OPS];

/** Steps that pick among the calls of a value, instead of leading to another value. */
export function isFilter(step: Step): boolean {
  return step.op === "Call" || step.op === "NewCall" || step.op === "WithArity" || step.op === "WithStringArgument";
}

/** Steps that stay inside a value: its fields, its elements, what it resolves to. */
export function isInside(step: Step): boolean {
  return step.op === "Member" || step.op === "AnyMember" || step.op === "ArrayElement" || step.op === "Awaited";
}

/** Parses a path. The empty text is the empty path: the value at the root itself. */
export function parsePath(text: string): Parsed<Path> {
  const steps: Step[] = [];
  if (text.trim() === "") return { ok: true, value: steps };
  let position = 0;
  while (position <= text.length) {
    const end = endOfStep(text, position);
    const parsed = parseStep(text.slice(position, end));
    if (!parsed.ok) {
      const at = position + parsed.problem.position;
      return { ok: false, problem: { position: at, reason: `${parsed.problem.reason} at position ${at} of "${text}"` } };
    }
    steps.push(parsed.value);
    position = end + 1;
  }
  return { ok: true, value: steps };
}

/** Offset of the dot that ends the step, dots in brackets aside. */
function endOfStep(text: string, start: number): number {
  let index = start;
  while (index < text.length && text[index] !== ".") {
    if (text[index] === "[") {
      const close = text.indexOf("]", index);
      if (close === -1) return text.length;
      index = close;
    }
    index++;
  }
  return index;
}

/** Parses one step; the problem's position is relative to the step. */
export function parseStep(text: string): Parsed<Step> {
  const shape = /^\s*([A-Za-z_]\w*)(?:\[([^\]]*)\])?\s*$/u.exec(text);
  if (shape === null) {
    if (text.trim() === "") return wrong("empty step");
    if (text.includes("[") && !text.includes("]")) return wrong(`missing "]" in the step "${text}"`);
    return wrong(`malformed step "${text}"`);
  }
  const name = shape[1] ?? "";
  const operand = shape[2];
  const plain = PLAIN_OPS.get(name);
  if (plain !== undefined) return operand === undefined ? right({ op: plain }) : parseContentOperand(plain, name, operand);
  if (!isOperandOp(name)) return wrong(unknownStep(name));
  const operands = operand === undefined ? [] : operand.split(",").map((each) => each.trim());
  if (operands.length === 0 || operands.includes("")) return wrong(`the step "${name}" needs an operand, such as ${EXAMPLE[name]},`);
  switch (name) {
    case "Member":
    case "TypeVar":
    case "Injected":
      return right({ op: name, names: sortedUnique(operands) });
    case "Argument":
    case "Parameter":
    case "WithArity":
      return parseSelectorStep(name, operands);
    case "WithStringArgument":
      return parseStringTests(operands);
  }
}

const EXAMPLE = {
  Member: "Member[name]",
  TypeVar: "TypeVar[name]",
  Injected: "Injected[name]",
  Argument: "Argument[0]",
  Parameter: "Parameter[0]",
  WithArity: "WithArity[2]",
  WithStringArgument: "WithStringArgument[0=data]",
} as const;

function isOperandOp(name: string): name is (typeof OPERAND_OPS)[number] {
  return (OPERAND_OPS as readonly string[]).includes(name);
}

function unknownStep(name: string): string {
  const near = nearestName(name, ALL_OPS);
  return `unknown step "${name}"${near === null ? "" : ` (did you mean "${near}"?)`}`;
}

/** CodeQL's flow summaries also write `ArrayElement[0]`, `ArrayElement[?]`, `Awaited[value]`, `Awaited[error]`, `ReturnValue[exception]`. */
function parseContentOperand(plain: PlainOp, name: string, operand: string): Parsed<Step> {
  if (plain === "Awaited" && operand === "value") return right({ op: plain });
  if (plain === "Awaited" && operand === "error") return right({ op: "Member", names: ["<error>"] });
  if (plain === "ReturnValue" && operand === "exception") return right({ op: "Member", names: ["<throw>"] });
  if (plain === "ArrayElement") {
    if (operand === "?" || /^\d+\.\.!?$/u.test(operand)) return right({ op: plain });
    const index = /^(\d+)!?$/u.exec(operand);
    if (index !== null) return right({ op: "Member", names: [index[1] ?? ""] });
  }
  return wrong(`the step "${name}" takes no operand "${operand}"`);
}

function parseSelectorStep(op: "Argument" | "Parameter" | "WithArity", operands: readonly string[]): Parsed<Step> {
  const selectors = new Map<string, Selector>();
  for (const operand of operands) {
    const selector = parseSelector(operand);
    const fits = selector !== null && (op !== "WithArity" || (selector.kind === "range" && !usesCount(selector)));
    if (!fits) return wrong(`"${operand}" is no operand of "${op}"`);
    selectors.set(selectorText(selector), selector);
  }
  const sorted = [...selectors.keys()].sort(compareText).flatMap((key) => selectors.get(key) ?? []);
  return right({ op, selectors: sorted });
}

function parseStringTests(operands: readonly string[]): Parsed<Step> {
  const tests = operands.map((operand) => {
    const at = parseSelector(operand.slice(0, Math.max(operand.indexOf("="), 0)).trim());
    return at !== null && singleIndex(at) ? { at, text: operand.slice(operand.indexOf("=") + 1) } : null;
  });
  const good = tests.filter((test) => test !== null);
  const places = new Set(good.map((test) => selectorText(test.at)));
  if (good.length !== tests.length || places.size !== 1) return wrong(`"WithStringArgument" takes operands of the form "0=text", all of one argument, not "${operands.join(",")}"`);
  return right({ op: "WithStringArgument", tests: good });
}

/** `0`, `1..`, `0..2`, `N-1`, `N-2..`, `any`, `this`; null: not a selector. */
function parseSelector(text: string): Selector | null {
  if (text === "this") return { kind: "this" };
  if (text === "any") return { kind: "range", from: { fromEnd: false, value: 0 }, to: null };
  const [first, second, ...rest] = text.split("..").map((each) => each.trim());
  const from = parseBound(first ?? "");
  if (from === null || rest.length > 0) return null;
  if (second === undefined) return { kind: "range", from, to: from };
  if (second === "") return { kind: "range", from, to: null };
  const to = parseBound(second);
  return to === null ? null : { kind: "range", from, to };
}

function parseBound(text: string): Bound | null {
  const shape = /^(N-)?(\d{1,4})$/u.exec(text);
  return shape === null ? null : { fromEnd: shape[1] !== undefined, value: Number(shape[2]) };
}

/** Whether the selector names one index and not a stretch. */
export function singleIndex(selector: Selector): boolean {
  return selector.kind === "range" && selector.to !== null && boundText(selector.from) === boundText(selector.to);
}

function usesCount(selector: Selector): boolean {
  return selector.kind === "range" && (selector.from.fromEnd || selector.to?.fromEnd === true);
}

const boundText = (bound: Bound): string => (bound.fromEnd ? `N-${bound.value}` : String(bound.value));

function selectorText(selector: Selector): string {
  if (selector.kind === "this") return "this";
  if (selector.to === null) return `${boundText(selector.from)}..`;
  return singleIndex(selector) ? boundText(selector.from) : `${boundText(selector.from)}..${boundText(selector.to)}`;
}

/** The canonical text of a step: equal for steps that mean the same. {@link parseStep} reads it back. */
export function stepText(step: Step): string {
  switch (step.op) {
    case "Member":
    case "TypeVar":
    case "Injected":
      return `${step.op}[${step.names.join(",")}]`;
    case "Argument":
    case "Parameter":
    case "WithArity":
      return `${step.op}[${step.selectors.map(selectorText).join(",")}]`;
    case "WithStringArgument":
      return `${step.op}[${step.tests.map((test) => `${selectorText(test.at)}=${test.text}`).join(",")}]`;
    default:
      return step.op;
  }
}

export function pathText(path: Path): string {
  return path.map(stepText).join(".");
}

/** The indexes that the selectors name among `count` (-1: `this`), ascending, each once; indexes of `count` and above are left out. */
export function expandSelectors(selectors: readonly Selector[], count: number): number[] {
  const found = new Set<number>();
  for (const selector of selectors) {
    if (selector.kind === "this") {
      found.add(-1);
      continue;
    }
    const from = Math.max(resolveBound(selector.from, count), 0);
    const to = selector.to === null ? count - 1 : Math.min(resolveBound(selector.to, count), count - 1);
    for (let index = from; index <= to; index++) if (resolveBound(selector.from, count) >= 0) found.add(index);
  }
  return [...found].sort((a, b) => a - b);
}

/** Whether the selectors name `index` (-1: `this`) when there are `count`. */
export function selectorsMatch(selectors: readonly Selector[], index: number, count: number): boolean {
  return selectors.some((selector) => {
    if (selector.kind === "this") return index === -1;
    const from = resolveBound(selector.from, count);
    return index >= 0 && from >= 0 && index >= from && (selector.to === null || index <= resolveBound(selector.to, count));
  });
}

/** The index that a bound means; negative when there are fewer than it counts back. */
export function resolveBound(bound: Bound, count: number): number {
  return bound.fromEnd ? count - bound.value : bound.value;
}

/** Order by UTF-16 code units, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortedUnique(names: readonly string[]): string[] {
  return [...new Set(names)].sort(compareText);
}

function right(value: Step): Parsed<Step> {
  return { ok: true, value };
}

function wrong(reason: string): Parsed<Step> {
  return { ok: false, problem: { reason, position: 0 } };
}
