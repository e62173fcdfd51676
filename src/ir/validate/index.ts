import type { Module } from "../ir.js";
import { Check } from "./check.js";
import { checkClass } from "./classes.js";
import { checkFunction } from "./functions.js";
import { checkTables } from "./tables.js";

/**
 * Says in words what is wrong with a module: every invariant of the IR that it breaks, in the order in which they are met;
 * nothing for a sound one. What is checked: numbers are in range; ranges are ordered and inside those around them;
 * functions and classes stand where they say; bindings are used in their scope and as what they are; jumps have a target;
 * and every kind of node is as its description has it.
 */
export function validate(module: Module): string[] {
  const check = new Check(module);
  checkTables(check);
  module.functions.forEach((func, id) => {
    checkFunction(check, func, id);
  });
  module.classes.forEach((made, id) => {
    checkClass(check, made, id);
  });
  check.homes();
  return check.found;
}
