/**
 * The text form of a flow's path, with a fixed grammar. ESLint has no field for a path, so the message carries it and
 * formatters read it back:
 *
 *     message  = sentence , { "\n" , line }
 *     line     = "  " , path , ":" , line number , ":" , column , " " , text
 *              | "  … " , count , " more steps"
 *              | "  also at " , path , ":" , line number , ":" , column , " " , text
 *              | "  also at " , count , " more places"
 */
import type { Step } from "../engine/api.js";

/** Lines a path may take, the line that stands for the left-out steps included. */
export const MAX_PATH_LINES = 12;
/** Steps kept after the left-out ones: the way into the sink says more than the middle. */
const TAIL = 6;
const HEAD = MAX_PATH_LINES - TAIL - 1;

/** Other ends of a path that are named one by one. */
const MAX_ENDS = 8;

/** The lines of a path, each starting with a line break; empty when there is nothing to show. `also`: other ends of it. */
export function formatPath(steps: readonly Step[], cwd: string, also: readonly Step[] = []): string {
  const text = (step: Step): string => `${relativePath(step.path, cwd)}:${step.line}:${step.column} ${oneLine(step.text)}`;
  const lines = withoutRepeats(steps.map((step) => `  ${text(step)}`));
  if (lines.length > MAX_PATH_LINES) {
    const left = lines.length - HEAD - TAIL;
    lines.splice(HEAD, left, `  … ${left} more steps`);
  }
  const ends = [...new Set(also.map((step) => `  also at ${text(step)}`))];
  if (ends.length > MAX_ENDS) ends.splice(MAX_ENDS - 1, ends.length, `  also at ${ends.length - MAX_ENDS + 1} more places`);
  return [...lines, ...ends].map((line) => `\n${line}`).join("");
}

/** `path` as seen from `from`, both absolute with `/`; with `../` where it must be; absolute on another drive. */
export function relativePath(path: string, from: string): string {
  const to = path.split("/");
  const base = withForwardSlashes(from).replace(/\/+$/, "").split("/");
  if (to[0] !== base[0]) return path;
  let shared = 0;
  while (shared < base.length && shared < to.length - 1 && to[shared] === base[shared]) shared++;
  return [...base.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}

/** `C:\a\b` and `/a/b` in the form the engine uses. A backslash in a POSIX path is a letter of a name and stays. */
export function withForwardSlashes(path: string): string {
  return /^([A-Za-z]:[\\/]|\\\\)/.test(path) ? path.replaceAll("\\", "/") : path;
}

/** One step of a path that was read back from a message. Line and column from 1. */
export interface ReadStep {
  /** As printed: relative to the linting directory. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}
export interface ReadMessage {
  readonly sentence: string;
  readonly steps: readonly ReadStep[];
  /** How many steps the message left out, and before which of `steps`. */
  readonly elided: { readonly count: number; readonly before: number } | null;
  /** Other ends of the path. */
  readonly also: readonly ReadStep[];
  /** How many of them the message left out. */
  readonly moreEnds: number;
}

/** The inverse of {@link formatPath}, for formatters. A message of another origin is a sentence with no steps. */
export function readMessage(message: string): ReadMessage {
  const lines = message.split("\n");
  const steps: ReadStep[] = [];
  const also: ReadStep[] = [];
  let moreEnds = 0;
  let elided: ReadMessage["elided"] = null;
  let end = lines.length;
  for (; end > 1; end--) if (!isPathLine(lines[end - 1] ?? "")) break;
  for (const line of lines.slice(end)) {
    const more = MORE_LINE.exec(line);
    const ends = MORE_ENDS_LINE.exec(line);
    const step = STEP_LINE.exec(line);
    if (more !== null) elided = { count: Number(more[1]), before: steps.length };
    else if (ends !== null) moreEnds = Number(ends[1]);
    else if (step !== null) (step[1] === undefined ? steps : also).push({ path: step[2] ?? "", line: Number(step[3]), column: Number(step[4]), text: step[5] ?? "" });
  }
  return { sentence: lines.slice(0, end).join("\n"), steps, elided, also, moreEnds };
}

const STEP_LINE = /^ {2}(also at )?(\S.*?):(\d+):(\d+) (.*)$/;
const MORE_LINE = /^ {2}… (\d+) more steps$/;
const MORE_ENDS_LINE = /^ {2}also at (\d+) more places$/;

function isPathLine(line: string): boolean {
  return MORE_LINE.test(line) || MORE_ENDS_LINE.test(line) || STEP_LINE.test(line);
}

/** Code on one line, cut to a length. */
export function shorten(text: string, length: number): string {
  const line = oneLine(text);
  return line.length > length ? `${line.slice(0, length - 1).trimEnd()}…` : line;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Two steps at one place read as one. */
function withoutRepeats(lines: readonly string[]): string[] {
  return lines.filter((line, index) => line !== lines[index - 1]);
}
