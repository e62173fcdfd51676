import type { Stmt } from "../ir.js";
import type { Later } from "./draft.js";
import { makeAll, type Place, type Reader, statement } from "./grammar.js";
import { readControl } from "./read-control.js";
import { readDeclaration } from "./read-declarations.js";
import { readDirective } from "./read-directives.js";
import { readExpression } from "./read-expressions.js";
import { Scope } from "./scope.js";

/** `{…}`: statements in a scope of their own. */
export function readBlock(reader: Reader, place: Place): Later<readonly Stmt[]> {
  const { cursor } = reader;
  const inside: Place = { ...place, scope: new Scope(place.scope) };
  const found: Later<Stmt>[] = [];
  cursor.expect("{", "and a block");
  cursor.nested(false, () => {
    while (!cursor.is("}")) {
      if (cursor.token.kind === "end") cursor.fail('"}" at the end of the block');
      found.push(...readStatement(reader, inside));
    }
  });
  cursor.next();
  return () => makeAll(found);
}

/** The statements of the module itself. */
export function readModuleBody(reader: Reader): Later<readonly Stmt[]> {
  const found: Later<Stmt>[] = [];
  while (reader.cursor.token.kind !== "end") found.push(...readStatement(reader, reader.top));
  return () => makeAll(found);
}

/** One statement, declaration or directive. */
export function readStatement(reader: Reader, place: Place): readonly Later<Stmt>[] {
  if (reader.cursor.take(";")) return [];
  return readDirective(reader, place) ?? readDeclaration(reader, place) ?? readControl(reader, place) ?? readPlain(reader, place);
}

function readPlain(reader: Reader, place: Place): readonly Later<Stmt>[] {
  const { cursor } = reader;
  const { start } = cursor;
  const value = readExpression(reader, place);
  const range = cursor.range(start);
  cursor.endStatement();
  return [() => statement(range, { kind: "expr", value: value() })];
}
