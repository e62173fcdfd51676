import type { Class, Expr, TypeRef } from "../ir.js";
import type { Later, Slot } from "./draft.js";
import { expr, makeAll, type Place, type Reader } from "./grammar.js";
import { ClassBody } from "./class-body.js";
import { readDecorators } from "./read-functions.js";
import { readMember } from "./read-members.js";
import { readCallee, readCallTypeArgs } from "./read-operands.js";
import { readType } from "./read-types.js";

/** What stands before a class's name. */
interface ClassStart {
  readonly start: number;
  readonly decorators: readonly Later<Expr>[];
  readonly abstract: boolean;
  readonly slot: Slot<Class>;
}

/** `@decorator abstract class~2`. */
export function readClassStart(reader: Reader, place: Place): ClassStart {
  const { cursor, draft } = reader;
  const { start } = cursor;
  const decorators = readDecorators(reader, place);
  const abstract = cursor.take("abstract");
  const keyword = cursor.expect("class");
  const label = keyword.kind === "word" ? keyword.label : undefined;
  return { start, decorators, abstract, slot: draft.classes.define(label, keyword) };
}

/** `class Name as binding extends … {…}` as a value. */
export function readClassExpression(reader: Reader, place: Place): Later<Expr> {
  const { start, slot } = readClassValue(reader, place);
  const range = reader.cursor.range(start);
  return () => expr(range, { kind: "class", class: slot.id });
}

/** A class that declares no name: `as` says to which binding it belongs. */
export function readClassValue(reader: Reader, place: Place): ClassStart {
  const { cursor, draft } = reader;
  const head = readClassStart(reader, place);
  const name = cursor.isName() ? cursor.next().text : "";
  let binding: Later<number> = () => -1;
  if (cursor.take("as")) {
    const token = cursor.name("the class's binding");
    binding = draft.refer(place.scope, token.text, token.label, token, "value");
  }
  readClassRest(reader, place, { ...head, name, binding });
  return head;
}

/** Everything of a class behind its name; fills the slot. */
export function readClassRest(reader: Reader, place: Place, head: ClassStart & { readonly name: string; readonly binding: Later<number> }): void {
  const { cursor } = reader;
  const superclass = cursor.take("extends") ? readCallee(reader, place) : undefined;
  const superclassTypeArgs = superclass && readCallTypeArgs(reader, place);
  const interfaces: Later<TypeRef>[] = [];
  if (cursor.take("implements")) {
    do interfaces.push(readType(reader, place));
    while (cursor.take(","));
  }
  const body = new ClassBody(reader, place, head.slot, head.name);
  cursor.expect("{", "and the members");
  cursor.nested(false, () => {
    while (!cursor.take("}")) {
      if (!cursor.take(";")) readMember(reader, place, body);
    }
  });
  const range = cursor.range(head.start);
  head.slot.make = () => ({
    name: head.name,
    binding: head.binding(),
    owner: place.owner.id,
    abstract: head.abstract,
    ...(superclass && { superclass: superclass() }),
    ...(superclassTypeArgs && { superclassTypeArgs: superclassTypeArgs() }),
    implements: makeAll(interfaces),
    members: makeAll(body.members),
    constructorFunction: body.constructorFunction?.id ?? -1,
    initialiser: body.initialiser?.id ?? -1,
    staticInitialiser: body.staticInitialiser?.id ?? -1,
    decorators: makeAll(head.decorators),
    ...range,
  });
}
