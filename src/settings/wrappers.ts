/**
 * Functions of the user's project that the rules cannot see through, by name: what they prove, clean or store. Each kind of
 * wrapper is a handful of model rows; what it cannot say is written as a model (`settings["instance-actions"].models`).
 */
import { nearestName } from "../models/index.js";
import { kindOf } from "./value-text.js";
import { readName, type NamedValue } from "./wrapper-name.js";

/** A model file in its parsed form, as the model loader takes it. */
export type ModelFile = Readonly<Record<string, unknown>>;

/** A wrapper as written: a name, or a name with what is unusual about it. */
export interface Wrapper {
  readonly value: NamedValue;
  /** Index of the argument it is about; `null`: the kind's own choice. */
  readonly argument: number | null;
  /** What tells that a validator accepted; `null`: by its name, see {@link acceptsOf}. */
  readonly accepts: "true" | "false" | "completes" | null;
}
export type Wrappers = readonly Wrapper[];

type Row = readonly [extensible: keyof typeof ROLES, ...columns: string[]];

/** What each kind of wrapper means, as rows about the call at `path`. */
const ROWS = {
  /** Proves the form of an argument: returns it checked, throws, or answers yes or no. */
  validators: (type, path, { argument, value, accepts }) => {
    const checked = `${path}.Argument[${argument ?? 0}]`;
    const accepted = accepts ?? acceptsOf(value.name);
    const guards = ["text", "form"].map((kind): Row => ["barrierGuardModel", type, checked, accepted, kind]);
    if (accepted !== "completes") return guards;
    const results = ["ReturnValue", "ReturnValue.Awaited"].flatMap((place) => ["text", "form"].map((kind): Row => ["barrierModel", type, `${path}.${place}`, kind]));
    return [...guards, ...results];
  },
  /** Masks, hashes or drops what is sensitive; returns the rest. */
  redactors: (type, path) => [
    ["barrierModel", type, `${path}.ReturnValue`, "redacted"],
    ["barrierModel", type, `${path}.ReturnValue.Awaited`, "redacted"],
  ],
  /** Reduces an error to what may be stored or shown; returns that. */
  errorSanitizers: (type, path) => [
    ["barrierModel", type, `${path}.ReturnValue`, "sanitized-error"],
    ["barrierModel", type, `${path}.ReturnValue.Awaited`, "sanitized-error"],
  ],
  /** Classes of errors whose text is written for callers. */
  clientSafeErrors: (type, path) => [
    ["barrierModel", type, `${path}.Instance`, "client-safe"],
    ["barrierModel", type, `${path}.Subclass`, "client-safe"],
  ],
  /** Lets only those go on who may: a function that throws or answers, a middleware, a guard. */
  accessChecks: (type, path, { argument, value, accepts }) => [
    ["effectModel", type, path, "authorises"],
    ["effectModel", type, `${path}.ReturnValue`, "authorises"],
    ["barrierGuardModel", type, `${path}.Argument[${argument ?? "any"}]`, accepts ?? acceptsOf(value.name), "access-checked"],
  ],
  /** Lets only authenticated callers go on: a function that throws, a middleware, a guard, or what makes one. */
  authenticators: (type, path) => [
    ["effectModel", type, path, "authenticates"],
    ["effectModel", type, `${path}.ReturnValue`, "authenticates"],
  ],
  /** Storage that only those read who may see traces and secrets. */
  restrictedStores: (type, path) => [
    ["barrierModel", type, `${path}.Argument[any]`, "restricted"],
    ["barrierModel", type, `${path}.AnyMember.Argument[any]`, "restricted"],
    ["barrierModel", type, `${path}.Instance.AnyMember.Argument[any]`, "restricted"],
  ],
  /** A log function, or an object or class whose methods are log functions. */
  loggers: (type, path, { argument }) => [
    ["sinkModel", type, `${path}.Argument[${argument ?? "any"}]`, "log"],
    ["sinkModel", type, `${path}.AnyMember.Argument[${argument ?? "any"}]`, "log"],
    ["sinkModel", type, `${path}.Instance.AnyMember.Argument[${argument ?? "any"}]`, "log"],
  ],
  /** Reads or writes records by the identifiers and values it is given. */
  gateways: (type, path, { argument }) => [
    ["sinkModel", type, `${path}.Argument[${argument ?? "any"}]`, "database-identifier"],
    ["sinkModel", type, `${path}.Argument[${argument ?? "any"}]`, "persistent-store"],
  ],
  /** Runs an SQL statement: its text first, the bound values after it. */
  queries: (type, path, { argument }) => [
    ["sinkModel", type, `${path}.Argument[${argument ?? 0}]`, "sql-injection"],
    ["sinkModel", type, `${path}.Argument[${(argument ?? 0) + 1}..]`, "database-parameter"],
  ],
} satisfies Record<string, (type: string, path: string, wrapper: Wrapper) => readonly Row[]>;

/** The kinds of wrapper that the settings know. */
export type WrapperKey = keyof typeof ROWS;
export const WRAPPER_KEYS = Object.keys(ROWS) as readonly WrapperKey[];

/** What the rows of a kind of wrapper speak of: sinks, barriers, effects. */
export function kindsOfWrapper(key: WrapperKey): readonly { readonly role: "sink" | "barrier" | "effect"; readonly kind: string }[] {
  const value: NamedValue = { where: "a", members: ["a"], type: "a", paths: ["Member[a]"], name: "a" };
  return rowsOf(key, { value, argument: null, accepts: null }).map((row) => ({ role: ROLES[row[0]], kind: row.at(-1) ?? "" }));
}

const ROLES = { sinkModel: "sink", barrierModel: "barrier", barrierGuardModel: "barrier", effectModel: "effect" } as const;

/** `isUuid`, `has_access`, `matchesPattern` answer; `assertUuid`, `parseId`, `requireUuid`, `validate` throw. */
function acceptsOf(name: string): "true" | "completes" {
  return /^(is|has|can|matches)(?=[A-Z_]|$)/.test(name) ? "true" : "completes";
}

/** Reads one list of wrappers, and reports entries that are none. */
export function readWrappers(list: unknown, report: (where: string, reason: string) => void): readonly { readonly index: number; readonly wrapper: Wrapper }[] {
  if (!Array.isArray(list)) {
    const one = typeof list === "string" && !("reason" in readName(list)) ? `; write ["${list}"]` : "";
    report("", `expected a list of names such as "src/policy.js#requireOwner", found ${kindOf(list)}${one}`);
    return [];
  }
  return list.flatMap((entry: unknown, index) => {
    const wrapper = typeof entry === "string" ? read({ name: entry }) : read(entry);
    if (!("reason" in wrapper)) return [{ index, wrapper }];
    report(`[${index}]`, wrapper.reason);
    return [];
  });
}

const ENTRY_KEYS = ["name", "argument", "accepts"];

function read(entry: unknown): Wrapper | { readonly reason: string } {
  if (typeof entry !== "object" || entry === null) return { reason: `expected a name or { name, argument, accepts }, found ${kindOf(entry)}` };
  const fields = new Map<string, unknown>(Object.entries(entry));
  const unknown = [...fields.keys()].find((key) => !ENTRY_KEYS.includes(key));
  if (unknown !== undefined) {
    const near = nearestName(unknown, ENTRY_KEYS);
    return { reason: `unknown key "${unknown}"; ${near === null ? `known keys: ${ENTRY_KEYS.join(", ")}` : `did you mean "${near}"?`}` };
  }
  const name = fields.get("name");
  if (typeof name !== "string") return { reason: `"name" must be a text, found ${kindOf(name)}` };
  const value = readName(name);
  if ("reason" in value) return value;
  const argument = fields.get("argument") ?? null;
  if (argument !== null && !isIndex(argument)) return { reason: `"argument" must be an index from 0, found ${kindOf(argument)}` };
  const accepts = fields.get("accepts") ?? null;
  if (accepts !== null && accepts !== "true" && accepts !== "false" && accepts !== "completes") {
    return { reason: `"accepts" must be "true", "false" or "completes", found ${kindOf(accepts)}` };
  }
  return { value, argument, accepts };
}

function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

/** All wrappers as one inline model; `null` without any. */
export function wrapperModel(wrappers: Readonly<Partial<Record<WrapperKey, Wrappers>>>): ModelFile | null {
  const rows = WRAPPER_KEYS.flatMap((key) => (wrappers[key] ?? []).flatMap((wrapper) => rowsOf(key, wrapper)));
  if (rows.length === 0) return null;
  const extensibles = [...new Set(rows.map(([extensible]) => extensible))];
  return {
    extensions: extensibles.map((extensible) => ({
      addsTo: { pack: "instance-actions/models", extensible },
      data: rows.filter(([of]) => of === extensible).map(([, ...columns]) => columns),
    })),
  };
}

function rowsOf(key: WrapperKey, wrapper: Wrapper): readonly Row[] {
  const rows: (type: string, path: string, wrapper: Wrapper) => readonly Row[] = ROWS[key];
  return wrapper.value.paths.flatMap((path) => rows(wrapper.value.type, path, wrapper)).map(([extensible, type = "", path = "", ...rest]): Row => [extensible, type, path.replace(/^\./, ""), ...rest]);
}
