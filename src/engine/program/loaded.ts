/** A file that the engine has looked into, and what is kept of the answers about it. */
import type { FlowModule } from "../../compile/index.js";
import type { TypeRef } from "../../ir/index.js";
import { EntityTable, type Entity } from "./entity.js";
import type { Question } from "./question.js";
import type { Seed } from "./seed.js";
import type { Target } from "./target.js";
import type { FunctionUses } from "./uses.js";

let lastId = 0;

/**
 * A kept answer about a name that modules hand on, and what it rests on: that each of the modules asked exports the name, or
 * does not. A change that leaves those as they are leaves the answer.
 */
export class NameAnswer<Found> {
  readonly found: Found;
  /** Modules that rest on it. */
  readonly dependents = new Set<Loaded>();
  /** Modules that were asked for a name. */
  asked: Loaded[] = [];
  isDropped = false;

  constructor(found: Found) {
    this.found = found;
  }

  ask(module: Loaded, name: string): void {
    const answers = module.askedNames.get(name);
    if (answers === undefined) module.askedNames.set(name, [this]);
    else if (!answers.includes(this)) answers.push(this);
    this.asked.push(module);
  }

  /** Another version of a module does not export the name either. */
  move(from: Loaded, to: Loaded, name: string): void {
    if (this.isDropped) return;
    this.asked = this.asked.filter((asked) => asked !== from);
    this.ask(to, name);
  }
}

export interface HandedOn {
  readonly files: readonly Loaded[];
  /** Specifiers. */
  readonly packages: readonly string[];
}

/** Kept answers about a module; `undefined`: nothing of that sort was asked yet. */
class Kept {
  /** By call. */
  targets: (readonly Target[] | undefined)[] | undefined;
  /** By function. */
  seeds: Map<ReadonlySet<string>, (readonly Seed[] | undefined)[]> | undefined;
  nodes: (readonly number[])[] | undefined;
  uses: (FunctionUses | undefined)[] | undefined;
  /** By node. */
  valueUses: Map<number, FunctionUses> | undefined;
  types: Map<TypeRef, readonly Entity[]> | undefined;
}

/** One file, as it is now. A changed file is a new `Loaded`. */
export class Loaded {
  /** A number for keys; never given twice. */
  readonly id = ++lastId;
  readonly table = new EntityTable();
  readonly path: string;
  readonly text: string;
  mayExport: ((name: string) => boolean) | undefined;
  #flow: FlowModule | undefined;
  #exportedNames: ReadonlySet<string> | null | undefined;
  readonly #make: () => FlowModule;
  /** Modules that asked something of this one. */
  readonly dependents = new Set<Loaded>();
  /** Modules that this one asked something of. */
  readonly uses = new Set<Loaded>();
  /** Answers about names that this module rests on; those that rest on what it exports, by name. */
  readonly answers = new Set<NameAnswer<unknown>>();
  readonly askedNames = new Map<string, NameAnswer<unknown>[]>();
  /** The files whose everything it hands on (`export * from`), and the packages; `undefined`: not asked for. */
  handedOn: HandedOn | undefined;
  /** Modules that hand on everything of this one: what they were asked for is asked of this one, too. */
  readonly handedOnBy = new Set<Loaded>();
  /** Answers that are kept here by whoever asks this module for a name. */
  readonly named = new Map<unknown, NameAnswer<unknown>>();
  /** Specifiers that named no file, and names whose heirs were asked for with the files found: a new file may change either. */
  readonly missing = new Set<string>();
  readonly heirs = new Map<string, string>();
  /** The files found when its importers were asked for. */
  importers: string | null = null;
  /** Kept answers, by node; dropped when a module that they came from changes. */
  #entities: (readonly Entity[] | Question | undefined)[] | undefined;
  /** Kept answers of other parts of the engine, by part; those that are asked for most are in `kept`. */
  memo = new Map<unknown, unknown>();
  kept = new Kept();

  /** `make`: called when the flow module is asked for; many files are only looked at for a name that they do not export. */
  constructor(path: string, text: string, make: () => FlowModule) {
    this.path = path;
    this.text = text;
    this.#make = make;
  }

  get entities(): (readonly Entity[] | Question | undefined)[] {
    return (this.#entities ??= new Array<readonly Entity[] | Question | undefined>(this.flow.nodeCount).fill(undefined));
  }

  get flow(): FlowModule {
    this.#flow ??= this.#make();
    return this.#flow;
  }

  /** All names that it exports; `undefined`: its text has not been compiled, or it hands on those of other files. */
  get exportedNames(): ReadonlySet<string> | undefined {
    if (this.#flow === undefined) return undefined;
    if (this.#exportedNames === undefined) this.#exportedNames = namesOf(this.#flow);
    return this.#exportedNames ?? undefined;
  }

  /** Its text has been compiled already. */
  get isCompiled(): boolean {
    return this.#flow !== undefined;
  }

  /** What it hands on, answers about names, and specifiers that named no file stay: they rest on no other module's content. */
  forget(): void {
    this.#entities = undefined;
    this.memo = new Map();
    this.kept = new Kept();
    this.uses.clear();
    this.answers.clear();
    this.heirs.clear();
    this.importers = null;
    this.table.forget();
  }
}

/** The names that a module exports; `null`: others may come with what it hands on, or are properties of its one export. */
function namesOf({ exports }: FlowModule): ReadonlySet<string> | null {
  const names = new Set<string>();
  for (const item of exports) {
    if (item.kind === "all" || item.name === "=") return null;
    names.add(item.name);
  }
  return names;
}
