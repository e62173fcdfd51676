import { describe, expect, it } from "vitest";
import type { Flow } from "../../src/engine/api.js";
import { defineFlowRule, type FlowPolicy } from "../../src/policy/index.js";
import { fakeAnalysis, lint } from "./fake-analysis.js";
import { flow, step } from "./flows.js";

type Sink = "sql-injection" | "nosql-injection" | "database-parameter";
interface Options {
  readonly strict: boolean;
}
const POLICY: FlowPolicy<Options, Sink, "other"> = {
  name: "example",
  description: "disallow examples",
  cwe: [1],
  review: ["000.1"],
  precision: "high",
  securitySeverity: 1,
  recommended: true,
  since: "0.1.0",
  sources: ({ strict }) => (strict ? ["remote", "model-parameter"] : ["remote"]),
  sinks: ["sql-injection", "nosql-injection", "database-parameter"],
  barriers: { "sql-injection": ["number"], "nosql-injection": ["text"], "database-parameter": ["text", "form"] },
  messages: { flow: "`{{source}}` reaches `{{sink}}`.", other: "Otherwise." },
  schema: { strict: { description: "More.", type: "boolean" } },
  defaultOptions: { strict: false },
};

function messagesFor(flows: readonly Flow[], { policy = {}, ...options }: { policy?: Partial<typeof POLICY> } & Parameters<typeof lint>[1] = {}): string[] {
  const { analyse } = fakeAnalysis({ flows });
  return lint({ example: defineFlowRule({ ...POLICY, ...policy }, analyse) }, options).map((message) => message.message);
}

describe("which flows are findings", () => {
  it("a flow of the rule's kinds with nothing proven", () => {
    expect(messagesFor([flow()])).toHaveLength(1);
  });
  it("not one from another kind of source", () => {
    expect(messagesFor([flow({ sourceKind: "credential" })])).toEqual([]);
  });
  it("not one into another kind of sink", () => {
    expect(messagesFor([flow({ sinkKind: "log" })])).toEqual([]);
  });
  it("not one that met a barrier of the rule", () => {
    expect(messagesFor([flow({ proven: ["form"] })])).toEqual([]);
  });
  it("one that met a barrier of other rules", () => {
    expect(messagesFor([flow({ proven: ["redacted"] })])).toHaveLength(1);
  });
  it("barriers count for their own kind of sink only", () => {
    expect(messagesFor([flow({ sinkKind: "sql-injection", proven: ["text"] })])).toHaveLength(1);
    expect(messagesFor([flow({ sinkKind: "nosql-injection", proven: ["text"] })])).toEqual([]);
  });
  it("not one that the policy says is not its business", () => {
    expect(messagesFor([flow()], { policy: { applies: () => false } })).toEqual([]);
  });
  describe("where another rule says the graver thing", () => {
    const policy = { sinks: ["database-parameter"], yieldsTo: { sources: ["remote"], sinks: ["nosql-injection"], barriers: ["text"] } } as const;
    const graver = (changes: Partial<Flow> = {}): Flow => flow({ sinkKind: "nosql-injection", ...changes });
    it("not one of the same value at the same call", () => {
      expect(messagesFor([flow(), graver()], { policy })).toEqual([]);
    });
    it("one where that rule is satisfied", () => {
      expect(messagesFor([flow(), graver({ proven: ["text"] })], { policy })).toHaveLength(1);
    });
    it("one at another place of the call", () => {
      expect(messagesFor([flow(), graver({ sinkPath: ["name"] })], { policy })).toHaveLength(1);
    });
    it("one reported elsewhere", () => {
      expect(messagesFor([flow(), graver({ report: { start: 0, end: 3 } })], { policy })).toHaveLength(1);
    });
    it("one from another kind of source", () => {
      expect(messagesFor([flow(), graver({ sourceKind: "model-parameter" })], { policy })).toHaveLength(1);
    });
  });
  it("one from a source that an option adds", () => {
    const parameter = flow({ sourceKind: "model-parameter" });
    expect(messagesFor([parameter])).toEqual([]);
    expect(messagesFor([parameter], { ruleOptions: { strict: true } })).toHaveLength(1);
  });
  it("none in a test, unless the settings ask for it", () => {
    expect(messagesFor([flow()], { filename: "/repo/a.test.js" })).toEqual([]);
    expect(messagesFor([flow()], { filename: "/repo/a.test.js", settings: { "instance-actions": { tests: "report" } } })).toHaveLength(1);
    expect(messagesFor([flow()], { filename: "/repo/a.js" })).toHaveLength(1);
  });
});

describe("one finding for one problem", () => {
  const source = step("/repo/src/api.ts", 0, "req.params.id");
  const sink = step("/repo/src/db.ts", 40, "[id]");

  it("keeps the shorter of two ways to one sink", () => {
    const long = flow({ steps: [source, step("/repo/src/mid.ts", 1, "pass(id)"), sink] });
    expect(messagesFor([long, flow({ steps: [source, sink] })])).toEqual(["`req.params.id` reaches `pool.query`.\n  src/api.ts:1:1 req.params.id\n  src/db.ts:1:41 [id]"]);
  });
  it("of two ways of one length keeps the same, whatever their order", () => {
    const a = flow({ steps: [step("/repo/src/a.ts", 0, "req.query.id"), sink] });
    const b = flow({ steps: [step("/repo/src/b.ts", 0, "req.body.id"), sink] });
    expect(messagesFor([a, b])).toEqual(messagesFor([b, a]));
  });
  it("names the other sinks elsewhere that the same value comes to by the same call", () => {
    expect(messagesFor([flow(), flow({ steps: [source, step("/repo/src/db.ts", 90, "[other]")] })])).toEqual([
      "`req.params.id` reaches `pool.query`.\n  src/api.ts:1:1 req.params.id\n  src/db.ts:1:41 [id]\n  also at src/db.ts:1:91 [other]",
    ]);
  });
  it("tells two values apart that one call takes to two sinks", () => {
    expect(messagesFor([flow(), flow({ steps: [step("/repo/src/api.ts", 9, "req.body.id"), step("/repo/src/db.ts", 90, "[id]")] })])).toHaveLength(2);
  });
  it("tells two sinks of the file apart", () => {
    const here = (start: number): Flow => flow({ steps: [source, step("/repo/src/api.js", start, "[id]")] });
    expect(messagesFor([here(40), here(90)])).toHaveLength(2);
  });
  it("tells two places in the file apart that lead to one sink", () => {
    expect(messagesFor([flow(), flow({ report: { start: 12, end: 14 } })])).toHaveLength(2);
  });
  it("names the second where the sink is what is to be repaired", () => {
    const second = flow({ report: { start: 12, end: 14 }, steps: [step("/repo/src/api.ts", 12, "req.query.id"), sink] });
    expect(messagesFor([flow(), second], { policy: { isPerSink: true } })).toEqual([
      "`req.params.id` reaches `pool.query`.\n  src/api.ts:1:1 req.params.id\n  src/db.ts:1:41 [id]\n  also at src/api.ts:1:13 req.query.id",
    ]);
  });
  it("reports in the order of the text", () => {
    const first = flow({ report: { start: 4, end: 6 }, sinkLabel: "first" });
    const second = flow({ report: { start: 12, end: 14 }, sinkLabel: "second" });
    expect(messagesFor([second, first]).map((message) => message.split("\n")[0])).toEqual(["`req.params.id` reaches `first`.", "`req.params.id` reaches `second`."]);
  });
});

describe("the report", () => {
  it("stands at the flow's place, in lines and columns", () => {
    const { analyse } = fakeAnalysis({ flows: [flow({ report: { start: 12, end: 14 } })] });
    expect(lint({ example: defineFlowRule(POLICY, analyse) })).toMatchObject([{ line: 2, column: 5, endLine: 2, endColumn: 7, messageId: "flow" }]);
  });
  it("counts lines as ESLint does, with CR and LF", () => {
    const { analyse } = fakeAnalysis({ flows: [flow({ report: { start: 13, end: 15 } })] });
    expect(lint({ example: defineFlowRule(POLICY, analyse) }, { code: "let id;\r\nuse(id);\r\n" })).toMatchObject([{ line: 2, column: 5, endColumn: 7 }]);
  });
  it("takes the message that the policy picks", () => {
    expect(messagesFor([flow()], { policy: { message: () => "other" } })[0]).toMatch(/^Otherwise\./);
  });
  it("is one sentence when the settings say so", () => {
    expect(messagesFor([flow()], { settings: { "instance-actions": { messages: "sentence" } } })).toEqual(["`req.params.id` reaches `pool.query`."]);
  });
  it("can be switched off by a comment on its line", () => {
    expect(messagesFor([flow()], { code: "let id; // eslint-disable-line test/example -- tested\n" })).toEqual([]);
  });
});

describe("the analysis of a file", () => {
  it("is asked once for all rules, with the union of what they look for", () => {
    const { analyse, queries } = fakeAnalysis({ flows: [flow()] });
    const logs = defineFlowRule({ ...POLICY, sources: ["credential"], sinks: ["log"], barriers: ["redacted"] }, analyse);
    lint({ example: defineFlowRule(POLICY, analyse), logs });
    expect(queries).toMatchObject([{ sources: ["credential", "remote"], sinks: ["database-parameter", "log", "nosql-injection", "sql-injection"] }]);
  });
  it("is asked for no flow that no rule would report", () => {
    const { analyse, queries } = fakeAnalysis({ flows: [flow()] });
    const logs = defineFlowRule({ ...POLICY, sources: ["credential"], sinks: ["log"], barriers: ["redacted"] }, analyse);
    lint({ example: defineFlowRule(POLICY, analyse), logs });
    const isWanted = (sourceKind: string, sinkKind: string, ...proven: string[]): boolean | undefined => queries[0]?.isWanted?.({ sourceKind, sinkKind, proven });
    expect(isWanted("credential", "log")).toBe(true);
    expect(isWanted("credential", "log", "form")).toBe(true);
    expect(isWanted("credential", "log", "redacted")).toBe(false);
    expect(isWanted("remote", "log")).toBe(false);
    expect(isWanted("remote", "sql-injection", "text")).toBe(true);
    expect(isWanted("remote", "nosql-injection", "text")).toBe(false);
  });
  it("is asked for flows that a barrier holds where the policy compares flows", () => {
    const { analyse, queries } = fakeAnalysis({ flows: [flow()] });
    lint({ example: defineFlowRule({ ...POLICY, comparesFlows: true }, analyse) });
    expect(queries[0]?.isWanted?.({ sourceKind: "remote", sinkKind: "nosql-injection", proven: ["text"] })).toBe(true);
    expect(queries[0]?.isWanted?.({ sourceKind: "credential", sinkKind: "nosql-injection", proven: [] })).toBe(false);
  });
  it("reports a defect of its own once per file, and does not end the run", () => {
    const { analyse } = fakeAnalysis({ fails: new TypeError("x is not a function") });
    const messages = lint({ one: defineFlowRule(POLICY, analyse), two: defineFlowRule(POLICY, analyse) });
    expect(messages).toHaveLength(1);
    expect(messages[0]?.message).toContain("This file could not be analysed: x is not a function");
  });
});

describe("a wrong setting", () => {
  const settings = { "instance-actions": { mesages: "sentence", loggers: ["#info"], tests: "report" } };
  const PROBLEMS = [
    'settings["instance-actions"].mesages: unknown key; did you mean "messages"? (The rest of the settings holds.)',
    'settings["instance-actions"].loggers[0]: "#info" names no file and no package; write "src/policy.js#requireOwner" or "@acme/log#logger.info". (The rest of the settings holds.)',
  ];
  const linted = (filename: string, own: Record<string, unknown>): string[] => lint({ one: defineFlowRule(POLICY), two: defineFlowRule(POLICY) }, { settings: own, filename }).map(({ message, line, column }) => `${String(line)}:${String(column)} ${message}`);
  it("is reported once, in the first file that is linted, and again when that is linted again", () => {
    expect(linted("/repo/src/first.js", settings)).toEqual(PROBLEMS.map((problem) => `1:1 ${problem}`));
    expect(linted("/repo/src/second.js", settings)).toEqual([]);
    expect(linted("/repo/src/first.js", settings)).toHaveLength(2);
  });
  it("leaves the rest as it is", () => {
    expect(linted("/repo/src/a.test.js", { "instance-actions": { ...settings["instance-actions"], messages: "sentence" } })).toHaveLength(2);
  });
});

describe("what a rule says of itself", () => {
  it("is ESLint's meta data and ours", () => {
    const { meta } = defineFlowRule(POLICY);
    expect(meta).toMatchObject({ type: "problem", languages: ["js/js"], docs: { cwe: [1], precision: "high", recommended: true } });
    expect(meta.schema).toEqual([{ type: "object", properties: POLICY.schema, additionalProperties: false }]);
    expect(meta.defaultOptions).toEqual([{ strict: false }]);
  });
});
