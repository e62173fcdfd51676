/** Lists of what is to be left out, as calls that make something are given them: texts, names, an object of functions, a format function. */
import { Edge, Node } from "../../compile/index.js";
import { ELEMENT, type RedactionAt } from "../../models/model.js";
import { targetsOf } from "../link/targets.js";
import type { Site } from "../program/entity.js";
import { nodesOfFunction } from "../program/families.js";
import type { Loaded } from "../program/loaded.js";
import { propertyNode } from "./call-places.js";
import type { Models } from "./context.js";
import { madeAt, propertiesOf, textsOf, type Written } from "./literals.js";

/** Paths that are left out: names, `*` for any one of them; `**` before a name: at any depth. */
export type Pattern = readonly string[];

/** What a call was told to leave out of an argument (-1: of each) of calls on what it made. */
export interface Redaction {
  readonly argument: number;
  readonly patterns: readonly Pattern[];
  /** There are others, which cannot be told: then every field counts as left out. */
  readonly isOpen: boolean;
}

/** What rows say of a call: where it lists what is left out. */
export function redactionsAt(models: Models, { module, call }: Site): readonly RedactionAt[] {
  const targets = targetsOf(models.linker, module, call);
  return targets.flatMap((target) => (target.kind === "library" ? target.effects.redactions : []));
}

/** What a call that makes something is told to leave out. */
export function redactionsOf(models: Models, maker: Site): readonly Redaction[] {
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
