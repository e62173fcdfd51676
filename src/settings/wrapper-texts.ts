/** What the documents say of each kind of wrapper: the one place for it. */
import type { WrapperKey } from "./wrappers.js";

export interface WrapperText {
  /** "a function that …": what the named value does. */
  readonly does: string;
  /** "so the rules take …". */
  readonly taken: string;
  /** Entries as they stand in a configuration, each with what it says of a call. */
  readonly examples: readonly { readonly entry: string; readonly says: string }[];
}

export const WRAPPER_TEXTS: Readonly<Record<WrapperKey, WrapperText>> = {
  validators: {
    does: "proves the form of its first argument: it throws or returns it checked; named `is…`, `has…`, `can…` or `matches…`, it answers",
    taken: "the argument, and what it returns, as checked",
    examples: [
      { entry: '"src/ids.js#parseUuid"', says: "const id = parseUuid(text), or parseUuid(text) alone" },
      { entry: '"@acme/ids#isUuid"', says: "if (!isUuid(text)) return;" },
      { entry: '{ name: "src/ids.js#isBroken", accepts: "false" }', says: "if (isBroken(text)) return;" },
    ],
  },
  redactors: {
    does: "masks, hashes or drops what is sensitive",
    taken: "what it returns as redacted",
    examples: [{ entry: '"src/mask.js#mask"', says: "mask(headers)" }],
  },
  errorSanitizers: {
    does: "reduces an error to what may be kept or shown",
    taken: "what it returns as safe to store and to show",
    examples: [{ entry: '"src/errors.js#publicText"', says: "publicText(error)" }],
  },
  clientSafeErrors: {
    does: "is a class of errors whose text is written for callers",
    taken: "errors that are tested to be of it, or of a class that extends it, as safe to show",
    examples: [{ entry: '"src/errors.js#PublicError"', says: "if (error instanceof PublicError)" }],
  },
  accessChecks: {
    does: "lets only those go on who may: throws, answers, or is (or makes) a middleware, a guard or a wrapped handler",
    taken: "what comes after it as allowed, and its arguments as checked",
    examples: [
      { entry: '"src/policy.js#requireOwner"', says: "await requireOwner(user, id)" },
      { entry: '{ name: "src/policy.js#mayRead", argument: 1, accepts: "true" }', says: "if (!(await mayRead(user, id))) return;" },
      { entry: '"src/policy.js#forMembers"', says: 'app.use(forMembers), app.use(forMembers("admin")), forMembers(handler)' },
    ],
  },
  authenticators: {
    does: "lets only authenticated callers go on: throws, or is (or makes) a middleware, a guard or a wrapped handler",
    taken: "what comes after it as authenticated",
    examples: [
      { entry: '"src/session.js#requireUser"', says: "app.use(requireUser), requireUser(req)" },
      { entry: '"src/session.js#withUser"', says: 'app.post("/actions", withUser(handler))' },
      { entry: '"src/session.guard.ts#SessionGuard"', says: "@UseGuards(SessionGuard)" },
    ],
  },
  restrictedStores: {
    does: "stores, or writes down, where only those read who may see traces and secrets",
    taken: "what it is given there as safe",
    examples: [{ entry: '"src/traces.js#keepTrace"', says: "await keepTrace(error.stack)" }],
  },
  loggers: {
    does: "logs its arguments; of an object or a class: its methods do",
    taken: "the arguments as logged",
    examples: [
      { entry: '"src/log.js#logger"', says: "logger.info(headers)" },
      { entry: '{ name: "@acme/audit#record", argument: 1 }', says: "record(name, details): only details are logged" },
    ],
  },
  gateways: {
    does: "reads or writes records",
    taken: "the arguments as identifiers, and as stored",
    examples: [{ entry: '"src/actions.js#ActionStore.find"', says: "store.find(id)" }],
  },
  queries: {
    does: "runs an SQL statement, text first",
    taken: "the first argument as SQL, the others as bound values",
    examples: [
      { entry: '"@acme/db#query"', says: "query(text, values)" },
      { entry: '{ name: "src/db.js#run", argument: 1 }', says: "run(pool, text, values)" },
    ],
  },
};
