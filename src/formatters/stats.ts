import { relative } from "node:path";
import type { Reviewed } from "./reviewed.js";
import type { Style } from "./style.js";

/** What the analysis did, which of its bounds it hit, and what it could not look into. */
export function formatStats({ root, totals, minified }: Reviewed, style: Style): string {
  const counts: [string, number][] = [
    ["files analysed", totals.files],
    ["functions", totals.functions],
    ["flows", totals.flows],
    ...[...totals.bounds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, hits]): [string, number] => [`bound hit: ${name}`, hits]),
  ];
  const width = Math.max(...counts.map(([, count]) => String(count).length));
  const name = (path: string): string => relative(root, path).replaceAll("\\", "/");
  return [
    style.bold("Statistics"),
    ...counts.map(([what, count]) => `  ${String(count).padStart(width)}  ${what}`),
    ...totals.problems.map(({ path, reason }) => `  ${name(path)}: ${reason}`),
    ...minified.map((path) => `  ${name(path)}: minified, left out`),
  ].join("\n");
}
