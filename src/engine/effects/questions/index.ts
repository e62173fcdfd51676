/** Questions that code asks before it goes on: of a caller ({@link asks}), and of the place where it runs ({@link isLimited}). */
export { isLimited, isLimitedAt } from "./deployment-gates.js";
export { asks } from "./questions.js";
