/** The IR's text form: how it is written by hand, printed and read. Grammar and examples: `README.md`. */
export { print, type PrintOptions } from "./print.js";
export { read } from "./read.js";
export { IrSyntaxError, positionAt } from "./syntax-error.js";
