/**
 * The text form of a flow's path, with a fixed grammar. ESLint has no field for a path, so the message carries it and
 * formatters read it back:
 *
 *     message  = sentence , { "\n" , line }
 *     line     = "  " , path , ":" , line number , ":" , column , " " , text
 *              | "  … " , count , " more steps"
 */
import type { Step } from "../engine/api.js";

/** Lines a path may take, the line that stands for the left-out steps included. */
export const MAX_PATH_LINES = 12;
/** Steps kept after the left-out ones: the way into the sink says more than the middle. */
const TAIL = 6;
const HEAD = MAX_PATH_LINES - TAIL - 1;

/** The lines of a path, each starting with a line break; empty when there is nothing to show. */
export function formatPath(steps: readonly Step[], cwd: string): string {
  const lines = withoutRepeats(steps.map((step) => `  ${relativePath(step.path, cwd)}:${step.line}:${step.column} ${oneLine(step.text)}`));
  if (lines.length > MAX_PATH_LINES) {
    const left = lines.length - HEAD - TAIL;
    lines.splice(HEAD, left, `  … ${left} more steps`);
  }
  return lines.map((line) => `\n${line}`).join("");
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
}

/** The inverse of {@link formatPath}, for formatters. A message of another origin is a sentence with no steps. */
export function readMessage(message: string): ReadMessage {
  const lines = message.split("\n");
  const steps: ReadStep[] = [];
  let elided: ReadMessage["elided"] = null;
  let end = lines.length;
  for (; end > 1; end--) if (!isPathLine(lines[end - 1] ?? "")) break;
  for (const line of lines.slice(end)) {
    const more = MORE_LINE.exec(line);
    const step = STEP_LINE.exec(line);
    if (more !== null) elided = { count: Number(more[1]), before: steps.length };
    else if (step !== null) steps.push({ path: step[1] ?? "", line: Number(step[2]), column: Number(step[3]), text: step[4] ?? "" });
  }
  return { sentence: lines.slice(0, end).join("\n"), steps, elided };
}

const STEP_LINE = /^ {2}(\S.*?):(\d+):(\d+) (.*)$/;
const MORE_LINE = /^ {2}… (\d+) more steps$/;

function isPathLine(line: string): boolean {
  return MORE_LINE.test(line) || STEP_LINE.test(line);
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
