import { defineUsageRule } from "../../src/policy/index.js";

/** Code kept for a runtime, format or API that the project no longer has to support. */
export default defineUsageRule({
  name: "no-legacy-compat-shim",
  description: "disallow shims, polyfills and old APIs that no declared target needs",
  cwe: [477, 676, 1104],
  review: ["000.5", "001.3", "002.2"],
  precision: "high",
  securitySeverity: 2,
  recommended: true,
  since: "0.1.0",

  messages: {
    polyfill: "`{{text}}` patches in what every declared target has. Remove it. ({{note}})",
    "shim-package": "`{{text}}` is a package for what every declared target has. Use the native form: {{note}}.",
    "deprecated-api": "`{{text}}` is deprecated. Use {{note}}.",
    "dual-test": "`{{text}}` tests for a form that no declared target makes. ({{note}})",
    "dead-version-branch": "`{{text}}` asks for a version that no declared target has. Remove the branch. ({{note}})",
    "compat-module": "`{{text}}` only keeps an old name alive. Import the new one: {{note}}.",
  },

  schema: {},
  defaultOptions: {},
});
