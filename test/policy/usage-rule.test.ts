import { describe, expect, it } from "vitest";
import { defineUsageRule } from "../../src/policy/index.js";
import { fakeAnalysis, lint } from "./fake-analysis.js";

const POLICY = {
  name: "example",
  description: "disallow examples",
  cwe: [1],
  review: [],
  precision: "high",
  securitySeverity: 1,
  recommended: true,
  since: "0.1.0",
  messages: { old: "`{{text}}` is old: {{note}}.", "very-old": "Very." },
  schema: {},
  defaultOptions: {},
} as const;

describe("defineUsageRule", () => {
  const usages = [{ kind: "old", note: "use Buffer.from", start: 8, end: 15 }];

  it("reports a usage of its kinds, with the code and the note", () => {
    const { analyse } = fakeAnalysis({ usages });
    expect(lint({ example: defineUsageRule(POLICY, analyse) })).toMatchObject([{ line: 2, column: 1, endColumn: 8, message: "`use(id)` is old: use Buffer.from.", messageId: "old" }]);
  });
  it("is silent on other kinds", () => {
    const { analyse } = fakeAnalysis({ usages: [{ kind: "new", note: "", start: 0, end: 1 }] });
    expect(lint({ example: defineUsageRule(POLICY, analyse) })).toEqual([]);
  });
  it("is silent on kinds that the options switch off", () => {
    const { analyse } = fakeAnalysis({ usages });
    expect(lint({ example: defineUsageRule({ ...POLICY, kinds: () => ["very-old"] }, analyse) })).toEqual([]);
  });
  it("offers what the policy makes of a finding, and says so", () => {
    const { analyse } = fakeAnalysis({ usages });
    const suggestions = { renew: { message: "Write `{{text}}`.", repair: () => ({ edits: [{ start: 8, end: 11, text: "take" }], data: { text: "take(id)" } }) }, never: { message: "Nothing.", repair: () => null } };
    const rule = defineUsageRule({ ...POLICY, suggestions }, analyse);
    expect(rule.meta).toMatchObject({ hasSuggestions: true, docs: { suggestions: ["Write `{{text}}`.", "Nothing."] } });
    expect(lint({ example: rule })[0]?.suggestions).toEqual([{ messageId: "renew", desc: "Write `take(id)`.", data: { text: "take(id)" }, fix: { range: [8, 11], text: "take" } }]);
  });
  it("offers nothing whose edits overlap", () => {
    const { analyse } = fakeAnalysis({ usages });
    const edits = [{ start: 8, end: 11, text: "" }, { start: 10, end: 12, text: "" }];
    expect(lint({ example: defineUsageRule({ ...POLICY, suggestions: { both: { message: "Both.", repair: () => ({ edits }) } } }, analyse) })[0]?.suggestions).toBeUndefined();
  });
  it("reports a defect of a repair, and the finding without it", () => {
    const { analyse } = fakeAnalysis({ usages });
    const repair = (): never => {
      throw new Error("no such node");
    };
    const messages = lint({ example: defineUsageRule({ ...POLICY, suggestions: { broken: { message: "Broken.", repair } } }, analyse) });
    expect(messages.map(({ messageId, suggestions }) => [messageId, suggestions])).toEqual([["analysisFailed", undefined], ["old", undefined]]);
  });
  it("shortens code in messages to one line", () => {
    const { analyse } = fakeAnalysis({ usages: [{ kind: "old", note: "", start: 0, end: 100 }] });
    expect(lint({ example: defineUsageRule(POLICY, analyse) }, { code: `f(\n${"  argument,\n".repeat(10)})` })[0]?.message).toBe("`f(argument, argument, argument, argument, argument, argumen…` is old: .");
  });
});
