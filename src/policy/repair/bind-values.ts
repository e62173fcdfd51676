import { asNode, cookedText, type Node } from "../../frontends/ecmascript/syntax.js";
import type { Flow } from "../../engine/api.js";
import { placeholders, valueAt, type Placeholders } from "./statement.js";
import { bare, type Edit, type Repair, type Tree } from "./tree.js";

/**
 * Placeholders for what is put into the text of a statement, and the values beside it. Only for a template that stands in the
 * call by itself, where the driver's model says how it takes values, and where each of them stands in the place of a value.
 */
export function bindValues(flow: Flow, tree: Tree): Repair | null {
  const template = tree.at(flow.report);
  if (template === null || flow.parameters?.argument !== 1 || !isWholeText(template, flow, tree)) return null;
  const style = placeholders(flow.parameters.placeholder);
  const parts = partsOf(template);
  if (parts === null || parts.texts.some((text) => style.isIn(text))) return null;
  const edits: Edit[] = [];
  const values: string[] = [];
  let before = "";
  let rest = parts.texts[0] ?? "";
  for (const [index, expression] of parts.expressions.entries()) {
    const after = parts.texts[index + 1] ?? "";
    const value = valueAt(before + rest, after, index + 1 === parts.expressions.length);
    const range = interpolation(expression, tree);
    if (value === null || range === null || !isPlain(expression)) return null;
    const text = tree.textOf(expression);
    values.push(value.prefix === "" && value.suffix === "" ? text : `\`${value.prefix}\${${text}}${value.suffix}\``);
    const placeholder = style.of(index);
    edits.push({ start: range.start - value.taken.before, end: range.end + value.taken.after, text: placeholder });
    before = (before + rest).slice(0, (before + rest).length - value.taken.before) + placeholder;
    rest = after.slice(value.taken.after);
  }
  const { end } = tree.range(template);
  const list = flow.parameters.path.reduceRight((inner, name) => `{ ${name}: ${inner} }`, `[${values.join(", ")}]`);
  return { edits: [...edits, { start: end, end, text: `, ${list}` }], data: { placeholder: listed(style, values.length) } };
}

function listed(style: Placeholders, count: number): string {
  return count === 1 ? `\`${style.of(0)}\`` : style.of(0) === style.of(1) ? `\`${style.of(0)}\` for each` : `\`${style.of(0)}\` to \`${style.of(count - 1)}\``;
}

/** The template is the only argument of the sink's call. */
function isWholeText(template: Node, { steps, sinkPath }: Flow, tree: Tree): boolean {
  const sink = steps.at(-1);
  const call = tree.parent(template);
  if (template.type !== "TemplateLiteral" || sink?.path !== tree.path || sinkPath.length > 0) return false;
  if (call === null || (call.type !== "CallExpression" && call.type !== "NewExpression")) return false;
  const { start, end } = tree.range(call);
  return call.arguments?.length === 1 && call.arguments[0] === template && start === sink.start && end === sink.end;
}

interface Parts {
  readonly texts: readonly string[];
  readonly expressions: readonly Node[];
}

/** `null`: with escapes, so that the text in the file is not the text of the statement. */
function partsOf({ quasis = [], expressions = [] }: Node): Parts | null {
  const texts = (quasis ?? []).map((quasi) => ({ raw: rawText(quasi?.value), cooked: cookedText(quasi) }));
  const nodes = (expressions ?? []).map(asNode);
  if (texts.some(({ raw, cooked }) => raw === null || raw !== cooked)) return null;
  return { texts: texts.map(({ raw }) => raw ?? ""), expressions: nodes.filter((node) => node !== null) };
}

function rawText(value: unknown): string | null {
  return typeof value === "object" && value !== null && "raw" in value && typeof value.raw === "string" ? value.raw : null;
}

/** From the dollar sign to the brace. */
function interpolation(expression: Node, tree: Tree): { readonly start: number; readonly end: number } | null {
  const { start, end } = tree.range(expression);
  const open = /\$\{[\s(]*$/.exec(tree.text.slice(0, start));
  const close = /^[\s)]*\}/.exec(tree.text.slice(end));
  return open === null || close === null ? null : { start: open.index, end: end + close[0].length };
}

const CONVERSIONS: ReadonlySet<string> = new Set(["String", "Number"]);
const TEXT_METHODS: ReadonlySet<string> = new Set(["trim", "toString", "toLowerCase", "toUpperCase"]);

/** A variable, what is read from one, or its text: not what a function of the project may have quoted already. */
function isPlain(expression: Node): boolean {
  const node = bare(expression);
  switch (node.type) {
    case "Identifier":
      return true;
    case "MemberExpression": {
      const [object, property] = [asNode(node.object), asNode(node.property)];
      return object !== null && isPlain(object) && (node.computed !== true || property?.type === "Literal");
    }
    case "CallExpression": {
      const callee = bare(asNode(node.callee) ?? { type: "" });
      const [first, second] = node.arguments ?? [];
      if (callee.type === "Identifier") return CONVERSIONS.has(callee.name ?? "") && first != null && second === undefined && isPlain(first);
      const [object, property] = [asNode(callee.object), asNode(callee.property)];
      return callee.type === "MemberExpression" && callee.computed !== true && first === undefined && object !== null && isPlain(object) && TEXT_METHODS.has(property?.name ?? "");
    }
    default:
      return false;
  }
}
