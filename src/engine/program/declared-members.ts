/** The members that a declared type names: of an interface, an object type, a class. */
import type { TypeRef } from "../../ir/index.js";
import type { Entity } from "./entity.js";

export function parentsOf(item: Entity & { kind: "typed" }): readonly TypeRef[] {
  const declaration = item.module.flow.typeDeclarations[item.type];
  if (declaration === undefined) return [];
  return declaration.type.kind === "intersection" ? [...declaration.extends, ...declaration.type.types] : declaration.extends;
}

export function declaredMembers(item: Entity): readonly { readonly name: string; readonly type: TypeRef }[] {
  if (item.kind === "instance") {
    const members = item.module.flow.classes[item.cls]?.members ?? [];
    return members.flatMap(({ name, kind, isStatic, access, type }) => (kind === "field" && !isStatic && access === "public" && type !== null ? [{ name, type }] : []));
  }
  const shape = item.kind === "shape" ? item.type : item.kind === "typed" ? item.module.flow.typeDeclarations[item.type]?.type : undefined;
  return shape?.kind === "object" ? shape.members.filter((member) => !member.method) : [];
}
