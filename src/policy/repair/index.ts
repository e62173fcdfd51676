/**
 * Changes that repair a finding, as far as they are mechanical. Each is sure of the code it changes, or answers `null`:
 *
 * - `read-other.ts`: another property of the same object
 * - `drop-field.ts`: a field less in the object that a call takes
 * - `bind-values.ts`: placeholders in a statement, and the values beside it
 * - `native-form.ts`: what the language or the runtime has, for what stands in for it
 * - `drop-patch.ts`, `drop-operand.ts`: what is done, or asked, for runtimes that are no target
 */
export { bindValues } from "./bind-values.js";
export { dropField } from "./drop-field.js";
export { dropPatch } from "./drop-patch.js";
export { dropSubstitute, dropTest } from "./drop-operand.js";
export { dropBareImport, useNativeForm } from "./native-form.js";
export { readOther } from "./read-other.js";
