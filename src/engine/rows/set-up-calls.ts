/** Calls that set something up for the whole program, where a use of it does not show which call made it. */
import { NOTHING, type Maker, type StateId } from "../../models/model.js";
import type { Host } from "../../project/index.js";
import type { Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "./context.js";
import { redactionsAt } from "./redaction-lists.js";

const NO_SITES: readonly Site[] = [];
/** Files that import one another's exports, from the package to a call. */
const FILES = 400;

/** The calls of the project that set such values up, where the program gets them without the call: injected, by a declared type. */
export function settersUp(models: Models, asker: Loaded, state: StateId): readonly Site[] {
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
