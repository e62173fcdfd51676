/** The frontend for JavaScript and TypeScript: from an ESTree to the IR. Parsing is a separate entry, `parse.ts`. */
export { MAX_NESTING } from "./bounds.js";
export { lower } from "./lower.js";
