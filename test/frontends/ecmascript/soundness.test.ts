import { describe, expect, it } from "vitest";

import { validate } from "../../../src/ir/index.js";
import { ir } from "./parsers.js";
import { DECORATED_REST, PROGRAMS, SNIPPETS } from "./snippets.js";

describe("what the frontend makes keeps the rules of the IR", () => {
  it.each(Object.entries(SNIPPETS))("from %s", (_, { code, language }) => {
    expect(validate(ir(code, language))).toEqual([]);
  });

  it.each([...PROGRAMS, DECORATED_REST])("from a program: $code", ({ code, language }) => {
    expect(validate(ir(code, language))).toEqual([]);
  });

  it.each([
    "<a b={c}>{d}</a>",
    "<A {...b}>\n  text {c} <B d={<E />}>f</B>\n</A>",
    "<><a />{b}</>",
    "<a.b.C d>{...e}</a.b.C>",
    "<A<string> b={(c) => <d>{c}</d>}>{(e) => e}</A>",
    "<svg:path d='e' />",
  ])("from the element %s", (code) => {
    expect(validate(ir(code, "tsx"))).toEqual([]);
  });
});
