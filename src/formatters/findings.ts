import type { ESLint, Linter } from "eslint";
import { relative } from "node:path";
import { readMessage, shorten, type ReadStep } from "../policy/index.js";
import { isFailure, type Reviewed } from "./reviewed.js";
import type { Style } from "./style.js";
import { wrap } from "./wrap.js";

/** Findings grouped by file, each with its sentence and its path. */
export function formatFindings({ root, results }: Reviewed, style: Style, width: number): string {
  return results
    .filter((result) => result.messages.length > 0)
    .map((result) => formatFile(result, root, style, width))
    .join("\n\n");
}

function formatFile({ filePath, messages }: ESLint.LintResult, root: string, style: Style, width: number): string {
  const file = relative(root, filePath).replaceAll("\\", "/");
  return [style.underline(file), ...messages.map((message) => formatMessage(message, file, style, width))].join("\n");
}

/** Columns that a step's code gets even when its place fills the line. */
const LEAST_CODE = 30;

function formatMessage(given: Linter.LintMessage, file: string, style: Style, width: number): string {
  const { ruleId, message, line, column } = given;
  const rule = isFailure(given) ? style.red("cannot be reviewed") : style.bold(withoutPrefix(ruleId ?? ""));
  const { sentence, steps, elided, also, moreEnds } = readMessage(message);
  const shown = (step: ReadStep, before = ""): string => {
    // The file's own name stands above: what remains is room for the code.
    const place = `${before}${step.path === file ? "" : `${step.path}:`}${step.line}:${step.column}`;
    return `      ${style.dim(place)} ${shorten(step.text, Math.max(LEAST_CODE, width - place.length - 7))}`;
  };
  const way = steps.map((step) => shown(step));
  if (elided !== null) way.splice(elided.before, 0, style.dim(`      … ${elided.count} more steps`));
  way.push(...also.map((step) => shown(step, "also at ")));
  if (moreEnds > 0) way.push(style.dim(`      also at ${moreEnds} more places`));
  return [`  ${style.dim(`${line}:${column}`)}  ${rule}`, wrap(sentence, width, "    "), ...way].join("\n");
}

export function withoutPrefix(ruleId: string): string {
  return ruleId.slice(ruleId.indexOf("/") + 1);
}
