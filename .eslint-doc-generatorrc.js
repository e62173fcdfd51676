/** @type {import("eslint-doc-generator").GenerateOptions} */
export default {
  configEmoji: [
    ["recommended", "✅"],
    ["strict", "🔒"],
  ],
  ruleDocTitleFormat: "prefix-name",
  ruleDocSectionInclude: ["What it finds", "The flaw", "Done right", "Your own wrappers", "What it does not see", "When not to use it"],
};
