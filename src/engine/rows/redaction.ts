/** What something leaves out of the values that it is handed, by how it was made: a logger with a list of paths, a format that overwrites fields. */
import { Edge, Node } from "../../compile/index.js";
import type { Host } from "../../project/index.js";
import { ANY, ELEMENT, NOTHING, type Maker, type RedactionAt, type StateId } from "../../models/model.js";
import { propertyNode } from "./call-places.js";
import type { Models } from "./context.js";
import type { Site } from "../program/entity.js";
import { madeAt, propertiesOf, textsOf, type Written } from "./literals.js";
import { nodesOfFunction } from "../program/families.js";
import { targetsOf } from "../link/targets.js";
import type { Loaded } from "../program/loaded.js";

/** `parts`: of what lies at the path only some fields are left out. */
export type Redacted = "whole" | "parts" | "no";

/** Paths that are left out: names, `*` for any one of them; `**` before a name: at any depth. */
type Pattern = readonly string[];
interface Redaction {
  readonly argument: number;
  readonly patterns: readonly Pattern[];
  /** There are others, which cannot be told: then every field counts as left out. */
  readonly isOpen: boolean;
}

const MADE = {};

/** What is left out of an argument of a call, at a path inside the argument. `maker`: where what the call is made on was made; `null`: it is not known. */
export function redactedAt(models: Models, site: Site, maker: Site | null, argument: number, path: readonly string[]): Redacted {
  if (maker !== null) return redactedBy(models, maker, argument, path);
  const receiver = site.module.flow.calls.receiver[site.call] ?? -1;
  const makers = receiver < 0 ? NO_SITES : settersUp(models, site.module, models.linker.state(site.module, receiver));
  if (makers.length === 0) return "no";
  const each = makers.map((one) => redactedBy(models, one, argument, path));
  return each.includes("no") ? "no" : each.includes("parts") ? "parts" : "whole";
}

const NO_SITES: readonly Site[] = [];
/** Files that import one another's exports, from the package to a call. */
const FILES = 400;

/** The calls of the project that set such values up, where the program gets them without the call: injected, by a declared type. */
function settersUp(models: Models, asker: Loaded, state: StateId): readonly Site[] {
  const { linker } = models;
  const makers = state === NOTHING ? [] : linker.models.makers(state);
  if (makers.length === 0) return NO_SITES;
  const { world } = linker;
  const home = world.host.packageOf(asker.path) ?? folderOf(asker.path);
  return makers.flatMap((maker) => {
    // Paths: a file may be another version of itself before the run is over.
    const paths = world.ofRun(`set up ${home} ${maker.package} ${maker.name}`, () => filesInto(models, asker.path, maker));
    const modules = paths.flatMap((path) => (path === asker.path ? [] : (world.load(path) ?? [])));
    const sites = [asker, ...modules].flatMap((module) => redactingCalls(models, module)).filter((site) => isSetUp(models, site, state));
    for (const { module } of sites) linker.use(asker, module);
    return sites;
  });
}

/** The files near one that may call a member of a package: those that import it, also by way of a file that hands its names on. */
function filesInto(models: Models, near: string, { package: name, name: member }: Maker): readonly string[] {
  const { world } = models.linker;
  const { host } = world;
  const pending = [...host.importers(`${folderOf(near)}/${name}`)];
  const found: string[] = [];
  const seen = new Set(pending);
  const isNaming = (text: string): boolean => text.includes(member) || HANDS_ALL_ON.test(text);
  for (const [index, path] of pending.entries()) {
    const module = index > FILES ? null : world.load(path);
    if (module === null) continue;
    if (module.text.includes(member)) found.push(path);
    if (member === "" || !isNaming(module.text) || !/export\b[^;]*(?:\bfrom\b|[{*])/.test(module.text)) continue;
    for (const next of namesOf(host, path).flatMap((each) => host.importers(each))) {
      if (seen.has(next)) continue;
      seen.add(next);
      // Whole programs import a package of the workspace: what does not name the member is not parsed for it.
      const content = host.read(next);
      if (content.kind === "text" && isNaming(content.text)) pending.push(next);
    }
  }
  return found;
}

const REDACTING = {};

function redactingCalls(models: Models, module: Loaded): readonly Site[] {
  const known = module.memo.get(REDACTING) as readonly Site[] | undefined;
  if (known !== undefined) return known;
  const sites: Site[] = [];
  module.memo.set(REDACTING, sites);
  for (let call = 0; call < module.flow.calls.count; call++) if (redactionsAt(models, { module, call }).length > 0) sites.push({ module, call });
  return sites;
}

const HANDS_ALL_ON = /export\s*\*/;
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));

/** Under which a file is imported: its own name, and that of its package. */
function namesOf(host: Host, path: string): readonly string[] {
  const name = host.packageOf(path);
  return name === null ? [path] : [path, `${folderOf(path)}/${name}`];
}

function isSetUp(models: Models, site: Site, state: StateId): boolean {
  const { models: index } = models.linker;
  return redactionsAt(models, site).some(({ of }) => of !== "" && index.join(state, index.type(of)) === state);
}

function redactionsAt(models: Models, { module, call }: Site): readonly RedactionAt[] {
  const targets = targetsOf(models.linker, module, call);
  return targets.flatMap((target) => (target.kind === "library" ? target.effects.redactions : []));
}

function redactedBy(models: Models, maker: Site, argument: number, path: readonly string[]): Redacted {
  const { memo } = maker.module;
  let table = memo.get(MADE) as Map<number, readonly Redaction[]> | undefined;
  if (table === undefined) memo.set(MADE, (table = new Map()));
  let redactions = table.get(maker.call);
  if (redactions === undefined) table.set(maker.call, (redactions = redactionsOf(models, maker)));
  const own = redactions.filter((each) => each.argument === -1 || each.argument === argument);
  if (own.length === 0) return "no";
  const names = path.filter((name) => name !== ANY);
  if (own.some(({ patterns }) => patterns.some((pattern) => covers(pattern, names)))) return "whole";
  if (own.some(({ isOpen }) => isOpen)) return names.length > 0 ? "whole" : "parts";
  // Whoever leaves some fields of an object out, knows what is sensitive in it.
  const around = [names, names.slice(0, -1)];
  return own.some(({ patterns }) => patterns.some((pattern) => around.some((each) => reachesBelow(pattern, each)))) ? "parts" : "no";
}

/** The value at the path, or what it lies in, is left out. */
function covers(pattern: Pattern, path: readonly string[]): boolean {
  const [first, last = ""] = pattern;
  if (first === "**") return path.includes(last);
  return pattern.length <= path.length && pattern.every((name, index) => fits(name, path[index] ?? ""));
}

function reachesBelow(pattern: Pattern, path: readonly string[]): boolean {
  return pattern[0] === "**" || (pattern.length > path.length && path.every((name, index) => fits(pattern[index] ?? "", name)));
}

const fits = (name: string, at: string): boolean => name === "*" || name === at || (at === ELEMENT && /^\d+$/.test(name));

function redactionsOf(models: Models, maker: Site): readonly Redaction[] {
  return redactionsAt(models, maker).flatMap((each) => listsAt(models, maker, each).map((list) => redactionBy(models, list, each)));
}

/** The values at the place of a list; none: it is not given, or cannot be found. */
function listsAt(models: Models, maker: Site, { list }: RedactionAt): readonly Written[] {
  const { linker } = models;
  const node = linker.argument(maker, list.at);
  let found: Written[] = node < 0 ? [] : [{ module: maker.module, node }];
  for (const name of list.path) {
    found = found.flatMap(({ module, node: each }) =>
      linker.of(module, each).flatMap((item) => {
        const next = item.kind === "object" ? propertyNode({ module: item.module, call: -1 }, item.node, name) : -1;
        if (item.kind !== "object" || next < 0) return [];
        linker.use(maker.module, item.module);
        return [{ module: item.module, node: next }];
      }),
    );
  }
  return found;
}

function redactionBy(models: Models, { module, node }: Written, { argument, form }: RedactionAt): Redaction {
  switch (form) {
    case "paths":
    case "keys": {
      const { texts, isWhole } = textsOf(models, module, node);
      // Of an option that may be a list or an object, the list was meant.
      if (texts.length === 0 && models.linker.of(module, node).some((item) => item.kind === "object" && item.module.flow.nodeKind[item.node] === Node.Object)) return { argument, patterns: [], isOpen: false };
      return { argument, patterns: texts.map((text) => (form === "keys" ? ["**", text] : pathOf(text))), isOpen: !isWhole };
    }
    case "members":
      return { argument, patterns: ownFunctions(models, module, node).map((name) => [name]), isOpen: false };
    case "format": {
      const names = new Set<string>();
      const isOpen = functionsIn(models, module, node, 0).map((fn) => addOverwritten(models, fn, names)).includes(true);
      return { argument, patterns: [...names].map((name) => [name]), isOpen };
    }
  }
}

/** `user["e-mail"].list[*].key` → its names. */
function pathOf(text: string): Pattern {
  return [...text.matchAll(/\[(?:"([^"]*)"|'([^']*)'|([^\]]*))\]|[^.[\]]+/g)].map(([name, double, single, index]) => double ?? single ?? index ?? name);
}

/** The members of an object that functions of the project stand under. (What a library's function lets through, is the library's to say.) */
function ownFunctions(models: Models, module: Loaded, node: number): readonly string[] {
  return models.linker.of(module, node).flatMap((item) => {
    if (item.kind !== "object") return [];
    return (propertiesOf(item.module, item.node) ?? []).filter((name) =>
      models.linker.of(item.module, propertyNode({ module: item.module, call: -1 }, item.node, name)).some(({ kind }) => kind === "function"),
    );
  });
}

interface Fn {
  readonly module: Loaded;
  readonly fn: number;
}

/** Calls inside one another that a format is put together by. */
const FORMAT_DEPTH = 4;

/** The functions of the project that a value is made with: `combine(masked(), json())`, where `masked = format((info) => …)`. */
function functionsIn(models: Models, module: Loaded, node: number, depth: number): readonly Fn[] {
  if (depth > FORMAT_DEPTH) return [];
  return madeAt(models, module, node).flatMap(({ module: at, call }) => {
    const { linker } = models;
    linker.use(module, at);
    const given: Fn[] = [];
    for (let index = 0; index < linker.arity({ module: at, call }); index++) {
      const argument = linker.argument({ module: at, call }, index);
      for (const item of linker.of(at, argument)) if (item.kind === "function") given.push({ module: item.module, fn: item.fn });
      given.push(...functionsIn(models, at, argument, depth + 1));
    }
    return [...given, ...functionsIn(models, at, at.flow.calls.callee[call] ?? -1, depth + 1)];
  });
}

/** Adds the fields of its argument that a function writes; true: it writes fields that are not named, or hands on what others made of it. */
function addOverwritten(models: Models, { module, fn }: Fn, names: Set<string>): boolean {
  const { flow } = module;
  const info = flow.functions[fn];
  const param = info?.params[0]?.node ?? -1;
  let isOpen = false;
  for (const owner of [fn, ...flow.functions.flatMap(({ parent }, index) => (parent === fn ? [index] : []))]) {
    for (const node of nodesOfFunction(module, owner)) {
      if ((flow.nodeKind[node] as Node) !== Node.Update) continue;
      const [name] = flow.paths[flow.nodeAux[node] ?? -1] ?? [];
      if (name === ELEMENT) isOpen = true;
      else if (name !== undefined) names.add(name);
    }
  }
  const end = info?.returnNode ?? -1;
  for (let at = flow.firstIn[end] ?? 0; end >= 0 && at < (flow.firstIn[end + 1] ?? 0); at++) {
    const from = flow.edgeFrom[flow.in[at] ?? 0] ?? -1;
    const origin = flow.nodeOrigin[from] ?? from;
    if (origin === param) continue;
    const kind = flow.nodeKind[origin] as Node;
    if (kind === Node.Call) isOpen = true;
    if (kind === Node.Object) for (const name of storedIn(module, origin)) names.add(name);
  }
  return isOpen;
}

function storedIn({ flow }: Loaded, node: number): readonly string[] {
  const found: string[] = [];
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const [name] = flow.edgeKind[edge] === Edge.Store ? (flow.paths[flow.edgeLabel[edge] ?? -1] ?? []) : [];
    if (name !== undefined) found.push(name);
  }
  return found;
}
