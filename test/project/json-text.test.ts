import { describe, expect, it } from "vitest";
import { parseJsonWithComments } from "../../src/project/json-text.js";

describe("parseJsonWithComments", () => {
  it("bears comments of both kinds", () => {
    expect(parseJsonWithComments('{ // a\n "a": /* b */ 1 }')).toEqual({ a: 1 });
  });

  it("bears a comma before a closing bracket, with a comment between", () => {
    expect(parseJsonWithComments('{ "a": [1, 2,], /* end */ }')).toEqual({ a: [1, 2] });
    expect(parseJsonWithComments('{ "a": 1, // end\n }')).toEqual({ a: 1 });
  });

  it("leaves strings alone", () => {
    expect(parseJsonWithComments(String.raw`{ "a//b": "/* c */ \" ,}" }`)).toEqual({ "a//b": '/* c */ " ,}' });
  });

  it("throws on text that is no JSON", () => {
    expect(() => parseJsonWithComments("{ a")).toThrow(SyntaxError);
  });
});
