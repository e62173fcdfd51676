import type { ESLint } from "eslint";
import { relative } from "node:path";
import { readMessage } from "../policy/index.js";
import type { Reviewed } from "./reviewed.js";
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
  return [style.underline(file), ...messages.map((message) => formatMessage(message, style, width))].join("\n");
}

function formatMessage({ ruleId, message, line, column, fatal }: ESLint.LintResult["messages"][number], style: Style, width: number): string {
  const rule = fatal === true ? style.red("cannot be reviewed") : style.bold(withoutPrefix(ruleId ?? ""));
  const { sentence, steps, elided } = readMessage(message);
  const way = steps.map((step) => `      ${style.dim(`${step.path}:${String(step.line)}:${String(step.column)}`)} ${step.text}`);
  if (elided !== null) way.splice(elided.before, 0, style.dim(`      … ${String(elided.count)} more steps`));
  return [`  ${style.dim(`${String(line)}:${String(column)}`)}  ${rule}`, wrap(sentence, width, "    "), ...way].join("\n");
}

export function withoutPrefix(ruleId: string): string {
  return ruleId.slice(ruleId.indexOf("/") + 1);
}
