export { compile } from "./compile.js";
export * from "./flow-module.js";
