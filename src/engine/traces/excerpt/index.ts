/** Code as people read it in a message: on one line, short, and with what it is shown for in it. */
export { calleeText, excerpt } from "./excerpt.js";
