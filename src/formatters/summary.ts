import { isTestFileIn } from "../project/index.js";
import { rules } from "../rules.js";
import { withoutPrefix } from "./findings.js";
import { isFailure, isFinding, type Reviewed } from "./reviewed.js";
import type { Style } from "./style.js";

/** Findings by rule and CWE, and how much was looked at. */
export function formatSummary({ root, results, minified, totals }: Reviewed, style: Style): string {
  const byRule = new Map<string, number>();
  for (const { messages } of results) {
    for (const { ruleId } of messages.filter(isFinding)) byRule.set(ruleId, (byRule.get(ruleId) ?? 0) + 1);
  }
  const found = [...byRule.values()].reduce((sum, count) => sum + count, 0);
  const unread = results.filter((result) => result.messages.some(isFailure)).length;
  const files = results.filter((result) => result.messages.some(isFinding)).length;
  const head = found === 0 ? "No findings" : `${amount(found, "finding")} in ${amount(files, "file")}`;
  const tests = results.filter(({ filePath, messages }) => messages.length === 0 && isTestFileIn(root, filePath)).length;
  const looked = [`${amount(results.length - tests, "file")} reviewed`, amount(totals.functions, "function"), `${amount(totals.flows, "flow")} followed`];
  if (unread > 0) looked.push(`${unread} could not be reviewed`);
  if (tests > 0) looked.push(`${amount(tests, "test file")} left out`);
  if (minified.length > 0) looked.push(`${minified.length} minified left out`);
  const hits = [...totals.bounds.values()].reduce((sum, count) => sum + count, 0);
  looked.push(hits === 0 ? "no bound hit" : `${amount(hits, "bound")} hit`);
  return [style.bold(head), ...table(byRule), style.dim(looked.join(", "))].join("\n");
}

function table(byRule: ReadonlyMap<string, number>): readonly string[] {
  const rows = [...byRule].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const width = Math.max(0, ...rows.map(([, count]) => String(count).length));
  const name = Math.max(0, ...rows.map(([id]) => withoutPrefix(id).length));
  return rows.map(([id, count]) => `  ${String(count).padStart(width)}  ${withoutPrefix(id).padEnd(name)}  ${weaknesses(withoutPrefix(id))}`.trimEnd());
}

const NAMES = new Map<string, { readonly meta: { readonly docs: { readonly cwe: readonly number[] } } }>(Object.entries(rules));

function weaknesses(rule: string): string {
  return (NAMES.get(rule)?.meta.docs.cwe ?? []).map((number) => `CWE-${number}`).join(", ");
}

/** `1 file`, `2 files`. */
export function amount(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
