/**
 * A program of files in the IR's text form, asked of an analyzer: no source language is part of it. What libraries there are is
 * in {@link MODELS}; `source()` and `sink(x)` stand for any source and sink; further arguments of `sink` only tell one from another.
 */
import { describe, expect, test } from "vitest";
import type { Module } from "../../src/ir/ir.js";
import { read } from "../../src/ir/text/read.js";
import { Analyzer, type Flow, type LintedFile, type Usage, type Vocabulary } from "../../src/engine/index.js";
import { compileModels, createModelIndex, modelErrorText, readModelObject, type Kinds } from "../../src/models/index.js";
import { createMemoryHost, type MemoryHost } from "../../src/project/memory-host.js";

const KINDS: Kinds = { source: ["remote", "secret"], sink: ["query", "log"], barrier: ["text", "form", "clean"], effect: [] };

const VOCABULARY: Vocabulary = {
  barriers: KINDS.barrier,
  deepSources: new Set(["remote"]),
  deepSinks: new Set(["log"]),
  thrownSinks: new Set(["sink"]),
  characters: new Map([["<", "clean"]]),
  readSinks: new Map(),
  assertedReads: new Map(),
  textKinds: new Map(),
  objectKinds: new Set(),
  nameKind: (name) => (name === "password" ? "secret" : null),
  nameOfResult: () => null,
  isCollective: () => false,
  questions: new Map(),
  settings: new Set(),
};

const MODELS = {
  typeModel: [
    ["web.Request", "web", "Member[on].Argument[0].Parameter[0]"],
    ["web.Request", "web", "Member[Request].Instance"],
    ["db.Pool", "db", "Member[Pool].Instance"],
    ["db.Pool", "db", "Member[open].ReturnValue.Awaited"],
    ["ecmascript.Array", "ecmascript.Any", ""],
    ["ecmascript.Promise", "ecmascript.Any", ""],
    ["ecmascript.Array", "ecmascript.Array", "Member[map].ReturnValue"],
    ["ecmascript.Promise", "global", "Member[Promise].Instance"],
    ["ecmascript.Promise", "ecmascript.Promise", "Member[then,catch].ReturnValue"],
  ],
  sourceModel: [
    ["global", "Member[source].ReturnValue", "remote"],
    ["web.Request", "Member[body]", "remote"],
    ["vault", "Member[secret].ReturnValue", "secret"],
  ],
  sinkModel: [
    ["global", "Member[sink].Argument[0]", "query"],
    ["global", "Member[log].Argument[any]", "log"],
    ["db.Pool", "Member[query].Argument[0]", "query"],
  ],
  summaryModel: [
    ["global", "Member[same]", "Argument[0]", "ReturnValue", "value"],
    ["global", "Member[clean]", "Argument[0]", "ReturnValue", "taint"],
    ["global", "Member[parse]", "Argument[0]", "ReturnValue", "parse"],
    ["global", "Member[Promise].Member[resolve]", "Argument[0]", "ReturnValue.Awaited", "value"],
    ["global", "Member[Promise]", "Argument[0].Parameter[0].Argument[0]", "ReturnValue.Awaited", "value"],
    ["ecmascript.Array", "Member[map,forEach]", "Argument[this].ArrayElement", "Argument[0].Parameter[0]", "value"],
    ["ecmascript.Array", "Member[map]", "Argument[0].ReturnValue", "ReturnValue.ArrayElement", "value"],
    ["ecmascript.Array", "Member[push]", "Argument[any]", "Argument[this].ArrayElement", "value"],
    ["ecmascript.Promise", "Member[then]", "Argument[this].Awaited", "Argument[0].Parameter[0]", "value"],
    ["ecmascript.Promise", "Member[catch]", "Argument[this].Awaited[error]", "Argument[0].Parameter[0]", "value"],
    ["ecmascript.Promise", "Member[catch]", "Argument[this].Awaited", "ReturnValue.Awaited", "value"],
    ["global", "Member[Promise]", "Argument[0].Parameter[1].Argument[0]", "ReturnValue.Awaited[error]", "value"],
    ["ecmascript.Promise", "Member[then]", "Argument[0].ReturnValue", "ReturnValue.Awaited", "value"],
  ],
  barrierModel: [["global", "Member[clean].ReturnValue", "clean"]],
  barrierGuardModel: [
    ["global", "Member[ok].Argument[0]", "true", "form"],
    ["global", "Member[bad].Argument[0]", "false", "form"],
    ["global", "Member[check].Argument[0]", "completes", "form"],
  ],
  bindingModel: [["db.Pool", "Member[query]", "Argument[0]", "Argument[1]", "$1"]],
  usageModel: [
    ["old", "", "old-package", "use new"],
    ["lib", "Member[before]", "old-api", "use after"],
    ["lib", "Member[make].ReturnValue", "old-call", "use construct"],
    ["global", "Member[escape]", "old-api", "use encode"],
  ],
} satisfies Readonly<Record<string, readonly (readonly string[])[]>>;

const INDEX = (() => {
  const { rows, errors } = readModelObject(MODELS, "test", { kinds: KINDS, origin: "built-in" });
  if (errors.length > 0) throw new Error(errors.map(modelErrorText).join("\n"));
  return createModelIndex([compileModels(rows)]);
})();

/** As a frontend tells it: false only where no line that exports holds the name. */
const mayExport = (text: string) => (name: string): boolean => !/^\w+$/.test(name) || /\bexport \*|\bexport =/.test(text) || new RegExp(`\\bexport\\b[^\\n]*\\b${name}\\b`).test(text);

export type Files = Readonly<Record<string, string>>;

/** Hosts tell code by its extension; which one it is says nothing here. */
const pathOf = (name: string): string => `/${name}.ts`;

export class Program {
  readonly #texts = new Map<string, string>();
  readonly #host: MemoryHost = createMemoryHost({});
  readonly #lower: (text: string) => Module;
  readonly analyzer: Analyzer;

  constructor(files: Files, lower: (text: string) => Module = read) {
    this.#lower = lower;
    this.analyzer = new Analyzer({ mayExport, host: this.#host, models: INDEX, frontend: (_name, text) => ({ ok: true, module: lower(text) }), vocabulary: VOCABULARY });
    for (const [name, text] of Object.entries(files)) this.edit(name, text);
  }

  get names(): readonly string[] {
    return [...this.#texts.keys()];
  }

  get files(): Files {
    return Object.fromEntries(this.#texts);
  }

  edit(name: string, text: string): void {
    this.#texts.set(name, text);
    this.#host.set(pathOf(name), text);
  }

  /** A new run over the files as they are now. */
  refresh(): void {
    this.analyzer.refresh();
  }

  raw(name: string): readonly Flow[] {
    return this.analyzer.flows(this.#open(name), { sources: KINDS.source, sinks: KINDS.sink });
  }

  usages(name: string): readonly Usage[] {
    return this.analyzer.usages(this.#open(name));
  }

  /** Where the flows reported in a file end: `sink(x)`, with `[form]` behind it when that is proven; in another file `b: sink(x)`. */
  flows(name: string): readonly string[] {
    return this.raw(name).map(({ steps, proven }) => {
      const last = steps.at(-1);
      const file = last === undefined || last.path === pathOf(name) ? "" : `${last.path.slice(1, -".ts".length)}: `;
      return `${file}${last?.text ?? "nowhere"}${proven.length > 0 ? ` [${proven.join(" ")}]` : ""}`;
    });
  }

  /** The flows of every file. */
  all(order: readonly string[] = this.names): Readonly<Record<string, readonly string[]>> {
    const found = new Map(order.map((name) => [name, this.flows(name)]));
    return Object.fromEntries(this.names.map((name) => [name, found.get(name) ?? []]));
  }

  #open(name: string): LintedFile {
    const text = this.#texts.get(name) ?? "";
    return this.analyzer.open(pathOf(name), text, () => this.#lower(text));
  }
}

/** `[program (one file, or several with a file \`main\`), where its flows reported in \`main\` end]` */
type Behaviour = readonly [program: string | Files, flows: readonly string[]];

function flowsOf(files: string | Files): readonly string[] {
  const program = new Program(typeof files === "string" ? { main: files } : files);
  const flows = program.flows("main");
  expect(program.analyzer.problems()).toEqual([]);
  return flows;
}

export function behaviours(title: string, table: Readonly<Record<string, Behaviour>>): void {
  describe(title, () => {
    test.each(Object.entries(table))("%s", (_, [program, flows]) => {
      expect(flowsOf(program)).toEqual(flows);
    });
  });
}

/** What should hold and does not, with the reason: a repair shows. */
export function defects(title: string, table: Readonly<Record<string, readonly [...Behaviour, why: string]>>): void {
  describe(title, () => {
    for (const [name, [program, flows]] of Object.entries(table)) {
      test.fails(name, () => {
        expect(flowsOf(program)).toEqual(flows);
      });
    }
  });
}
