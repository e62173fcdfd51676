import { COARSENING } from "../engine/index.js";
import { formatFindings } from "./findings.js";
import type { Reviewed } from "./reviewed.js";
import { formatStats } from "./stats.js";
import { formatSummary } from "./summary.js";
import { createStyle, type ColourTarget } from "./style.js";

export type ReportFormat = "stylish" | "json";

export interface ReportOptions {
  readonly format: ReportFormat;
  /** Whether to add what the analysis did. */
  readonly stats: boolean;
  /** Columns to wrap prose at. Paths are never wrapped: they are for clicking and for tools. */
  readonly width: number;
  /** Where the report goes: decides on colours. */
  readonly target: ColourTarget;
}

/** The report on a reviewed tree, as text. `json`: ESLint's own results. */
export function report(reviewed: Reviewed, options: ReportOptions): string {
  if (options.format === "json") return `${JSON.stringify(reviewed.results)}\n`;
  const style = createStyle(options.target);
  const parts = [formatFindings(reviewed, style, options.width), formatSummary(reviewed, style)];
  if (options.stats) parts.push(formatStats(reviewed, style));
  const missed = [...reviewed.totals.bounds.keys()].some((bound) => !COARSENING.has(bound)) && !options.stats;
  if (missed) parts.push(style.dim("Limits of the analysis were hit, so flows may be missing: see --stats."));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
