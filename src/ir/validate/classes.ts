/** Classes and their members. */
import type { Class, ClassId, FunctionId } from "../ir.js";
import type { Check, Place } from "./check.js";
import { checkExpression, checkKey } from "./expressions.js";

export function checkClass(check: Check, made: Class, id: ClassId): void {
  const what = `class ${String(id)} ${made.name}`;
  const owner = check.module.functions[made.owner];
  check.claim(owner !== undefined, `${what}: there is no function ${String(made.owner)} to own it`);
  check.inside(made, owner ?? made, what);
  const binding = check.module.bindings[made.binding];
  check.claim(made.binding === -1 || (binding?.kind === "class" && binding.owner === made.owner), `${what}: ${check.binding(made.binding)} is no class of its owner`);
  check.claim(made.superclass !== undefined || made.superclassTypeArgs === undefined, `${what}: type arguments without a superclass`);
  const place: Place = { owner: made.owner, around: made, canBreak: false, canContinue: false, labels: new Map() };
  // Parsers disagree whether a class begins at its decorators.
  for (const decorator of made.decorators) checkExpression(check, decorator, { ...place, around: owner ?? made });
  if (made.superclass) checkExpression(check, made.superclass, place);
  for (const type of [...made.implements, ...(made.superclassTypeArgs ?? [])]) check.type(type, made.owner, what);
  const own = (func: FunctionId, kind: string, isStatic: boolean, whose = what): void => {
    if (func === -1) return;
    check.makesFunction(func, made.owner, whose, (it) => it.kind === kind && it.class === id && it.isStatic === isStatic);
  };
  own(made.constructorFunction, "constructor", false);
  own(made.initialiser, "initialiser", false);
  own(made.staticInitialiser, "initialiser", true);
  for (const member of made.members) {
    const name = `${what}, member ${typeof member.key === "string" ? member.key : "[…]"}`;
    const isNamedPrivate = typeof member.key === "string" && member.key.startsWith("#");
    check.inside(member, made, name);
    checkKey(check, member.key, place);
    for (const decorator of member.decorators) checkExpression(check, decorator, place);
    if (member.type) check.type(member.type, made.owner, name);
    check.claim((member.kind === "field") === (member.function === -1), `${name}: fields have no function, all others have one`);
    check.claim(!isNamedPrivate || member.access === "private", `${name}: a name with # is private`);
    check.claim(!member.abstract || check.module.functions[member.function]?.hasBody !== true, `${name}: it is abstract and has a body`);
    own(member.function, member.kind, member.isStatic, name);
  }
}
