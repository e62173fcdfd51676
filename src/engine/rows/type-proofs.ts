/** What a type annotation proves of a value: only types that a caller's text cannot have by accident. */
import { Edge, Node } from "../../compile/index.js";
import type { TypeRef } from "../../ir/index.js";
import { RESULT } from "../../models/model.js";
import { declarationsOf, importPath } from "../link/declarations.js";
import { importedNodes } from "../link/imports.js";
import { targetsOf } from "../link/targets.js";
import { packageStates, typeEntities } from "../link/types.js";
import type { Loaded } from "../program/loaded.js";
import { variableNodes } from "../program/variables.js";
import { barrierBits } from "./barrier-bits.js";
import { placeNode } from "./call-places.js";
import type { Models } from "./context.js";
import { callsOf } from "./made-by.js";
import { nodeProofs } from "./schemas.js";

/** Whether a parameter's type vouches for its values: a branded or opaque type, an enum, a union of literals. */
export function isVouching(models: Models, module: Loaded, type: TypeRef): boolean {
  return isClosed(models, module, type, true, 0);
}

/**
 * Whether a field's type vouches for its values: a branded or opaque one. A field that is declared to be one of some literals says
 * nothing: the same is written of what a caller sends.
 */
export function isFieldVouching(models: Models, module: Loaded, type: TypeRef): boolean {
  return isClosed(models, module, type, false, 0);
}

/** The proofs of a value, with what its declared types say; the marks by which that is known are left out. */
export function vouchedFor({ bits, declaredBit, uncastBit }: Models, set: number): number {
  const isVouched = (set & declaredBit) !== 0 && (set & uncastBit) !== 0;
  return (isVouched ? set | bits.bit("form") | bits.bit("text") : set) & ~(declaredBit | uncastBit);
}

/** Whether no text is of the type by accident. */
function isClosed(models: Models, module: Loaded, type: TypeRef, literals: boolean, depth: number): boolean {
  if (depth > ALIAS_DEPTH) return false;
  switch (type.kind) {
    case "literal":
      return literals;
    case "union":
      return type.types.every((part) => isNothing(part) || isClosed(models, module, part, literals, depth + 1)) && !type.types.every(isNothing);
    case "intersection":
      return type.types.some((part) => part.kind === "primitive" && (part.name === "string" || part.name === "number")) && type.types.length > 1;
    case "name": {
      const found = declaration(models, module, type);
      if (found === null) return isBranded(models, module, type);
      return found.form === "enum" ? literals : found.form === "alias" && isClosed(models, found.module, found.type, literals, depth + 1);
    }
    default:
      return false;
  }
}
/** Aliases of aliases. */
const ALIAS_DEPTH = 4;

const isNothing = (type: TypeRef): boolean => type.kind === "primitive" && (type.name === "null" || type.name === "undefined");

/** `z.infer<typeof Id>`: the type of what a schema accepts, where that is a brand. */
function isBranded(models: Models, module: Loaded, type: TypeRef & { kind: "name" }): boolean {
  // A brand says that the schema was asked; what the value then looks like, the schema says.
  const { bits } = models;
  return inferredFrom(models, module, type).some((each) => brands(models, each.module, each.node, 0) && (nodeProofs(models, each.module, each.node) & (bits.bit("form") | bits.bit("number"))) !== 0);
}

/** The schemas that a type is inferred from: `z.infer<typeof Id>`. */
function inferredFrom(models: Models, module: Loaded, type: TypeRef & { kind: "name" }): readonly { readonly module: Loaded; readonly node: number }[] {
  const [schema] = type.args;
  if (schema?.kind !== "typeof" || schema.path.length !== 1) return [];
  const isInferred = packageStates(models.linker, module, type).some((state) => models.linker.models.effects(state, 0, false).schemas.some(({ form }) => form.kind === "inferred"));
  if (!isInferred) return [];
  const item = module.flow.imports[module.flow.bindings[schema.binding]?.import ?? -1];
  return item === undefined ? variableNodes(module, schema.binding).map((node) => ({ module, node })) : importedNodes(models.linker, module, item);
}

/** Whether a value of the type may be a text. */
export function isTextType(models: Models, module: Loaded, type: TypeRef, depth = 0): boolean {
  switch (type.kind) {
    case "primitive":
      return type.name === "string" || type.name === "any" || type.name === "unknown";
    case "union":
    case "intersection":
      return type.types.some((each) => isTextType(models, module, each, depth));
    case "name": {
      if (depth > ALIAS_DEPTH) return false;
      const found = declaration(models, module, type);
      if (found !== null) return found.form === "alias" && isTextType(models, found.module, found.type, depth + 1);
      const { bits, textBit } = models;
      const number = bits.bit("number");
      const proofs = inferredFrom(models, module, type).map((each) => nodeProofs(models, each.module, each.node));
      if (proofs.some((set) => (set & (textBit | bits.bit("form"))) !== 0 && (set & number) === 0)) return true;
      // `CreationOptional<string>`: what another package wraps around a text.
      const [wrapped] = module.flow.imports.some((each) => each.binding === type.binding) ? type.args : [];
      return wrapped !== undefined && isTextType(models, module, wrapped, depth + 1);
    }
    case "other":
      return true;
    default:
      return false;
  }
}

/** Whether one of the calls that a schema is made by gives what it accepts a type of its own. */
function brands(models: Models, module: Loaded, schema: number, depth: number): boolean {
  if (depth > BRAND_DEPTH) return false;
  return callsOf(models, module, schema).some((site) =>
    targetsOf(models.linker, site.module, site.call).some(
      (target) =>
        target.kind === "library" &&
        target.effects.schemas.some(({ form }) => {
          if (form.kind !== "same" && form.kind !== "all-of") return false;
          if (form.kind === "same" && form.brands) return true;
          const inner = form.schema.at === RESULT ? -1 : placeNode(models, site, form.schema);
          return inner >= 0 && brands(models, site.module, inner, depth + 1);
        }),
    ),
  );
}
/** Refinements of a schema, one after the other. */
const BRAND_DEPTH = 12;

/** Whether an assertion gave a value, kept in variables since, a type of a library which proves something. */
export function isAssertedTo(models: Models, module: Loaded, start: number, kind: string): boolean {
  const { flow } = module;
  const bit = models.bits.bit(kind);
  const pending = [start];
  for (const node of pending) {
    const type = flow.nodeKind[node] === Node.Cast ? flow.types[flow.nodeAux[node] ?? -1] : undefined;
    if (type !== undefined && typeEntities(models.linker, module, type).some((item) => item.kind === "library" && (barrierBits(models, item.state) & bit) !== 0)) return true;
    for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      const from = flow.edgeFrom[edge] ?? -1;
      const kept = flow.edgeKind[edge] as Edge;
      if ((kept === Edge.Value || kept === Edge.Refine || kept === Edge.Post) && !pending.includes(from)) pending.push(from);
    }
  }
  return false;
}

/** Proofs of a type predicate (`value is T`). */
export function predicateProofs(models: Models, module: Loaded, type: TypeRef | null): number {
  if (type === null) return 0;
  if (type.kind === "primitive") {
    if (type.name === "string") return models.bits.bit("text");
    return type.name === "number" || type.name === "boolean" || type.name === "bigint" ? models.bits.bit("number") : 0;
  }
  return isVouching(models, module, type) ? models.bits.bit("form") | models.bits.bit("text") : 0;
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
