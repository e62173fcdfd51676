export type * from "./ir.js";
export { IrSyntaxError, positionAt, print, type PrintOptions, read } from "./text/index.js";
export { validate } from "./validate/index.js";
