/** Where the text declares a name. */
import type { Binding, TypeRef } from "../ir.js";
import type { WordToken } from "./cursor.js";
import type { Later, Slot } from "./draft.js";
import type { Place, Reader } from "./grammar.js";

type Kind = Binding["kind"];

/** What may be assigned again unless the text says otherwise: everything but imports and types. */
export function isConstantByDefault(kind: Kind): boolean {
  return kind === "import" || kind === "type";
}

/** A name that is to be declared. `const` or `let` before it overrides what its kind says. */
export interface NewName {
  readonly token: WordToken;
  readonly constant: boolean;
}

/** `x`, `x~3`, `const x`, `let x`. */
export function readNewName(reader: Reader, kind: Kind, what: string): NewName {
  const { cursor } = reader;
  const constant = cursor.take("const") || (!cursor.take("let") && isConstantByDefault(kind));
  return { token: cursor.name(what), constant };
}

/** Declares a name in the scope of a place, owned by the function around. */
export function declareName(reader: Reader, place: Place, kind: Kind, name: NewName, type?: Later<TypeRef>): Slot<Binding> {
  const { token, constant } = name;
  const { text, label } = token;
  return reader.draft.declare(place.scope, { name: text, label, token, kind, owner: place.owner, constant, type });
}
