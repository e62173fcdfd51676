/** The files the engine has looked into: loading, versions, and who depends on whom. */
import { compile, Node, type FlowModule } from "../../compile/index.js";
import type { Module } from "../../ir/index.js";
import type { Host, Resolution } from "../../project/host.js";
import { isTestFileIn } from "../../project/test-file.js";
import type { FileProblem } from "../api.js";
import { Loaded, type HandedOn, type NameAnswer } from "./loaded.js";

export type Frontend = (fileName: string, text: string) => { readonly ok: true; readonly module: Module } | { readonly ok: false; readonly message: string; readonly offset: number };

/** Of a text: whether it may export a name. False only when the text, without being parsed, shows that it does not. */
export type MayExport = (text: string) => (name: string) => boolean;

export class World {
  readonly host: Host;
  readonly #frontend: Frontend;
  readonly #mayExport: MayExport;
  readonly #modules = new Map<string, { readonly stamp: string | null; readonly module: Loaded | null }>();
  readonly #problems = new Map<string, string>();
  /** Files handed over by the linter: their text is what the editor shows, whatever the disk says. */
  readonly #open = new Map<string, Loaded>();
  readonly #ofRun = new Map<string, unknown>();
  #checked = new Set<string>();
  #verified = new Set<Loaded>();
  #resolved = new WeakMap<Loaded, Map<string, Resolution>>();

  constructor(host: Host, frontend: Frontend, mayExport: MayExport) {
    this.host = host;
    this.#frontend = frontend;
    this.#mayExport = mayExport;
  }

  /** Whether it is worth looking into a module for what it exports under a name. */
  mayExport(module: Loaded, name: string): boolean {
    return module.exportedNames?.has(name) ?? (module.isCompiled || this.#hasName(module, name));
  }

  /** Begins a lint of one file: stamps of files on disk are looked at once more. */
  refresh(): void {
    this.#ofRun.clear();
    this.#checked = new Set();
    this.#verified = new Set();
    this.#resolved = new WeakMap();
  }

  /** Answers about the program as a whole, kept for this run. */
  ofRun<Answer>(key: string, answer: () => Answer): Answer {
    if (!this.#ofRun.has(key)) this.#ofRun.set(key, answer());
    return this.#ofRun.get(key) as Answer;
  }

  /** What an import of a module names; asked of the host once a run. */
  resolve(from: Loaded, specifier: string): Resolution {
    let table = this.#resolved.get(from);
    if (table === undefined) this.#resolved.set(from, (table = new Map<string, Resolution>()));
    let found = table.get(specifier);
    if (found === undefined) {
      table.set(specifier, (found = this.host.resolve(from.path, specifier)));
      if (this.#isMissing(found)) from.missing.add(specifier);
    }
    return found;
  }

  #isMissing(found: Resolution): boolean {
    return found.kind === "file" ? this.load(found.path) === null : found.kind !== "package";
  }

  /** What a module hands on as a whole. */
  handedOn(module: Loaded): HandedOn {
    if (module.handedOn !== undefined) return module.handedOn;
    const files: Loaded[] = [];
    const packages: string[] = [];
    for (const item of module.flow.exports) {
      if (item.kind !== "all") continue;
      const resolution = this.resolve(module, item.specifier);
      if (resolution.kind === "package") packages.push(item.specifier);
      const file = resolution.kind === "file" ? this.load(resolution.path) : null;
      if (file === null) continue;
      file.handedOnBy.add(module);
      files.push(file);
    }
    return (module.handedOn = { files, packages });
  }

  /** Files that may hold heirs of what `name` names in a module. A class that a test made for itself is not what runs elsewhere. */
  heirs(of: Loaded, name: string): readonly string[] {
    const files = this.host.heirs(name, of.path);
    of.heirs.set(name, files.join());
    return this.#besideTests(of, files);
  }

  /** What runs with a module: tests do only where it is one. */
  #besideTests(of: Loaded, files: readonly string[]): readonly string[] {
    const { root } = this.host;
    return isTestFileIn(root, of.path) ? files : files.filter((path) => !isTestFileIn(root, path));
  }

  /** The modules that import a module, each with the specifiers by which it does; the application that a test sets up is not the one that runs. */
  importers(of: Loaded): readonly Importer[] {
    const files = this.host.importers(of.path);
    of.importers = files.join();
    return this.#besideTests(of, files).flatMap((path) => {
      const module = path === of.path ? null : this.load(path);
      if (module === null) return [];
      const specifiers = new Set([...module.flow.imports.map(({ specifier }) => specifier), ...module.flow.exports.flatMap((item) => (item.kind === "local" ? [] : item.specifier)), ...requiredBy(module.flow)]);
      const naming = [...specifiers].filter((specifier) => {
        const found = this.resolve(module, specifier);
        return found.kind === "file" && found.path === of.path;
      });
      return naming.length === 0 ? [] : [{ module, specifiers: naming }];
    });
  }

  /**
   * Before a module is asked: looks at the files that its kept answers rest on, once a run, and forgets what rests on changed ones.
   */
  verify(root: Loaded): void {
    if (this.#verified.has(root)) return;
    this.#verified.add(root);
    const pending = [root];
    const add = (module: Loaded): void => {
      if (this.#verified.has(module)) return;
      this.#verified.add(module);
      pending.push(module);
    };
    for (const module of pending) {
      module.uses.forEach(add);
      for (const answer of module.answers) answer.asked.forEach(add);
      module.handedOn?.files.forEach(add);
      // A linted text holds until its file changes: an editor's buffer, but not what an earlier run saw.
      this.load(module.path);
      const isAnswered = [...module.missing].every((specifier) => this.#isMissing(this.host.resolve(module.path, specifier)));
      const isImported = module.importers === null || this.host.importers(module.path).join() === module.importers;
      const isHeir = isImported && [...module.heirs].every(([name, files]) => this.host.heirs(name, module.path).join() === files);
      if (!isAnswered) this.#drop(module, null);
      else if (!isHeir) this.#forget([module]);
    }
  }

  open(path: string, text: string, lower: () => Module): Loaded {
    const known = this.#open.get(path) ?? this.#modules.get(path)?.module;
    if (known?.text === text) {
      this.#open.set(path, known);
      return known;
    }
    const module = this.#compiled(path, text, lower);
    const before = this.#open.get(path) ?? this.#modules.get(path)?.module ?? null;
    if (before !== null) this.#drop(before, module);
    this.#open.set(path, module);
    this.#modules.set(path, { stamp: this.host.stamp(path), module });
    return module;
  }

  /** A file that is too deep for the stack is looked at as if it were empty, and said to be so. */
  #compiled(path: string, text: string, lower: () => Module): Loaded {
    this.#problems.delete(path);
    let flow: FlowModule;
    try {
      flow = compile(lower());
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#problems.set(path, "nested too deeply to be analysed");
      flow = compile(emptyModule());
    }
    return new Loaded(path, text, () => flow);
  }

  /** The module of a file, read on first use, compiled when it is looked into; `null` when it cannot be had (the reason is kept). */
  load(path: string): Loaded | null {
    const known = this.#modules.get(path);
    if (known !== undefined && this.#checked.has(path)) return known.module;
    this.#checked.add(path);
    const stamp = this.host.stamp(path);
    if (known?.stamp === stamp) return known.module;
    const content = this.host.read(path);
    if (known?.module !== undefined && known.module !== null) {
      if (content.kind === "text" && content.text === known.module.text) {
        this.#modules.set(path, { stamp, module: known.module });
        return known.module;
      }
    }
    this.#open.delete(path);
    const module = content.kind === "text" ? new Loaded(path, content.text, () => this.#parse(path, content.text)) : null;
    if (known?.module) this.#drop(known.module, module);
    if (content.kind === "none") this.#problems.set(path, content.reason);
    this.#modules.set(path, { stamp, module });
    return module;
  }

  /** A file that cannot be parsed is looked at as if it were empty, and said to be so. */
  #parse(path: string, text: string): FlowModule {
    try {
      const parsed = this.#frontend(path, text);
      if (parsed.ok) {
        this.#problems.delete(path);
        return compile(parsed.module);
      }
      this.#problems.set(path, parsed.message);
    } catch (error) {
      this.#problems.set(path, error instanceof RangeError ? "nested too deeply to be analysed" : `could not be analysed: ${String(error)}`);
    }
    return compile(emptyModule());
  }

  /** Forgets what was learnt from a module that is another now, and what was learnt from that. `now` `null`: what it imports is another. */
  #drop(module: Loaded, now: Loaded | null): void {
    if (now === null) module.missing.clear();
    for (const file of module.handedOn?.files ?? []) file.handedOnBy.delete(module);
    module.handedOn = undefined;
    const changed = new Set([module]);
    const dropAll = (answers: readonly NameAnswer<unknown>[]): void => {
      for (const answer of answers) {
        answer.isDropped = true;
        for (const dependent of answer.dependents) changed.add(dependent);
      }
    };
    const isExported = (name: string): boolean => now === null || exportsName(module, name) || exportsName(now, name);
    const exportsName = (of: Loaded, name: string): boolean => of.exportedNames?.has(name) ?? this.#hasName(of, name);
    for (const [name, answers] of module.askedNames) {
      if (isExported(name)) dropAll(answers);
      else if (now !== null) for (const answer of answers) answer.move(module, now, name);
    }
    for (const other of module.handedOnBy) {
      for (const [name, answers] of other.askedNames) if (isExported(name)) dropAll(answers);
      // Answers that stay go on resting on what is handed on.
      if (now === null || other.handedOn === undefined) other.handedOn = undefined;
      else {
        other.handedOn = { files: other.handedOn.files.map((file) => (file === module ? now : file)), packages: other.handedOn.packages };
        now.handedOnBy.add(other);
      }
    }
    module.askedNames.clear();
    this.#forget(changed);
  }

  /** Whether its text may export a name. */
  #hasName(module: Loaded, name: string): boolean {
    module.mayExport ??= this.#mayExport(module.text);
    return module.mayExport(name);
  }

  #forget(changed: Iterable<Loaded>): void {
    const seen = new Set(changed);
    for (const each of seen) {
      each.forget();
      for (const dependent of each.dependents) seen.add(dependent);
      each.dependents.clear();
    }
  }

  get modules(): Iterable<Loaded> {
    return [...this.#modules.values()].flatMap(({ module }) => (module === null ? [] : [module]));
  }

  get problems(): readonly FileProblem[] {
    return [...this.#problems].map(([path, reason]) => ({ path, reason })).sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

export interface Importer {
  readonly module: Loaded;
  readonly specifiers: readonly string[];
}

/** The specifiers of `require` calls and dynamic imports. */
function requiredBy(flow: FlowModule): string[] {
  const found: string[] = [];
  for (let node = 0; node < flow.nodeCount; node++) if (flow.nodeKind[node] === Node.Module) found.push(flow.strings[flow.nodeAux[node] ?? -1] ?? "");
  return found;
}

function emptyModule(): Module {
  const body: Module["functions"][number] = { kind: "module", name: "", parent: -1, class: -1, isStatic: false, async: false, generator: false, params: [], body: [], hasBody: true, start: 0, end: 0 };
  return { language: "none", bindings: [], functions: [body], classes: [], types: [], imports: [], exports: [], problems: [] };
}
