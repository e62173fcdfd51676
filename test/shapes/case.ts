/**
 * What a shape is made from. A *flow case* names one real way from a source to a sink: its libraries, how its code is entered,
 * the source expression and the sink statement. A *shape* is a way to lay that code out over functions, classes and files. A
 * *guard* makes the flow harmless; in the clean twin of a shape it stands where the shape moves code to.
 */

import type { RuleName } from "../../src/rules.js";

/** Module → what is imported of it, as between `import` and `from`. */
type Imports = Readonly<Record<string, string>>;
/** Path → text. */
export type Files = Readonly<Record<string, string>>;
type Language = "ts" | "js";

export interface FlowCase {
  readonly rule: RuleName;
  readonly name: string;
  readonly language: Language;
  /** The side of the source: libraries, top-level statements, and the code around `body`. */
  readonly entry: {
    readonly imports: Imports;
    readonly setUp: string;
    /** A function that has the source in scope; `null`: a framework that takes no function values. */
    readonly handler: ((body: string) => string) | null;
    /** The statement that makes a handler known to the framework. */
    readonly route: (handler: string) => string;
    /** Where `route(handler(body))` is not how it is written. */
    readonly around?: (body: string) => string;
  };
  readonly source: string;
  /** The side of the sink. `receiver.make` is the expression of the thing that has the sink's method. */
  readonly store: {
    readonly imports: Imports;
    readonly setUp: string;
    readonly receiver: { readonly name: string; readonly type: string; readonly make: string };
  };
  /** The sink call, an expression. */
  readonly sink: (receiver: string, value: string) => string;
  readonly guards: readonly Guard[];
}

export interface Guard {
  readonly name: string;
  readonly imports?: Imports;
  /** Top-level statements beside the guarded code. */
  readonly setUp?: string;
  /** Files of its own. */
  readonly files?: (code: { readonly any: string; readonly file: (name: string) => string }) => Files;
  /** A statement that rejects a bad value. */
  readonly check?: (value: string) => string;
  /** An expression of the harmless value. */
  readonly pass?: (value: string) => string;
  /** Another sink, that the value may reach. */
  readonly sink?: (receiver: string, value: string) => string;
  /** Another source, that is harmless. */
  readonly source?: string;
}

/** What a shape's templates are written with. */
export interface Code {
  /** `entry` → `entry.ts`. */
  readonly file: (name: string) => string;
  /** Text that only TypeScript has. */
  readonly ts: (text: string) => string;
  /** `: any`, in TypeScript. */
  readonly any: string;
  readonly source: string;
  /** Import lines and top-level statements of the source's side; of the sink's side, without and with the receiver; of the guard. */
  readonly entryHeader: string;
  readonly storeImports: string;
  readonly storeHeader: string;
  readonly guardHeader: string;
  readonly receiver: string;
  readonly receiverType: string;
  readonly makeReceiver: string;
  /** A function with the source in scope around `body`; empty if the framework takes no function values. */
  readonly handler: (body: string) => string;
  readonly route: (handler: string) => string;
  /** The whole entry: `body` runs with the source in scope. */
  readonly entry: (body: string) => string;
  /** The guard's check of a value, as a statement: empty in the flawed code. */
  readonly check: (value: string) => string;
  /** The guard's harmless form of a value: the value itself in the flawed code. */
  readonly pass: (value: string) => string;
  /** The sink call, an expression; `receiver` is the flow's own unless another is named. */
  readonly sink: (value: string, receiver?: string) => string;
}

export interface Shape {
  readonly name: string;
  /** TypeScript alone, JavaScript alone, or CommonJS modules (in JavaScript). */
  readonly only?: "ts" | "js" | "commonjs";
  /** Needs a handler as a function value. */
  readonly handlers?: true;
  readonly files: (code: Code) => Files;
}

/** Whether a shape can be written for a flow. */
export function fits(shape: Shape, flow: FlowCase): boolean {
  if (shape.handlers === true && flow.entry.handler === null) return false;
  if (shape.only === "ts") return flow.language === "ts";
  if (shape.only === "js" || shape.only === "commonjs") return flow.language === "js";
  return true;
}

/** The files of a shape: flawed, or clean by a guard. */
export function filesOf(shape: Shape, flow: FlowCase, guard: Guard | null): Files {
  const code = codeOf(shape, flow, guard);
  return { ...shape.files(code), ...guard?.files?.(code) };
}

function codeOf(shape: Shape, flow: FlowCase, guard: Guard | null): Code {
  const { language, entry, store } = flow;
  const commonjs = shape.only === "commonjs";
  const importLines = (imports: Imports): string => lines(Object.entries(imports).map(([module, clause]) => importLine(module, clause, commonjs)));
  const handler = entry.handler ?? (() => "");
  const source = guard?.source ?? flow.source;
  const sink = guard?.sink ?? flow.sink;
  return {
    file: (name) => `${name}.${language}`,
    ts: (text) => (language === "ts" ? text : ""),
    any: language === "ts" ? ": any" : "",
    source,
    entryHeader: lines([importLines(entry.imports), entry.setUp]),
    storeImports: lines([importLines(store.imports), store.setUp]),
    storeHeader: lines([importLines(store.imports), store.setUp, `const ${store.receiver.name} = ${store.receiver.make};`]),
    guardHeader: lines([importLines(guard?.imports ?? {}), guard?.setUp ?? ""]),
    receiver: store.receiver.name,
    receiverType: store.receiver.type,
    makeReceiver: store.receiver.make,
    handler,
    route: entry.route,
    entry: (body) => (entry.around === undefined ? entry.route(handler(body)) : entry.around(body)),
    check: (value) => guard?.check?.(value) ?? "",
    pass: (value) => guard?.pass?.(value) ?? value,
    sink: (value, receiver = store.receiver.name) => sink(receiver, value),
  };
}

/** `{ a as b }` is `{ a: b }` where modules are objects. */
function importLine(module: string, clause: string, commonjs: boolean): string {
  if (!commonjs) return `import ${clause} from "${module}";`;
  return `const ${clause.replace(/^\* as /u, "").replace(/ as /gu, ": ")} = require("${module}");`;
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}
