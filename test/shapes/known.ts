/** Shapes that do not work yet, each with its reason. A test holds every entry to its word, so that a repair shows. */
export interface KnownFault {
  /**
   * MISSING: the flawed code is not reported. TWICE: it is, in more than one place. SPURIOUS: a clean twin is reported.
   * ORIGIN: the flawed code is reported, by a path that does not begin at the source.
   */
  readonly what: "MISSING" | "TWICE" | "SPURIOUS" | "ORIGIN";
  readonly shapes: "all" | readonly string[];
  /** Names of flows. */
  readonly flows: "all" | readonly string[];
  /** Shapes among them that do work. */
  readonly except?: readonly string[];
  /** Names of guards, for SPURIOUS. Default: all of the flow. */
  readonly guards?: readonly string[];
  readonly why: string;
}

/** The flows whose source is a thing as a whole, or a field of one, that is known by what it is: a parameter, a caught error, headers, a session. */
const KNOWN_BY_ENTITY = [
  "caught stack → pg insert",
  "express error handler → redis set",
  "Nest exception filter → mongoose create",
  "caught error, its stack read at the end → Prisma create",
  "express authorization → console",
  "fastify cookie → pino",
  "express session → bunyan",
  "Nest query → TypeORM query",
];
/** Guards that make another value of the checked one, and prove nothing of that one itself. */
const REPLACING = [
  "a fingerprint",
  "a fingerprint made in another file",
  "the message alone",
  "the class of the error",
  "a hash",
  "whether there is one",
  "a pseudonym made in another file",
  "its length",
  "fast-redact",
  "a table of names",
  "a number",
  "String()",
];
/** Guards that prove something of the checked value. */
const PROVING = [
  "a list of known names",
  "a list of known names in another file",
  "an assertion of its form in another file",
  "a zod enum",
  "a uuid check",
  "a predicate of another file",
  "an assertion function of another file",
  "a zod schema",
  "a zod schema of another file",
];

/** The first that fits counts. */
export const knownFaults: readonly KnownFault[] = [
  {
    what: "MISSING",
    shapes: [
      "curry",
      "bind",
      "constructor-injected service over a service",
      "factory function of a class",
      "bound method",
      "object of functions made by a function",
      "handler factory",
      "handler factory, the sink handed in",
    ],
    flows: "all",
    why: "a receiver that a function was given when it was made (by two calls, bind, a factory, a constructor in a constructor) is not known where it is used",
  },
  { what: "MISSING", shapes: ["receiver given to a callback"], flows: "all", why: "a receiver that a function of the project hands to its callback is not known there" },
  { what: "MISSING", shapes: ["getter", "getter of an object literal"], flows: "all", why: "reading a property does not run its getter" },
  { what: "MISSING", shapes: ["static state"], flows: "all", why: "a static field written by the class's name is not read by that name in a method" },
  { what: "MISSING", shapes: ["module state in an object"], flows: "all", why: "a write to an imported object is not seen by another file that imports it" },
  { what: "MISSING", shapes: ["live binding"], flows: "all", why: "an exported variable that a function of its file sets is not read anew by the importer" },
  { what: "MISSING", shapes: ["callee mutation of a deeper object"], flows: "all", why: "a write through one name of an object is not seen by another name that was made before" },
  { what: "MISSING", shapes: ["value sent into a generator"], flows: "all", why: "the argument of next() does not become the value of yield" },
  { what: "MISSING", shapes: ["iterable object"], flows: "all", why: "iterating an object does not run its Symbol.iterator method" },
  { what: "MISSING", shapes: ["rejected promise"], flows: "all", why: "what an async function throws does not arrive in catch()" },
  { what: "MISSING", shapes: ["event emitter"], flows: "all", why: "emit() and on() of an emitter are not joined" },
  { what: "MISSING", shapes: ["ambient constant with a class's type"], flows: "all", why: "the type of a `declare const` is not read" },
  {
    what: "MISSING",
    shapes: ["CommonJS: exports.save = …", "CommonJS: module.exports.save = …", "CommonJS: module.exports = function"],
    flows: "all",
    why: "a property that is assigned to `exports` is not found by require()",
  },
  {
    what: "MISSING",
    shapes: ["forEach"],
    flows: [
      "koa body → mongodb condition",
      "express params → pg parameter",
      "fastify query → mysql2 parameter",
      "Nest body → TypeORM condition",
      "Next API route → Prisma condition",
      "koa params → mongodb condition",
    ],
    why: "inside the callback of a library function, a handed-in receiver is lost where the value stands in an object or an array",
  },
  {
    what: "MISSING",
    shapes: ["wrapped handler"],
    flows: ["express error handler → redis set", "express query → pg text", "koa body → mongodb condition", "fastify query → mysql2 parameter", "koa params → mongodb condition"],
    why: "what the framework hands to a wrapper of the project is not handed on to the function it wraps",
  },
  { what: "MISSING", shapes: ["handler factory without arguments"], flows: ["express error handler → redis set"], why: "the number of parameters that a made function has is not known" },
  {
    what: "ORIGIN",
    shapes: [
      "helper that gives the value back",
      "call and apply",
      "value given back by another file",
      "timer",
      "then",
      "then with a function of another file",
      "Promise.all",
      "map",
      "map to the value",
      "reduce",
      "optional chain and default",
      "conditional and switch",
    ],
    flows: KNOWN_BY_ENTITY,
    why: "a value that is a source by what it is becomes one again where a call gives it back or hands it to a callback",
  },
  {
    what: "ORIGIN",
    shapes: "all",
    except: ["curry of the receiver alone", "constructor-injected receiver", "handed-in receiver", "handed-in receiver in an object"],
    flows: ["caught stack → pg insert"],
    why: "the first step shows the whole try statement, not the error",
  },
  { what: "ORIGIN", shapes: "all", flows: ["caught error, its stack read at the end → Prisma create"], why: "the first step shows the whole try statement, not the error" },
  { what: "MISSING", shapes: ["destructuring"], flows: ["rejection as JSON → file"], why: "the bound on the depth of fields is hit" },
  {
    what: "SPURIOUS",
    shapes: ["setter and getter of state"],
    flows: "all",
    guards: [...REPLACING, ...PROVING],
    why: "a property that has a setter is taken for a field: what was written is read again past the setter",
  },
  {
    what: "SPURIOUS",
    shapes: [
      "helper that gives the value back",
      "call and apply",
      "value given back by another file",
      "Promise.all",
      "optional chain and default",
      "conditional and switch",
    ],
    flows: ["Nest query → TypeORM query"],
    guards: ["a list of known names in another file"],
    why: "a value that is a source by what it is becomes one again where a call gives it back: what was proven inside is lost",
  },
];
