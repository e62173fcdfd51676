/** Where the names of types are declared: across files, through re-exports and imports. */
import type { ImportInfo } from "../../compile/index.js";
import { NameAnswer, type Loaded } from "../program/loaded.js";
import type { Linker } from "./linker.js";

/** Where a type's name is declared. */
export type Declaration =
  | { readonly kind: "project"; readonly module: Loaded; readonly binding: number; readonly rest: readonly string[] }
  | { readonly kind: "package"; readonly name: string; readonly path: readonly string[] };

export const importPath = (item: ImportInfo, rest: readonly string[]): readonly string[] => (item.name === "*" || item.name === "=" ? rest : [item.name, ...rest]);

/** The declarations that a path of names in another module leads to, through re-exports and imports; kept with that module. */
export function declarationsOf(linker: Linker, asker: Loaded, specifier: string, path: readonly string[]): readonly Declaration[] {
  const resolution = linker.world.resolve(asker, specifier);
  const target = resolution.kind === "file" ? linker.world.load(resolution.path) : null;
  if (target === null) return resolution.kind === "package" ? [{ kind: "package", name: resolution.name, path }] : [];
  const key = `type ${path.join("\0")}`;
  let answer = target.named.get(key) as NameAnswer<readonly Declaration[]> | undefined;
  if (answer === undefined || answer.isDropped) target.named.set(key, (answer = followType(linker, asker, specifier, path)));
  linker.useName(asker, answer);
  for (const declaration of answer.found) if (declaration.kind === "project") linker.use(asker, declaration.module);
  return answer.found;
}

function followType(linker: Linker, asker: Loaded, specifier: string, path: readonly string[]): NameAnswer<readonly Declaration[]> {
  const found: Declaration[] = [];
  const answer = new NameAnswer<readonly Declaration[]>(found);
  const seen = new Set<string>();
  const first = targetOf(linker, asker, specifier, path, found);
  const pending = first === null ? [] : [first];
  for (let asked = pending.pop(); asked !== undefined; asked = pending.pop()) {
    const own = `${asked.target.id}\0${asked.path.join("\0")}`;
    if (seen.has(own)) continue;
    seen.add(own);
    pending.push(...stepOf(linker, asked, found, answer).reverse());
  }
  return answer;
}

/** A path of names, asked of a module. */
interface Asked {
  readonly target: Loaded;
  readonly path: readonly string[];
}

/** What an import of a path of names asks of which module; `null`: none, and of a package it is found. */
function targetOf(linker: Linker, from: Loaded, specifier: string, path: readonly string[], found: Declaration[]): Asked | null {
  const resolution = linker.world.resolve(from, specifier);
  if (resolution.kind === "package") found.push({ kind: "package", name: resolution.name, path });
  const target = resolution.kind === "file" ? linker.world.load(resolution.path) : null;
  return target === null ? null : { target, path };
}

/** What one module says of a path: declarations, and the paths in other modules that it stands for. */
function stepOf(linker: Linker, { target, path }: Asked, found: Declaration[], answer: NameAnswer<unknown>): Asked[] {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  const { world } = linker;
  answer.ask(target, name);
  if (!world.mayExport(target, name)) return [];
  const next: Asked[] = [];
  const ask = (specifier: string, asked: readonly string[]): void => {
    const further = targetOf(linker, target, specifier, asked, found);
    if (further !== null) next.push(further);
  };
  for (const item of target.flow.exports) {
    if (item.kind === "all" || item.name !== name) continue;
    if (item.kind === "from") ask(item.specifier, item.imported === "*" ? rest : [item.imported, ...rest]);
    else {
      const source = target.flow.imports[target.flow.bindings[item.binding]?.import ?? -1];
      if (source === undefined) found.push({ kind: "project", module: target, binding: item.binding, rest });
      else ask(source.specifier, importPath(source, rest));
    }
  }
  for (const file of world.handedOn(target).files) if (world.mayExport(file, name)) next.push({ target: file, path });
  return next;
}
