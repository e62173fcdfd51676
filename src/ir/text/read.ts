import type { Module, Range } from "../ir.js";
import { Cursor } from "./cursor.js";
import { type Declared, Draft } from "./draft.js";
import type { Grammar, Reader } from "./grammar.js";
import { readClassExpression } from "./read-classes.js";
import { readExpression } from "./read-expressions.js";
import { readFunctionExpression, readFunctionRest } from "./read-functions.js";
import { readBlock, readModuleBody, readStatement } from "./read-statements.js";
import { Scope } from "./scope.js";

const GRAMMAR: Grammar = {
  expression: readExpression,
  functionExpression: readFunctionExpression,
  classExpression: readClassExpression,
  functionRest: readFunctionRest,
  statement: readStatement,
  block: readBlock,
};

/**
 * Reads a module in the IR's text form (grammar and examples: `README.md` beside this file).
 *
 * Names are resolved by lexical scope, and one that nothing binds is a global. What the text does not number is numbered
 * in the order in which it stands there; what has no range written behind it gets its place in the text.
 *
 * @throws IrSyntaxError with line, column, what was expected and the line, when the text is no IR.
 */
export function read(text: string): Module {
  const cursor = new Cursor(text);
  const draft = new Draft(cursor);
  const slot = draft.functions.define(0, cursor.token);
  const top = { scope: new Scope<Declared>(), owner: slot };
  const reader: Reader = { cursor, draft, grammar: GRAMMAR, top };
  const header = readHeader(reader);
  const body = readModuleBody(reader);
  const range = header.range ?? { start: 0, end: text.length };
  slot.make = () => ({
    kind: "module",
    name: header.name,
    parent: -1,
    class: -1,
    isStatic: false,
    async: header.async,
    generator: false,
    params: [],
    body: body(),
    hasBody: true,
    ...range,
  });
  return draft.finish();
}

/** `async module "language" as "name" @0-90`, which may be left out as a whole and in parts. */
function readHeader({ cursor, draft }: Reader): { readonly name: string; readonly async: boolean; readonly range: Range | undefined } {
  const after = cursor.is("async") ? 1 : 0;
  const isHeader = cursor.is("module", after) && cursor.ahead(after + 1).kind === "string" && cursor.sameLineAhead(after + 1);
  if (!isHeader) return { name: "", async: false, range: undefined };
  const async = cursor.take("async");
  cursor.expect("module");
  draft.language = cursor.string("the name of the source language in quotes");
  const name = cursor.take("as") ? cursor.string("the module's name in quotes") : "";
  const range = cursor.writtenRange();
  cursor.endStatement();
  return { name, async, range };
}
