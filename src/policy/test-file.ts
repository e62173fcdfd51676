import { isTestFileIn } from "../project/index.js";
import { readSettings } from "../settings/index.js";
import type { LintContext } from "./lint.js";

/** What a test logs, stores and asks for are values that it made up; unless the settings say so, it is not analysed. */
export function isSkippedTest(context: LintContext): boolean {
  return isTestFileIn(context.cwd, context.physicalFilename) && readSettings(context.settings).tests === "skip";
}
