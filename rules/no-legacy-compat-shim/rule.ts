import { judgeUsage, type CompatKind, type CompatOptions } from "../../src/policy/targets/index.js";
import { defineUsageRule, dropBareImport, dropPatch, dropSubstitute, dropTest, isVendored, useNativeForm } from "../../src/policy/index.js";

/** Code kept for a runtime, format or API that the project no longer has to support. */
export default defineUsageRule<CompatOptions, CompatKind>({
  name: "no-legacy-compat-shim",
  description: "disallow shims, polyfills and old APIs that no declared target needs",
  cwe: [477, 676, 1104],
  review: ["000.5", "001.3", "002.2"],
  precision: "high",
  securitySeverity: 2,
  recommended: true,
  since: "0.1.0",

  messages: {
    polyfill: "`{{text}}` is patched in, and every target has it. Remove the patch. ({{note}})",
    "feature-fallback": "`{{text}}` has a substitute that is never taken: every target has it. Remove the substitute. ({{note}})",
    "shim-package": "`{{text}}` stands in for what every target has. Use {{note}}.",
    "utility-package": "`{{text}}` is a package for what the language does. {{note}}.",
    "deprecated-api": "`{{text}}` is deprecated. Use {{note}}.",
    "discouraged-api": "`{{text}}` is not to be used in new code. Use {{note}}.",
    "dual-test": "`{{text}}` asks for wrapper objects, which nothing makes. `{{note}}` is enough.",
    "dead-version-branch": "`{{text}}` {{note}}. Remove the test and the branch that is never taken.",
    "compat-module": "`{{text}}` is imported by an old name that is only kept alive. Import the new one: {{note}}.",
    "marked-code": "`{{text}}` is for what is old, and its comment says that it is to go. Remove it, or say by when in an issue.",
  },

  suggestions: {
    removePatch: {
      message: "Remove the patch.",
      repair: ({ usage, kind }, tree) => (kind === "polyfill" ? dropPatch(usage, tree) : null),
    },
    useFeature: {
      message: "Use `{{text}}` without a substitute.",
      repair: ({ usage, kind }, tree) => (kind === "feature-fallback" ? dropSubstitute(usage, tree) : null),
    },
    removeImport: {
      message: "Remove the import.",
      repair: ({ usage, kind }, tree) => (kind === "shim-package" ? dropBareImport(usage, tree) : null),
    },
    useNative: {
      message: "Use the native form: `{{native}}`.",
      repair: ({ usage }, tree) => useNativeForm(usage, tree),
    },
    leaveTestOut: {
      message: "Leave `{{text}}` out of the condition.",
      repair: ({ usage, kind }, tree) => (kind === "dual-test" ? dropTest(usage, tree) : null),
    },
  },

  schema: {
    deprecations: {
      description: "Which deprecations of Node count: those that warn when the code runs (or that are gone), or those of the documentation, too.",
      type: "string",
      enum: ["runtime", "documentation"],
    },
    packages: {
      description: "Which packages count: those that patch in or copy a feature, or small utilities that are one expression of the language, too.",
      type: "string",
      enum: ["shims", "utilities"],
    },
    undeclared: {
      description: "What a private package is taken for that declares no targets: it runs on what is maintained (the oldest Node release in support, the browsers of Baseline), or on anything.",
      type: "string",
      enum: ["maintained", "silent"],
    },
    markedCode: {
      description: "Whether code counts that its own comment calls compatibility code to be removed.",
      type: "boolean",
    },
  },
  defaultOptions: { deprecations: "runtime", packages: "shims", undeclared: "maintained", markedCode: true },
  strictOptions: { deprecations: "documentation", packages: "utilities" },

  // Nobody repairs a copy of another project's release.
  skips: isVendored,
  judge: judgeUsage,
});
