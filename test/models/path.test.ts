import { describe, expect, it } from "vitest";
import { expandSelectors, parsePath, pathText, selectorsMatch } from "../../src/models/path.js";
import type { Selector } from "../../src/models/path.js";

/** The canonical text of the path, or the reason why it is wrong. */
function read(text: string): string {
  const path = parsePath(text);
  return path.ok ? pathText(path.value) : `${path.problem.position}: ${path.problem.reason}`;
}

function selectorsOf(text: string): readonly Selector[] {
  const path = parsePath(`Argument[${text}]`);
  const step = path.ok ? path.value[0] : undefined;
  return step?.op === "Argument" ? step.selectors : [];
}

describe("parsePath", () => {
  it("reads the empty path as the root itself", () => {
    expect(parsePath("")).toEqual({ ok: true, value: [] });
  });

  it("splits a path at the dots outside brackets", () => {
    const path = parsePath("Member[a.b].ReturnValue");
    expect(path).toEqual({ ok: true, value: [{ op: "Member", names: ["a.b"] }, { op: "ReturnValue" }] });
  });

  it("sorts the names of a member step and drops duplicates", () => {
    expect(read("Member[query, execute,query]")).toBe("Member[execute,query]");
  });

  it.each(["Element", "MapKey", "MapValue", "SetElement", "ArrayElement[?]", "ArrayElement[0..]"])("reads %s as an element", (text) => {
    expect(read(text)).toBe("ArrayElement");
  });

  it("reads an element at a known index as the member of that name", () => {
    expect(read("ArrayElement[1]")).toBe("Member[1]");
  });

  it.each([
    ["Argument[any]", "Argument[0..]"],
    ["Argument[this]", "Argument[this]"],
    ["Argument[2,0]", "Argument[0,2]"],
    ["Argument[1..1]", "Argument[1]"],
    ["Argument[N-1]", "Argument[N-1]"],
    ["Parameter[0..2]", "Parameter[0..2]"],
    ["WithArity[1,2]", "WithArity[1,2]"],
    ["WithStringArgument[0=message]", "WithStringArgument[0=message]"],
  ])("writes %s as %s", (text, canonical) => {
    expect(read(text)).toBe(canonical);
  });

  it("names the position of an unknown step and the step it resembles", () => {
    expect(read("Member[x].ReturnVale")).toBe('10: unknown step "ReturnVale" (did you mean "ReturnValue"?) at position 10 of "Member[x].ReturnVale"');
  });

  it("suggests nothing for a step that resembles none", () => {
    expect(read("Xyzzyplugh")).toBe('0: unknown step "Xyzzyplugh" at position 0 of "Xyzzyplugh"');
  });

  it("says which operand a step needs", () => {
    expect(read("Member")).toContain('the step "Member" needs an operand, such as Member[name]');
  });

  it("refuses an operand where none belongs", () => {
    expect(read("ReturnValue[0]")).toContain('the step "ReturnValue" takes no operand "0"');
  });

  it("refuses an argument that is no index", () => {
    expect(read("Argument[first]")).toContain('"first" is no operand of "Argument"');
  });

  it("refuses an arity that counts from the end", () => {
    expect(read("WithArity[N-1]")).toContain('"N-1" is no operand of "WithArity"');
  });

  it("refuses an open bracket", () => {
    expect(read("Member[x.ReturnValue")).toContain('missing "]"');
  });

  it("refuses an empty step", () => {
    expect(read("Member[x]..ReturnValue")).toBe('10: empty step at position 10 of "Member[x]..ReturnValue"');
  });
});

describe("expandSelectors", () => {
  it.each([
    ["0", 2, [0]],
    ["2", 2, []],
    ["1..", 3, [1, 2]],
    ["any", 0, []],
    ["0..1", 5, [0, 1]],
    ["N-1", 3, [2]],
    ["N-1", 0, []],
    ["N-2..", 3, [1, 2]],
    ["this,0", 1, [-1, 0]],
    ["1,0..", 3, [0, 1, 2]],
  ])("expands %s among %d", (text, count, indexes) => {
    expect(expandSelectors(selectorsOf(text), count)).toEqual(indexes);
  });
});

describe("selectorsMatch", () => {
  it("matches the last of the arguments", () => {
    expect(selectorsMatch(selectorsOf("N-1"), 2, 3)).toBe(true);
  });

  it("does not match an argument before the last", () => {
    expect(selectorsMatch(selectorsOf("N-1"), 1, 3)).toBe(false);
  });

  it("does not take the receiver for an argument", () => {
    expect(selectorsMatch(selectorsOf("any"), -1, 3)).toBe(false);
  });
});
