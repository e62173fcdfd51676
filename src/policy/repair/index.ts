/**
 * Changes that repair a finding, as far as they are mechanical. Each is sure of the code it changes, or answers `null`:
 *
 * - `read-other.ts`: another property of the same object
 * - `drop-field.ts`: a field less in the object that a call takes
 * - `bind-values.ts`: placeholders in a statement, and the values beside it
 */
export { bindValues } from "./bind-values.js";
export { dropField } from "./drop-field.js";
export { readOther } from "./read-other.js";
