/** What reading a property proves of it: validating decorators of a class, branded types, and what libraries say of their own. */
import { declaredMembers } from "../program/declared-members.js";
import type { Entity } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { decorated } from "../link/decorators.js";
import { superclasses } from "../link/superclasses.js";
import { testedBefore } from "../link/tested-types.js";
import { barrierBits, inherentBits } from "./barrier-bits.js";
import type { Models } from "./context.js";
import { isFieldVouching } from "./type-proofs.js";

/** What reading a property proves of it: validating decorators on the field of a declared class, and barrier rows. */
export function memberProofs(models: Models, module: Loaded, edge: number, name: string): { keep: number; set: number } {
  const { flow } = module;
  const { linker } = models;
  let bits = 0;
  const from = flow.edgeFrom[edge] ?? -1;
  for (const item of linker.of(module, from)) bits |= proofsOfMember(models, item, name);
  for (const item of testedBefore(linker, module, from)) bits |= proofsOfMember(models, item, name);
  return { keep: -1, set: bits };
}

function proofsOfMember(models: Models, item: Entity, name: string): number {
  if (item.kind === "library") return inherentBits(models, models.linker.models.member(item.state, name));
  if (item.kind === "instance") return fieldProofs(models, item.module, item.cls, name, 0) | declaredProofs(models, item, name);
  return item.kind === "typed" || item.kind === "shape" ? declaredProofs(models, item, name) : 0;
}

/** What the declared type of a member says; kept with the module that declares it. */
function declaredProofs(models: Models, item: Entity & { kind: "instance" | "typed" | "shape" }, name: string): number {
  const { memo } = item.module;
  let table = memo.get(MEMBERS) as Map<string, number> | undefined;
  if (table === undefined) memo.set(MEMBERS, (table = new Map()));
  const key = `${item.kind === "instance" ? `i${item.cls}` : item.id} ${name}`;
  let bits = table.get(key);
  if (bits === undefined) {
    const type = declaredMembers(item).find((member) => member.name === name)?.type;
    table.set(key, (bits = type === undefined ? 0 : isFieldVouching(models, item.module, type) ? models.declaredBit : 0));
  }
  return bits;
}
const MEMBERS = {};

const declaresItself = ({ flow }: Loaded, cls: number, name: string): boolean => flow.classes[cls]?.members.some((member) => member.name === name && !member.isStatic) === true;

function fieldProofs(models: Models, module: Loaded, cls: number, name: string, depth: number): number {
  const { linker } = models;
  let bits = 0;
  for (const member of module.flow.classes[cls]?.members ?? []) {
    if (member.name !== name || member.isStatic) continue;
    for (const decorator of member.decorators) {
      for (const item of decorated(linker, module, decorator, "member")) {
        if (item.kind === "library") bits |= barrierBits(models, item.state);
      }
    }
  }
  if (bits !== 0 || depth > 8) return bits;
  for (const parent of superclasses(linker, module, cls)) {
    if (parent.kind === "class") bits |= fieldProofs(models, parent.module, parent.cls, name, depth + 1);
    // What a class of the project declares itself is its own.
    else if (parent.kind === "library" && !declaresItself(module, cls, name)) bits |= inherentBits(models, linker.models.member(linker.models.instance(parent.state), name));
  }
  return bits;
}
