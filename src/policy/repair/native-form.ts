import { asNode, nameOf, type Node } from "../../frontends/ecmascript/syntax.js";
import type { Usage } from "../../engine/api.js";
import { dropItem } from "./drop-item.js";
import { dropStatement } from "./drop-statement.js";
import { replaceUse } from "./replace-use.js";
import type { Edit, Repair, Tree } from "./tree.js";

/**
 * Writes the native form that a model row gives (see `UsageMark`) in place of what is reported: a read of a library's member, or an
 * import and every use of what it names. One use that cannot be replaced leaves all of it alone.
 */
export function useNativeForm(usage: Usage, tree: Tree): Repair | null {
  const native = usage.native ?? "";
  const place = tree.at(usage);
  if (place === null || native === "") return null;
  const edits = native.startsWith(".") ? readMember(place, native.slice(1), tree) : importedUses(place, native, tree) ?? usesOf([place], native, tree);
  return edits === null ? null : { edits, data: { native: native.replaceAll("$1", "value").replaceAll("$*", "…").replace(/^\./, "") } };
}

/** Takes out the import of what only patches something in. */
export function dropBareImport(usage: Usage, tree: Tree): Repair | null {
  const place = tree.at(usage);
  // An import without names is reported as a whole.
  const statement = place === null || place.type === "ImportDeclaration" ? place : tree.parent(place);
  const isBare = statement?.type === "ImportDeclaration" ? statement.specifiers?.length === 0 : statement?.type === "ExpressionStatement" && place?.type === "CallExpression";
  const edit = statement !== null && isBare ? dropStatement(statement, tree) : null;
  return edit === null ? null : { edits: [edit] };
}

/** Another member of the same object, read from it or imported by its name. */
function readMember(place: Node, name: string, tree: Tree): readonly Edit[] | null {
  const specifier = specifierOf(place, tree);
  const imported = asNode(specifier?.imported);
  if (specifier !== null && imported !== null) {
    const local = nameOf(asNode(specifier.local));
    // A path leads into what is exported, and no import can name that.
    return name.includes(".") ? null : [{ ...tree.range(specifier), text: local === name ? name : `${name} as ${local}` }];
  }
  const property = place.type === "MemberExpression" && place.computed !== true ? asNode(place.property) : null;
  return property === null ? null : [{ ...tree.range(property), text: name }];
}

/** For an import, its removal and the native form at every use of what it names; `null`: not an import, or one use is not clear. */
function importedUses(place: Node, native: string, tree: Tree): readonly Edit[] | null {
  const declaration = declarationOf(place, native, tree);
  if (declaration === null) return null;
  const [variable, other] = tree.variables(declaration.names);
  if (variable === undefined || other !== undefined) return null;
  // A native form of the same name: every use means it once the import is gone.
  const uses = variable.name === native ? sameUses(variable.uses, tree) : usesOf(variable.uses, native, tree);
  const removal = declaration.item === null ? [dropStatement(declaration.statement, tree)] : dropItem(declaration.item, declaration.statement.specifiers ?? [], tree);
  const edits = [...removal, ...(uses ?? [null])];
  return edits.every((edit) => edit !== null) ? edits : null;
}

interface Declaration {
  readonly statement: Node;
  /** What makes the variable. */
  readonly names: Node;
  /** The part of the statement to go; `null`: all of it. */
  readonly item: Node | null;
}

/** `import x from "…"`, `import { x } from "…"`, `const x = require("…")`. */
function declarationOf(place: Node, native: string, tree: Tree): Declaration | null {
  const holder = tree.parent(place);
  const specifier = specifierOf(place, tree);
  if (specifier !== null) {
    const statement = tree.parent(specifier);
    return statement === null ? null : { statement, names: specifier, item: statement.specifiers?.length === 1 ? null : specifier };
  }
  if (holder?.type === "ImportDeclaration") {
    const [only, second] = holder.specifiers ?? [];
    const isValue = only?.type === "ImportDefaultSpecifier" || (only?.type === "ImportSpecifier" && ["default", native].includes(nameOf(asNode(only.imported))));
    return isValue && second === undefined ? { statement: holder, names: holder, item: null } : null;
  }
  if (holder?.type !== "VariableDeclarator" || asNode(holder.id)?.type !== "Identifier" || asNode(holder.init) !== place) return null;
  const statement = tree.parent(holder);
  return statement?.type === "VariableDeclaration" && statement.declarations?.length === 1 ? { statement, names: holder, item: null } : null;
}

function specifierOf(place: Node, tree: Tree): Node | null {
  if (place.type === "ImportSpecifier") return place;
  const holder = tree.parent(place);
  return holder?.type === "ImportSpecifier" ? holder : null;
}

function usesOf(uses: readonly Node[], native: string, tree: Tree): readonly Edit[] | null {
  const edits = uses.map((use) => replaceUse(use, native, tree));
  return edits.every((edit) => edit !== null) ? edits : null;
}

function sameUses(uses: readonly Node[], tree: Tree): readonly Edit[] | null {
  return uses.some((use) => tree.parent(use)?.type === "ExportSpecifier") ? null : [];
}
