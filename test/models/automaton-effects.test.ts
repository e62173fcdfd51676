import { describe, expect, it } from "vitest";
import { ANY, AWAITED, ELEMENT, NO_EFFECTS, ORIGIN, RECEIVER, RESULT, RETURNED, parameterContent } from "../../src/models/model.js";
import type { CallEffects } from "../../src/models/model.js";
import { MAX_CONTENT_DEPTH } from "../../src/models/effects.js";
import { indexOf } from "./model-fixtures.js";
import type { RowsByExtensible } from "./model-fixtures.js";

/** The effects of calling the package `f` itself. */
function effectsOf(models: RowsByExtensible, arity: number, isNew = false): CallEffects {
  const index = indexOf(models);
  return index.effects(index.package("f"), arity, isNew);
}
const sink = (path: string, condition = ""): RowsByExtensible => ({ sinkModel: [["f", path, "log", condition]] });
/** Sinks as `at path`, for the eye. */
const sinksAt = (effects: CallEffects): string[] => effects.sinks.map(({ at, path }) => [at, ...path].join(" "));

describe("places", () => {
  it.each([
    ["Argument[0]", 2, ["0"]],
    ["Argument[2]", 2, []],
    ["Argument[any]", 3, ["0", "1", "2"]],
    ["Argument[1..]", 3, ["1", "2"]],
    ["Argument[N-1]", 3, ["2"]],
    ["Argument[this]", 0, [String(RECEIVER)]],
    ["ReturnValue", 0, [String(RESULT)]],
    ["Argument[0].Member[a,b]", 1, ["0 a", "0 b"]],
    ["Argument[0].AnyMember", 1, [`0 ${ANY}`]],
    ["Argument[0].ArrayElement.Member[q]", 1, [`0 ${ELEMENT} q`]],
    ["ReturnValue.Awaited", 0, [`${RESULT} ${AWAITED}`]],
    ["Argument[0].Parameter[1]", 1, [`0 ${parameterContent(1)}`]],
    ["Argument[0].ReturnValue", 1, [`0 ${RETURNED}`]],
    ["Argument[0].Member[resolve].ReturnValue.Awaited", 1, [`0 resolve ${RETURNED} ${AWAITED}`]],
    ["ReturnValue.ReturnValue", 0, []],
    ["ReturnValue.Argument[0]", 1, []],
    ["Argument[0].Parameter[0].ReturnValue", 1, []],
    ["Argument[0].Parameter[0].Parameter[0]", 1, []],
    ["Argument[0].Parameter[0].Argument[0]", 1, []],
    ["Argument[0].Parameter[N-1]", 1, []],
    ["WithArity[2].Argument[0]", 1, []],
    ["WithArity[1].Argument[0]", 1, ["0"]],
    ["Instance", 0, []],
  ])("of %s in a call with %d arguments", (path, arity, expected) => {
    expect(sinksAt(effectsOf(sink(path), arity))).toEqual(expected);
  });

  it("include the instance that a new call makes", () => {
    expect(sinksAt(effectsOf(sink("Instance.Member[x]"), 0, true))).toEqual([`${RESULT} x`]);
  });
});

describe("sources", () => {
  const models = { sourceModel: [["express", "ReturnValue.Member[get].Argument[any].Parameter[0].Member[body]", "remote"]] };
  const index = indexOf(models);
  const get = index.member(index.returned(index.package("express"), 0, false), "get");

  it("in a callback's parameter are effects of the call it is handed to", () => {
    expect(index.effects(get, 2, false).sources).toEqual([
      { at: 0, path: [parameterContent(0), "body"], kind: "remote", condition: null },
      { at: 1, path: [parameterContent(0), "body"], kind: "remote", condition: null },
    ]);
  });

  it("in a callback's parameter are sources of that parameter, too", () => {
    expect(index.sources(index.parameter(index.argument(get, 1, 2), 0, 2))).toEqual([{ path: ["body"], kind: "remote" }]);
  });

  it("are seen through the types in between", () => {
    const typed = indexOf({
      typeModel: [["express.Request", "express", "Member[get].Argument[1].Parameter[0]"]],
      sourceModel: [["express.Request", "Member[body]", "remote"]],
    });
    const effects = typed.effects(typed.member(typed.package("express"), "get"), 2, false);
    expect(effects.sources).toEqual([{ at: 1, path: [parameterContent(0), "body"], kind: "remote", condition: null }]);
  });

  it("end at the depth limit in types that contain themselves", () => {
    const effects = effectsOf({ typeModel: [["t", "f", "ReturnValue"], ["t", "t", "Member[next]"]], sourceModel: [["t", "", "remote"]] }, 0);
    expect(effects.sources.map((source) => source.path.length).sort()).toEqual(Array.from({ length: MAX_CONTENT_DEPTH + 1 }, (_, depth) => depth));
  });

  it("behind Fuzzy are in the result", () => {
    expect(effectsOf({ sourceModel: [["f", "Fuzzy", "remote"]] }, 0).sources).toEqual([{ at: RESULT, path: [], kind: "remote", condition: null }]);
  });
});

describe("conditions", () => {
  it("name the place that is looked at", () => {
    expect(effectsOf(sink("Argument[0]", "absent(Argument[1].Member[schema])"), 1).sinks).toEqual([
      { at: 0, path: [], kind: "log", condition: { kind: "absent", place: { at: 1, path: ["schema"] } } },
    ]);
  });

  it("count from the end of the call's arguments", () => {
    expect(effectsOf(sink("Argument[0]", "literal(Argument[N-1])=^a"), 3).sinks).toMatchObject([
      { condition: { kind: "literal", place: { at: 2, path: [] }, pattern: "^a" } },
    ]);
  });

  it("name the style of placeholders", () => {
    expect(effectsOf(sink("Argument[1].AnyMember", "placeholder(Argument[0])=named"), 2).sinks).toMatchObject([
      { condition: { kind: "placeholder", place: { at: 0, path: [] }, style: "named" } },
    ]);
  });

  it("are made of CodeQL's WithStringArgument", () => {
    expect(effectsOf(sink("WithStringArgument[0=a.b].Argument[1].Parameter[0]"), 2).sinks).toMatchObject([
      { at: 1, condition: { kind: "literal", place: { at: 0, path: [] }, pattern: "^(?:a\\.b)$" } },
    ]);
  });

  it("do not hide the unconditional row beside them", () => {
    const models = { sinkModel: [["f", "Argument[0]", "log", "absent(Argument[1])"], ["f", "Argument[0]", "log"]] };
    expect(effectsOf(models, 1).sinks).toHaveLength(2);
  });
});

describe("barriers, summaries and guards", () => {
  it("puts a barrier on the result", () => {
    expect(effectsOf({ barrierModel: [["f", "ReturnValue", "html-injection"]] }, 1).barriers).toEqual([{ at: RESULT, path: [], kind: "html-injection", condition: null }]);
  });

  it("puts a summary on every pair of places", () => {
    expect(effectsOf({ summaryModel: [["f", "", "Argument[0..]", "ReturnValue.ArrayElement", "value"]] }, 2).summaries).toEqual([
      { from: { at: 0, path: [] }, to: { at: RESULT, path: [ELEMENT] }, kind: "value", condition: null },
      { from: { at: 1, path: [] }, to: { at: RESULT, path: [ELEMENT] }, kind: "value", condition: null },
    ]);
  });

  it("puts a summary from an argument of what the call gives on that function", () => {
    const models = { summaryModel: [["f", "", "ReturnValue.Member[1].Argument[0]", "ReturnValue.Member[0]", "value"]] };
    const index = indexOf(models);
    const setter = index.member(index.returned(index.package("f"), 0, false), "1");
    expect(index.effects(setter, 1, false).summaries).toEqual([{ from: { at: 0, path: [] }, to: { at: ORIGIN, path: ["0"] }, kind: "value", condition: null }]);
    expect(effectsOf(models, 1)).toBe(NO_EFFECTS);
  });

  it("puts a condition on a summary", () => {
    expect(effectsOf({ summaryModel: [["f", "", "Argument[this]", "ReturnValue", "start", "literal(Argument[0])=^0$"]] }, 1).summaries).toEqual([
      { from: { at: RECEIVER, path: [] }, to: { at: RESULT, path: [] }, kind: "start", condition: { kind: "literal", place: { at: 0, path: [] }, pattern: "^0$" } },
    ]);
  });

  it("leaves a summary of a missing argument out", () => {
    expect(effectsOf({ summaryModel: [["f", "", "Argument[this].ArrayElement", "Argument[0].Parameter[0]", "value"]] }, 0)).toBe(NO_EFFECTS);
  });

  it("says what a callback hands to the function it is given", () => {
    expect(effectsOf({ summaryModel: [["f", "", "Argument[0].Parameter[0].Argument[0]", "ReturnValue.Awaited", "value"]] }, 1).summaries).toEqual([
      { from: { at: 0, path: [parameterContent(0), parameterContent(0)] }, to: { at: RESULT, path: [AWAITED] }, kind: "value", condition: null },
    ]);
  });

  it("keeps a summary to the calls that its filter lets pass", () => {
    const models = { summaryModel: [["f", "WithArity[1]", "Argument[0]", "ReturnValue", "text"]] };
    expect([effectsOf(models, 1).summaries.length, effectsOf(models, 2).summaries.length]).toEqual([1, 0]);
  });

  it("says what a guard checks and how it accepts", () => {
    expect(effectsOf({ barrierGuardModel: [["f", "Argument[0].Member[id]", "false", "form", "Member[error]"]] }, 1).guards).toEqual([
      { guarded: { at: 0, path: ["id"] }, kind: "form", accepts: "false", result: ["error"], condition: null },
    ]);
  });
});

describe("schemas and validations", () => {
  it.each([
    ["proves", "text,form", { kind: "proves", kinds: ["form", "text"] }],
    ["proves", "", { kind: "proves", kinds: [] }],
    ["object", "Argument[0]", { kind: "object", fields: { at: 0, path: [] } }],
    ["array", "Argument[this]", { kind: "array", element: { at: RECEIVER, path: [] } }],
    ["any-of", "Argument[0]", { kind: "any-of", options: { at: 0, path: [] } }],
    ["same", "Argument[this]", { kind: "same", schema: { at: RECEIVER, path: [] }, kinds: [], brands: false }],
    ["same", "Argument[this]; form", { kind: "same", schema: { at: RECEIVER, path: [] }, kinds: ["form"], brands: false }],
    ["brands", "Argument[this]", { kind: "same", schema: { at: RECEIVER, path: [] }, kinds: [], brands: true }],
    ["inferred", "", { kind: "inferred" }],
  ])("reads the form %s of %j", (form, detail, expected) => {
    expect(effectsOf({ schemaModel: [["f", "", form, detail]] }, 1).schemas).toEqual([{ form: expected }]);
  });

  it("says what a validation checks, hands out and holds it against", () => {
    expect(effectsOf({ validationModel: [["f", "", "Argument[0]", "ReturnValue.Member[data]", "Argument[this]"]] }, 1).validations).toEqual([
      { from: { at: 0, path: [] }, to: { at: RESULT, path: ["data"] }, schema: { at: RECEIVER, path: [] } },
    ]);
  });
});

describe("answers", () => {
  it("are the same object when asked again", () => {
    const index = indexOf(sink("Argument[0]"));
    expect(index.effects(index.package("f"), 1, false)).toBe(index.effects(index.package("f"), 1, false));
  });

  it("are NO_EFFECTS itself when there are none", () => {
    expect(effectsOf(sink("Member[x]"), 1)).toBe(NO_EFFECTS);
  });

  it("hold nothing twice", () => {
    const models = { typeModel: [["t", "f", "Argument[0]"], ["u", "f", "Argument[0]"]], sinkModel: [["t", "", "log"], ["u", "", "log"]] };
    expect(effectsOf(models, 1).sinks).toHaveLength(1);
  });
});
