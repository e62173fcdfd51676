import { describe, expect, it } from "vitest";
import { readModelObject } from "../../src/models/load.js";
import { KINDS } from "./model-fixtures.js";

/** The reason why the row is wrong; null when it is right. */
function reasonFor(extensible: string, ...columns: string[]): string | null {
  return readModelObject({ [extensible]: [columns] }, "test", { kinds: KINDS, origin: "built-in" }).errors[0]?.reason ?? null;
}

describe("source and sink rows", () => {
  it("counts the columns", () => {
    expect(reasonFor("sourceModel", "express", "Member[x]")).toBe("expected 3 or 4 columns (type, path, kind, condition), found 2");
  });

  it("wants a type", () => {
    expect(reasonFor("sourceModel", "", "Member[x]", "remote")).toBe('the column "type" is empty');
  });

  it("refuses a path that ends in a filter", () => {
    expect(reasonFor("sinkModel", "pg", "Member[query].WithArity[2]", "sql-injection")).toBe(
      'the path ends in "WithArity", which picks calls and names no value',
    );
  });

  it.each(["absent(Argument[1].Member[schema])", "present(Argument[N-1])", "literal(Argument[0])=^find", "placeholder(Argument[0])=named"])(
    "accepts the condition %s",
    (condition) => {
      expect(reasonFor("sinkModel", "pg", "Member[query].Argument[0].Member[text]", "sql-injection", condition)).toBeNull();
    },
  );

  it.each([
    ["when(Argument[0])", "is no condition"],
    ["absent(Argment[0])", "in the condition: unknown step"],
    ["absent(Argument[0,1])", "names more than one place"],
    ["absent(Argument[0])=x", 'the condition "absent" takes no "=x"'],
    ["literal(Argument[0])", 'the condition "literal" needs "="'],
    ["literal(Argument[0])=(", '"(" is no regular expression'],
  ])("refuses the condition %s", (condition, reason) => {
    expect(reasonFor("sinkModel", "pg", "Member[query].Argument[0]", "sql-injection", condition)).toContain(reason);
  });

  it("refuses a condition where there is no call to look at", () => {
    expect(reasonFor("sinkModel", "dom", "Member[innerHTML]", "log", "absent(Argument[0])")).toContain("needs a path that ends at a call");
  });

  it("accepts a condition on the call that is handed the callback", () => {
    expect(reasonFor("sourceModel", "ws", "Member[on].Argument[1].Parameter[0].Member[body]", "remote", "literal(Argument[0])=message")).toBeNull();
  });
});

describe("type rows", () => {
  it("accepts an empty path", () => {
    expect(reasonFor("typeModel", "a.T", "b.T", "")).toBeNull();
  });

  it("names the empty column", () => {
    expect(reasonFor("typeModel", "a.T", "", "")).toBe('the column "type2" is empty');
  });
});

describe("summary rows", () => {
  it("refuses a kind that is none", () => {
    expect(reasonFor("summaryModel", "a", "", "Argument[0]", "ReturnValue", "copy")).toBe('"copy" is no summary kind: write one of value, taint, text, start, parse');
  });

  it("refuses a place that does not start at the call", () => {
    expect(reasonFor("summaryModel", "a", "", "Member[x]", "ReturnValue", "value")).toBe('a place starts with "Argument[…]" or "ReturnValue", not with "Member"');
  });

  it("refuses a step that leaves the value", () => {
    expect(reasonFor("summaryModel", "a", "", "Argument[0].Instance", "ReturnValue", "value")).toBe('the step "Instance" cannot be part of a place');
  });

  it("accepts what a callback hands to the function it was given", () => {
    expect(reasonFor("summaryModel", "a", "", "Argument[0].Parameter[0].Argument[0]", "ReturnValue", "value")).toBeNull();
  });

  it("refuses what an argument is called with by us", () => {
    expect(reasonFor("summaryModel", "a", "", "Argument[0].Argument[0]", "ReturnValue", "value")).toBe('the step "Argument" cannot be part of a place');
  });
});

describe("guard rows", () => {
  it("refuses a path that does not end at an argument", () => {
    expect(reasonFor("barrierGuardModel", "a", "Member[isId].ReturnValue", "true", "form")).toContain("the path of a guard ends at the guarded argument");
  });

  it("refuses another accepting value", () => {
    expect(reasonFor("barrierGuardModel", "a", "Member[isId].Argument[0]", "yes", "form")).toBe('"yes" is no accepting value: write "true", "false" or "completes"');
  });

  it("checks the content path of the result", () => {
    expect(reasonFor("barrierGuardModel", "a", "Member[check].Argument[0]", "false", "form", "Instance")).toContain('in the column "result"');
  });

  it("refuses to depend on a constant argument", () => {
    expect(reasonFor("barrierGuardModel", "a", "Member[check].WithStringArgument[1=id].Argument[0]", "true", "form")).toContain(
      '"WithStringArgument" is not supported in rows that prove something',
    );
  });
});

describe("schema rows", () => {
  it.each([
    ["proves", ""],
    ["proves", "form, text"],
    ["object", "Argument[0]"],
    ["array", "Argument[this]"],
    ["any-of", "Argument[0]"],
    ["all-of", "Argument[any]"],
    ["same", "Argument[this]"],
    ["same", "Argument[this]; form,text"],
    ["brands", "Argument[this]"],
    ["inferred", ""],
  ])("accepts the form %s with the detail %j", (form, detail) => {
    expect(reasonFor("schemaModel", "zod", "Member[x]", form, detail)).toBeNull();
  });

  it.each([
    ["inferred", "Argument[0]", 'the form "inferred" takes nothing beside it'],
    ["prove", "form", '"prove" is no form of a schema'],
    ["proves", "from", 'unknown barrier kind "from" (did you mean "form"?)'],
    ["object", "form", "unknown step"],
    ["object", "Argument[0]; form", 'the form "object" takes a place and no kinds'],
  ])("refuses the form %s with the detail %j", (form, detail, reason) => {
    expect(reasonFor("schemaModel", "zod", "Member[x]", form, detail)).toContain(reason);
  });
});

describe("binding rows", () => {
  it.each(["?", "$1", ":1"])("accepts the placeholder %s", (placeholder) => {
    expect(reasonFor("bindingModel", "pg", "Member[query]", "Argument[0]", "Argument[1]", placeholder)).toBeNull();
  });

  it.each(["", "$", "$2", "values"])("refuses the placeholder %j", (placeholder) => {
    expect(reasonFor("bindingModel", "pg", "Member[query]", "Argument[0]", "Argument[1]", placeholder)).toContain("is no placeholder");
  });

  it("wants places at the call", () => {
    expect(reasonFor("bindingModel", "pg", "Member[query]", "Argument[0]", "Member[values]", "?")).toContain("a place starts with");
  });
});

describe("usage rows", () => {
  it("accepts a kind of its own and a note", () => {
    expect(reasonFor("usageModel", "request", "", "deprecated", "use fetch")).toBeNull();
  });

  it.each(["", ".tmpdir", ".constants.F_OK", "Object.assign", "typeof $1 === 'string'", "$1.includes($*)"])("accepts the native form %j", (native) => {
    expect(reasonFor("usageModel", "util", "Member[old]", "deprecated", "use another", native)).toBeNull();
  });

  it.each(["use Object.assign", "Object.", "$*.x"])("refuses the native form %j", (native) => {
    expect(reasonFor("usageModel", "util", "Member[old]", "deprecated", "use another", native)).toContain("is no native form");
  });

  it("refuses a kind that is no name", () => {
    expect(reasonFor("usageModel", "request", "", "Not good", "use fetch")).toContain("is no usage kind");
  });
});
