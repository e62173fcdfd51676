/** Which usages are compatibility code that no target needs. */
import type { Usage } from "../../engine/api.js";
import type { Judgement, UsageFile } from "../usage-rule.js";
import { targetsOf } from "./declared.js";
import { availability, featureOf } from "./features.js";
import { outcome } from "./versions.js";

export interface CompatOptions {
  readonly deprecations: "runtime" | "documentation";
  readonly packages: "shims" | "utilities";
  readonly undeclared: "maintained" | "silent";
  readonly markedCode: boolean;
}

export type CompatKind =
  | "polyfill" | "feature-fallback" | "shim-package" | "utility-package" | "deprecated-api" | "discouraged-api" | "dual-test"
  | "dead-version-branch" | "compat-module" | "marked-code";

/** Set-up of a test run: what it patches in is missing in the test's environment, not in a target. */
const TEST_SETUP = /(^|[/\\])((jest|vitest|test|tests|karma|mocha|cypress)[._-]?(setup|polyfills?|shims?|env(ironment)?)|setup[._-]?(tests?|jest|vitest|env|after-?env|files)?)[^/\\]*\.[cm]?[jt]sx?$/i;

export function judgeUsage(usage: Usage, file: UsageFile<CompatOptions>): Judgement<CompatKind> | null {
  const { options } = file;
  const { note } = usage;
  switch (usage.kind) {
    case "polyfill":
    case "feature-fallback": {
      const since = isTest(file.path) || (usage.kind === "feature-fallback" && !isAlwaysTruthy(note)) ? null : sinceWhen(note, file);
      return since === null ? null : { kind: usage.kind, note: since };
    }
    case "shim-package":
      return isTest(file.path) ? null : packageJudgement("shim-package", note, file);
    case "utility-package":
      return options.packages === "utilities" ? packageJudgement("utility-package", note, file) : null;
    case "deprecated-api":
      return { kind: "deprecated-api", note };
    case "discouraged-api":
      return options.deprecations === "documentation" ? { kind: "discouraged-api", note } : null;
    case "deprecated-module":
      return isOwnPackage(usage, file) ? null : { kind: "deprecated-api", note: afterColon(note) };
    case "discouraged-module":
      return options.deprecations === "runtime" || isOwnPackage(usage, file) ? null : { kind: "discouraged-api", note: afterColon(note) };
    case "dual-test":
    case "compat-module":
      return { kind: usage.kind, note };
    case "version-test":
      return versionJudgement(note, file);
    case "marked-code":
      return options.markedCode ? { kind: "marked-code", note } : null;
    default:
      return null;
  }
}

const isTest = (path: string): boolean => TEST_SETUP.test(path);

/** A class, or a function: not a value like `window.innerWidth`, where a substitute is for 0 or "". */
function isAlwaysTruthy(name: string): boolean {
  return /^(%|[A-Z])/.test(name) ? name !== "Error.stackTraceLimit" : FUNCTIONS.has(name);
}
const FUNCTIONS: ReadonlySet<string> = new Set(["fetch", "structuredClone", "queueMicrotask", "requestAnimationFrame", "cancelAnimationFrame", "setTimeout", "clearTimeout", "atob", "btoa", "matchMedia", "globalThis"]);

function sinceWhen(name: string, { path, options }: UsageFile<CompatOptions>): string | null {
  // The console is written to take its output, not to bring it.
  const feature = name.startsWith("console.") ? undefined : featureOf(name);
  return feature === undefined ? null : availability(feature, targetsOf(path, options.undeclared));
}

/** A note that begins with `=` is a hint that holds in every runtime; a name without a row of support is syntax older than all targets. */
function packageJudgement(kind: "shim-package" | "utility-package", note: string, file: UsageFile<CompatOptions>): Judgement<CompatKind> | null {
  if (note.startsWith("=")) return { kind, note: note.slice(1) };
  const since = sinceWhen(note, file);
  if (since === null) return null;
  const name = featureOf(note)?.name ?? note;
  return { kind, note: kind === "shim-package" ? `\`${name}\` (${since})` : `Use \`${name}\` (${since})` };
}

/** `punycode` without `node:` is a package, where the project asks for one of that name. */
function isOwnPackage(usage: Usage, file: UsageFile<CompatOptions>): boolean {
  const name = usage.note.slice(0, usage.note.indexOf(":"));
  return !file.text(usage).includes("node:") && targetsOf(file.path, file.options.undeclared).dependencies.has(name);
}

const afterColon = (note: string): string => note.slice(note.indexOf(":") + 1).trim();

/** Only against what is declared: a test of the version is itself a sign that older ones are about. */
function versionJudgement(note: string, { path, options }: UsageFile<CompatOptions>): Judgement<CompatKind> | null {
  const { engines } = targetsOf(path, options.undeclared);
  const result = engines === null ? null : outcome(note, engines);
  return result === null ? null : { kind: "dead-version-branch", note: `is always ${String(result)}: \`engines\` asks for Node ${String(engines)}` };
}
