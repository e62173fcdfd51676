import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import plugin from "../index.js";
import type { PresetName } from "../configs.js";
import type { Reviewed } from "../formatters/index.js";
import { analysisTotals } from "../policy/index.js";
import { NAMESPACE } from "../version.js";
import { parser } from "./parser.js";
import { filesToReview, isMinified } from "./source-files.js";

export interface ReviewRequest {
  /** Files and folders; none: the flawed model that comes with the rules. */
  readonly paths: readonly string[];
  readonly preset: PresetName;
  readonly cwd: string;
  readonly onFile: (done: number, total: number, path: string) => void;
}

/** The review could not start, for a reason the user can mend. */
export class ReviewError extends Error {}

/**
 * Lints a tree with ESLint's own class, this plugin and nothing else. File by file: what is wrong with one (unreadable, not
 * JavaScript, nested beyond any stack) stays with that one.
 */
export async function review({ paths, preset, cwd, onFile }: ReviewRequest): Promise<Reviewed> {
  const asked = paths.length > 0 ? paths.map((path) => resolve(cwd, path)) : await shippedModel();
  const selection = await filesToReview(asked);
  if ("missing" in selection) throw new ReviewError(`${selection.missing}: ${selection.reason}`);
  const { files } = selection;
  if (files.length === 0) throw new ReviewError(`no JavaScript or TypeScript files in ${asked.map((path) => relative(cwd, path) || ".").join(", ")}`);
  const root = paths.length > 0 ? rootOf(asked, cwd) : packageFolder();
  const eslint = reviewer(root, preset);
  const results: ESLint.LintResult[] = [];
  const minified: string[] = [];
  for (const [index, file] of files.entries()) {
    onFile(index, files.length, relative(root, file));
    const text = await read(file);
    if (text instanceof Error) results.push(unreviewed(file, `Cannot be read: ${text.message}`));
    else if (isMinified(text)) minified.push(file);
    else results.push(...(await reviewText(eslint, file, text)));
  }
  return { root, results, minified, totals: analysisTotals() };
}

function reviewer(root: string, preset: PresetName): ESLint {
  return new ESLint({
    cwd: root,
    // The tree's own configuration, ignore lists and processors are its business, not the review's.
    overrideConfigFile: true,
    overrideConfig: [
      // What to leave out was decided when the files were looked for; a folder that is named is reviewed.
      { ignores: ["!**/node_modules/"] },
      { ...plugin.configs[preset], languageOptions: { parser }, linterOptions: { reportUnusedDisableDirectives: "off" } },
    ],
  });
}

async function reviewText(eslint: ESLint, file: string, text: string): Promise<ESLint.LintResult[]> {
  try {
    const results = await eslint.lintText(text, { filePath: file });
    return results.map(ownMessages);
  } catch (error) {
    if (error instanceof RangeError) return [unreviewed(file, "Cannot be reviewed: it is nested too deeply.")];
    return [unreviewed(file, `Cannot be reviewed: ${error instanceof Error ? error.message : String(error)}`)];
  }
}

/**
 * A comment of the tree's that switches off a rule of another plugin makes ESLint say that it does not know that rule: not the
 * review's business.
 */
function ownMessages(result: ESLint.LintResult): ESLint.LintResult {
  const messages = result.messages.filter(({ ruleId, fatal }) => fatal === true || ruleId?.startsWith(`${NAMESPACE}/`) === true);
  return { ...result, messages, errorCount: messages.length, fatalErrorCount: messages.filter(({ fatal }) => fatal === true).length, warningCount: 0 };
}

async function read(file: string): Promise<string | Error> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A result in ESLint's own form for a file that never got to ESLint. */
function unreviewed(filePath: string, message: string): ESLint.LintResult {
  return {
    filePath,
    messages: [{ ruleId: null, fatal: true, severity: 2, message, line: 1, column: 1 }],
    suppressedMessages: [],
    errorCount: 1,
    fatalErrorCount: 1,
    warningCount: 0,
    fixableErrorCount: 0,
    fixableWarningCount: 0,
    usedDeprecatedRules: [],
  };
}

/** The working directory where all paths lie in it; else the deepest folder that holds them all. */
function rootOf(asked: readonly string[], cwd: string): string {
  const holds = (folder: string): boolean => asked.every((path) => path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`));
  let folder = cwd;
  while (!holds(folder) && dirname(folder) !== folder) folder = dirname(folder);
  if (folder === cwd) return cwd;
  let deepest = dirname(asked[0] ?? cwd);
  while (!holds(deepest) && dirname(deepest) !== deepest) deepest = dirname(deepest);
  return asked.length === 1 && asked[0] !== undefined && !/\.[cm]?[jt]sx?$/.test(asked[0]) ? asked[0] : deepest;
}

/** The package's own folder, from its sources as from what is built of them. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(resolve(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The action/event model as the reviews met it, with one flaw per rule. */
async function shippedModel(): Promise<string[]> {
  const folder = resolve(packageFolder(), "rules");
  const rules = await readdir(folder);
  return rules.sort().map((rule) => resolve(folder, rule, "violation.ts")).filter((path) => existsSync(path));
}
