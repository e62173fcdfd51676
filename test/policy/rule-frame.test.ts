import { describe, expect, it } from "vitest";
import type { Entry, Work } from "../../src/engine/api.js";
import { defineEntryRule, defineFlowRule, defineWorkRule } from "../../src/policy/index.js";
import { fakeAnalysis, lint } from "./fake-analysis.js";
import { flow, step } from "./flows.js";

const DESCRIPTION = {
  name: "example", description: "disallow an example", cwe: [1], review: [], recommended: true, precision: "high", securitySeverity: 5, since: "0.1.0",
  schema: {}, defaultOptions: {},
} as const;

const entry = (name: string, start: number): Entry => ({
  role: "changes", path: "", name, isComplete: true, isLimited: false, start, end: start + 3,
  reaches: () => [step("/repo/src/api.js", start, name)],
  isGuarded: () => false,
  reads: () => false,
});

const work = (labels: readonly string[]): Work => ({ kind: "sequence", start: 8, end: 11, steps: labels.map((label) => step("/repo/src/api.js", 8, label)), labels, isIndirect: false });

describe("a policy that throws", () => {
  const judge = ({ name }: Entry) => {
    if (name === "broken") throw new TypeError("x is not a function");
    return { messageId: "open", steps: [] } as const;
  };
  const rule = () => defineEntryRule({ ...DESCRIPTION, sources: [], effects: ["database-write"], messages: { open: "`{{entry}}` is open." }, judge }, fakeAnalysis({ entries: [entry("broken", 8), entry("use", 8)] }).analyse);

  it("does not end the run, nor what the rule says of the rest of the file", () => {
    expect(lint({ example: rule() }).map(({ messageId }) => messageId)).toEqual(["analysisFailed", "open"]);
  });
  it("does not end the run where it is asked of a flow", () => {
    const applies = () => {
      throw new TypeError("x is not a function");
    };
    const broken = defineFlowRule({ ...DESCRIPTION, sources: ["remote"], sinks: ["sql-injection"], barriers: [], applies, messages: { flow: "Bad." } }, fakeAnalysis({ flows: [flow({ sinkKind: "sql-injection" })] }).analyse);
    expect(lint({ example: broken }).map(({ message }) => message)).toEqual([expect.stringContaining("x is not a function")]);
  });
});

describe("defineEntryRule", () => {
  const messages = { open: "`{{entry}}` is open." };
  const open = (each: Entry) => ({ messageId: "open", steps: each.reaches("database-write") ?? [] }) as const;

  it("names the path, or else the handler, and shows the calls", () => {
    const { analyse } = fakeAnalysis({ entries: [entry("save", 8), { ...entry("save", 9), path: "/items" }] });
    expect(lint({ example: defineEntryRule({ ...DESCRIPTION, sources: [], effects: ["database-write"], messages, judge: open }, analyse) }).map(({ message }) => message)).toEqual([
      "`save` is open.\n  src/api.js:1:9 save",
      "`/items` is open.\n  src/api.js:1:10 save",
    ]);
  });
  it("leaves the calls out of a message that is to be a sentence", () => {
    const { analyse } = fakeAnalysis({ entries: [entry("save", 8)] });
    expect(lint({ example: defineEntryRule({ ...DESCRIPTION, sources: [], effects: ["database-write"], messages, judge: open }, analyse) }, { settings: { "instance-actions": { messages: "sentence" } } })[0]?.message).toBe("`save` is open.");
  });
});

describe("defineWorkRule", () => {
  const messages = { sequence: "`{{first}}`, then `{{last}}`.", unawaited: "`{{last}}` is dropped.", dropped: "`{{last}}` drops promises." };

  it("names the first and the last call, and lists them where there are several", () => {
    const { analyse } = fakeAnalysis({ works: [work(["a", "b"]), { ...work(["c"]), kind: "unawaited", start: 9 }] });
    expect(lint({ example: defineWorkRule({ ...DESCRIPTION, messages }, analyse) }).map(({ message }) => message)).toEqual([
      "`a`, then `b`.\n  src/api.js:1:9 a\n  src/api.js:1:9 b",
      "`c` is dropped.",
    ]);
  });
  it("leaves out what is not its business", () => {
    const { analyse } = fakeAnalysis({ works: [work(["a", "b"])] });
    expect(lint({ example: defineWorkRule({ ...DESCRIPTION, messages, applies: ({ isIndirect }) => isIndirect }, analyse) })).toEqual([]);
  });
});
