/** What a type annotation proves of a value: only types that a caller's text cannot have by accident. */
import type { TypeRef } from "../../ir/index.js";
import { declarationsOf, importPath } from "../link/declarations.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "./context.js";

/** Proofs of a branded or opaque type, an enum, or a union of literals; 0 for any other. */
export function brandProofs(models: Models, module: Loaded, type: TypeRef, depth = 0): number {
  const checked = models.bits.bit("form") | models.bits.bit("text");
  if (depth > 4) return 0;
  switch (type.kind) {
    case "literal":
      return checked;
    case "union":
      return type.types.every((part) => isNothing(part) || brandProofs(models, module, part, depth + 1) !== 0) && type.types.some((part) => !isNothing(part)) ? checked : 0;
    case "intersection":
      return type.types.some((part) => part.kind === "primitive" && (part.name === "string" || part.name === "number")) && type.types.length > 1 ? checked : 0;
    case "name": {
      const found = declaration(models, module, type);
      if (found === null) return 0;
      if (found.form === "enum") return checked;
      return found.form === "alias" ? brandProofs(models, found.module, found.type, depth + 1) : 0;
    }
    default:
      return 0;
  }
}

const isNothing = (type: TypeRef): boolean => type.kind === "primitive" && (type.name === "null" || type.name === "undefined");

/** Proofs of a type predicate (`value is T`). */
export function predicateProofs(models: Models, module: Loaded, type: TypeRef | null): number {
  if (type === null) return 0;
  if (type.kind === "primitive") {
    if (type.name === "string") return models.bits.bit("text");
    return type.name === "number" || type.name === "boolean" || type.name === "bigint" ? models.bits.bit("number") : 0;
  }
  return brandProofs(models, module, type);
}

function declaration(models: Models, module: Loaded, type: TypeRef & { kind: "name" }): { form: string; type: TypeRef; module: Loaded } | null {
  const { flow } = module;
  const binding = flow.bindings[type.binding];
  if (binding === undefined || type.path.length !== 1) return null;
  const item = flow.imports[binding.import];
  const places = item === undefined ? [{ module, binding: type.binding }] : declarationsOf(models.linker, module, item.specifier, importPath(item, [])).flatMap((each) => (each.kind === "project" && each.rest.length === 0 ? [each] : []));
  for (const place of places) {
    const found = place.module.flow.typeDeclarations.find((each) => each.binding === place.binding);
    if (found !== undefined) return { form: found.form, type: found.type, module: place.module };
  }
  return null;
}
