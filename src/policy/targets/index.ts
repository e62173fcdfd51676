/**
 * What the code under lint is made for, and which of it is therefore kept for nothing:
 *
 * - `declared.ts`: the targets that a file's project declares (`engines`, `browserslist`, …)
 * - `features.ts`: since when all of them have a feature, by the table `compat.generated.ts` (written by `tools/compile-compat.ts`)
 * - `versions.ts`: questions about ranges of versions, and how a test of a version ends in them
 * - `judge.ts`: the verdict over one usage, with its reason
 */
export { judgeUsage, type CompatKind, type CompatOptions } from "./judge.js";
