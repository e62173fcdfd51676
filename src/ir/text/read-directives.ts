/** Lines about the module as a whole: imports, exports, problems. */
import type { Range, Stmt } from "../ir.js";
import type { Later } from "./draft.js";
import type { Place, Reader } from "./grammar.js";
import { readDeclaration, startsDeclaration } from "./read-declarations.js";
import { declareName, type NewName, readNewName } from "./read-names.js";
import { readAnnotation } from "./read-types.js";
import type { Token } from "./tokens.js";

/** A directive; undefined when none begins here. An error anywhere but on the module's own level. */
export function readDirective(reader: Reader, place: Place): readonly Later<Stmt>[] | undefined {
  const { cursor, draft } = reader;
  const isProblem = cursor.is("problem") && cursor.ahead(1).kind === "string" && cursor.sameLineAhead(1);
  if (!isProblem && !cursor.is("import") && !cursor.is("export")) return undefined;
  const keyword = cursor.next();
  if (place.scope !== reader.top.scope) throw cursor.error(`${keyword.text} stands only on the module's own level`, keyword);
  if (keyword.text === "export") return readExport(reader, place);
  if (keyword.text === "import") readImport(reader, place);
  else {
    const reason = cursor.string("the reason");
    draft.problems.push({ reason, ...cursor.range(keyword.start) });
  }
  cursor.endStatement();
  return [];
}

/** `import x from`, `import * as x from`, `import = as x from`, `import { a, b as c, type T } from`, `import type …`. */
function readImport(reader: Reader, place: Place): void {
  const { cursor } = reader;
  const specifier = { text: "" };
  const isNamedType = cursor.is("from", 1) && cursor.ahead(2).kind === "string";
  const isType = cursor.is("type") && !isNamedType && (startsPublicName(reader, 1) || cursor.is("{", 1)) && cursor.take("type");
  do {
    if (cursor.take("{")) cursor.list("}", () => readImported(reader, place, specifier, isType));
    else if (cursor.is("*") || cursor.is("=")) readImported(reader, place, specifier, isType);
    else addImport(reader, place, specifier, isType, "default", cursor.start, readNewName(reader, "import", 'a name, "{", "* as" or "= as"'));
  } while (cursor.take(","));
  cursor.expect("from", "and the module specifier");
  specifier.text = cursor.string("the module specifier in quotes");
}

/** `name`, `name as local`, `* as local`, `= as local`, `default as local`. */
function readImported(reader: Reader, place: Place, specifier: { readonly text: string }, isType: boolean): void {
  const { cursor } = reader;
  const { start } = cursor;
  const typeOnly = (cursor.is("type") && !cursor.is("as", 1) && startsPublicName(reader, 1) && cursor.take("type")) || isType;
  if (cursor.isName() && !cursor.is("as", 1)) {
    const name = readNewName(reader, "import", "an imported name");
    addImport(reader, place, specifier, typeOnly, name.token.text, start, name); return;
  }
  const imported = readPublicName(reader);
  cursor.expect("as", "and the local name");
  addImport(reader, place, specifier, typeOnly, imported, start, readNewName(reader, "import", "the local name"));
}

function addImport(reader: Reader, place: Place, specifier: { readonly text: string }, typeOnly: boolean, imported: string, start: number, name: NewName): void {
  const { cursor, draft } = reader;
  const type = readAnnotation(reader, place);
  const range = cursor.range(start);
  const binding = declareName(reader, place, "import", name, type);
  draft.imports.push(() => ({ binding: binding.id, specifier: specifier.text, name: imported, typeOnly, ...range }));
}

function startsPublicName({ cursor }: Reader, distance: number): boolean {
  const { kind } = cursor.ahead(distance);
  return kind === "word" || kind === "string" || cursor.is("*", distance) || cursor.is("=", distance);
}

/** A name that other modules see: a word (`default` among them), a text in quotes, `*` or `=`. */
function readPublicName(reader: Reader): string {
  const { cursor } = reader;
  if (!startsPublicName(reader, 0)) cursor.fail("an imported or exported name");
  return cursor.next().text;
}

function readExport(reader: Reader, place: Place): readonly Later<Stmt>[] {
  const { cursor } = reader;
  const isDefault = cursor.is("default") && startsDeclaration(reader, 1);
  if (isDefault || startsDeclaration(reader, 0)) return readExportedDeclaration(reader, place, isDefault);
  const typeOnly = cursor.is("type") && (cursor.is("{", 1) || cursor.is("*", 1)) && cursor.take("type");
  if (cursor.is("*")) readExportAll(reader, typeOnly);
  else {
    const items = cursor.take("{") ? cursor.list("}", () => readExported(reader)) : [readExported(reader)];
    addExports(reader, place, items, typeOnly);
  }
  cursor.endStatement();
  return [];
}

/** `export func f() {…}`: the declaration, and the export of its name (or of `default`). */
function readExportedDeclaration(reader: Reader, place: Place, isDefault: boolean): readonly Later<Stmt>[] {
  const { cursor, draft } = reader;
  if (isDefault) cursor.next();
  const before = draft.bindings.count;
  const { start } = cursor;
  const statements = readDeclaration(reader, place) ?? cursor.fail("a declaration");
  const range = cursor.textRange(start);
  const slot = draft.bindings.nth(before);
  draft.exports.push(() => {
    const name = slot?.make?.().name;
    if (slot === undefined || name === undefined) throw cursor.error("expected a declaration of a new name", range);
    return { kind: "local", name: isDefault ? "default" : name, binding: slot.id, ...range };
  });
  return statements;
}

/** `export * from "m"` and `export * as name from "m"`. */
function readExportAll(reader: Reader, typeOnly: boolean): void {
  const { cursor, draft } = reader;
  const { start } = cursor.next();
  const name = cursor.take("as") ? readPublicName(reader) : undefined;
  const written = cursor.writtenRange();
  cursor.expect("from", "and the module specifier");
  const specifier = cursor.string("the module specifier in quotes");
  const range = written ?? cursor.range(start);
  draft.exports.push(() =>
    name === undefined ? { kind: "all", specifier, typeOnly, ...range } : { kind: "from", name, specifier, imported: "*", typeOnly, ...range },
  );
}

interface Exported {
  readonly token: Token;
  readonly name: string;
  readonly range: Range;
}

/** `name`, `name as other`, `name as default`, `name as =`. */
function readExported(reader: Reader): Exported {
  const { cursor } = reader;
  const { token } = cursor;
  const own = readPublicName(reader);
  const name = cursor.take("as") ? readPublicName(reader) : own;
  return { token, name, range: cursor.range(token.start) };
}

function addExports(reader: Reader, place: Place, items: readonly Exported[], typeOnly: boolean): void {
  const { cursor, draft } = reader;
  if (cursor.take("from")) {
    const specifier = cursor.string("the module specifier in quotes");
    for (const { token, name, range } of items) {
      draft.exports.push(() => ({ kind: "from", name, specifier, imported: token.text, typeOnly, ...range }));
    }
    return;
  }
  for (const { token, name, range } of items) {
    const label = token.kind === "word" ? token.label : undefined;
    const refer = draft.refer(place.scope, token.text, label, token, "value");
    draft.exports.push(() => {
      const binding = refer();
      if (binding < 0) throw cursor.error(`nothing in the module is called ${JSON.stringify(token.text)}`, token);
      return { kind: "local", name, binding, ...range };
    });
  }
}
