/** What a call can reach: functions of the project, effects of libraries, symbols that only callers can name. */
import { CallFlag, Node } from "../../compile/index.js";
import { NO_EFFECTS, NOTHING, type CallEffects } from "../../models/model.js";
import type { Entity, EntityOf, Frame, Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { FunctionTarget, Target } from "../program/target.js";
import type { Linker } from "./linker.js";
import { superclasses } from "./superclasses.js";

/** No argument has such an index: the elements of a list that `apply` hands over are not looked into. */
const BEYOND = 1 << 20;

/** The frame that entering a function by a call makes. `site` `null`: a library calls it. */
export function frameOfTarget(linker: Linker, target: FunctionTarget, site: Site | null): Frame {
  const { entered } = target;
  if (entered !== undefined && entered.site !== null && site !== null && entered.site.module === site.module && entered.site.call === site.call && (entered.site.frame ?? null) === (site.frame ?? null)) return entered;
  return (target.entered = linker.frames.make({
    module: target.module, fn: target.fn, site, bound: target.bound, outer: target.closure,
    shift: target.apply ? BEYOND : -target.offset,
    self: target.self === "none" ? null : target.self,
  }));
}

export function targetsOf(linker: Linker, module: Loaded, call: number): readonly Target[] {
  const { kept } = module;
  const table = (kept.targets ??= new Array<readonly Target[] | undefined>(module.flow.calls.count).fill(undefined));
  let targets = table[call];
  if (targets === undefined) {
    targets = compute(linker, { module, call });
    table[call] = targets;
  }
  return targets;
}

function compute(linker: Linker, site: Site): readonly Target[] {
  const { flow } = site.module;
  const flags = flow.calls.flags[site.call] ?? 0;
  const isNew = (flags & CallFlag.New) !== 0;
  const arity = linker.arity(site);
  const callee = flow.calls.callee[site.call] ?? -1;
  const isSuper = (flags & CallFlag.Super) !== 0;
  const targets: Target[] = [];
  const callees = linker.of(site.module, callee);
  let [isLibrary, isKnown] = [false, false];
  for (let at = 0; at < callees.length; at++) {
    const item = callees[at];
    const reached = item === undefined ? NO_TARGETS : targetsOfEntity(linker, item, site.module, arity, isNew, isSuper);
    for (let index = 0; index < reached.length; index++) {
      const target = reached[index];
      if (target === undefined) continue;
      targets.push(target);
      if (target.kind === "library") isLibrary = true;
      if (target.kind !== "symbol") isKnown = true;
    }
  }
  if (!isKnown && flow.nodeKind[callee] === Node.Load) {
    const name = flow.strings[flow.nodeAux[callee] ?? -1];
    const state = name === undefined ? NOTHING : linker.models.member(linker.models.type("ecmascript.Any"), name);
    const effects = state === NOTHING ? NO_EFFECTS : linker.models.effects(state, arity, isNew);
    if (effects !== NO_EFFECTS) {
      targets.push({ kind: "library", effects, maker: null });
      isLibrary = true;
    }
  }
  // What a model row says of a function of the project (a wrapper the user declared) stands for what it does.
  if (isLibrary) {
    const libraries = targets.filter((target) => target.kind === "library");
    // How a value was made says more than the type that it is declared to have.
    const made = libraries.filter(({ maker }) => maker !== null);
    return made.length > 0 ? made : libraries.length === targets.length ? targets : libraries;
  }
  // Where the callee is known, the symbol it would be for a caller adds nothing.
  if (isKnown) return targets.filter((target) => target.kind !== "symbol");
  return targets.length === 0 ? NO_TARGETS : targets;
}

const NO_TARGETS: readonly Target[] = [];

/** What calling an entity reaches. */
export function targetsOfEntity(linker: Linker, item: Entity, from: Loaded, arity: number, isNew: boolean, isSuper: boolean): readonly Target[] {
  switch (item.kind) {
    case "function":
      linker.use(from, item.module);
      return [{ kind: "function", module: item.module, fn: item.fn, closure: item.frame, bound: null, self: isNew ? "result" : "receiver", offset: 0, apply: false, selfOnly: false }];
    case "class":
      return isNew ? constructors(linker, item, from, arity, "result") : NO_TARGETS;
    case "super":
      return isSuper ? superclasses(linker, item.module, item.cls).flatMap((parent) => (parent.kind === "class" ? constructors(linker, parent, from, arity, "receiver") : targetsOfEntity(linker, parent, from, arity, true, false))) : NO_TARGETS;
    case "bound": {
      const given = Math.max(0, linker.arity(item.site) - 1);
      return targetsOfEntity(linker, item.target, from, arity + given, false, false).map((target): Target => {
        if (target.kind === "library") return given === 0 ? target : { kind: "library", effects: withoutFirst(target.effects, given), maker: target.maker };
        return target.kind === "function" ? { ...target, self: "none", bound: item.site, offset: given } : target;
      });
    }
    case "method": {
      if (item.name === "bind") return [];
      const inner = targetsOfEntity(linker, item.target, from, item.name === "call" ? Math.max(0, arity - 1) : 0, false, false);
      return inner.flatMap((target): Target[] => (target.kind === "function" ? [{ ...target, self: "first", offset: item.name === "call" ? -1 : 0, apply: item.name === "apply" }] : []));
    }
    case "library": {
      const effects = linker.models.effects(item.state, arity, isNew);
      return effects === NO_EFFECTS ? NO_TARGETS : [{ kind: "library", effects, maker: item.site }];
    }
    case "symbol":
      return [{ kind: "symbol", symbol: item }];
    default:
      return NO_TARGETS;
  }
}

/** The effects of a library's function whose first arguments are fixed, for a call with the others; what stands on conditions is left out. */
function withoutFirst(effects: CallEffects, given: number): CallEffects {
  const left = <At extends { readonly at: number }>(place: At): At[] => (place.at < 0 ? [place] : place.at < given ? [] : [{ ...place, at: place.at - given }]);
  const plain = <At extends { readonly at: number; readonly condition: unknown }>(places: readonly At[]): At[] => places.filter(({ condition }) => condition === null).flatMap(left);
  return {
    ...NO_EFFECTS,
    sources: plain(effects.sources),
    sinks: plain(effects.sinks),
    barriers: plain(effects.barriers),
    summaries: effects.summaries.flatMap((each) => left(each.from).flatMap((from) => left(each.to).map((to) => ({ ...each, from, to })))),
    guards: effects.guards.filter(({ condition }) => condition === null).flatMap((each) => left(each.guarded).map((guarded) => ({ ...each, guarded }))),
  };
}

/** The constructors and field initialisers that `new` runs, up the class chain. */
function constructors(linker: Linker, { module, cls, frame }: EntityOf<"class">, from: Loaded, arity: number, self: "result" | "receiver", depth = 0): readonly Target[] {
  const info = module.flow.classes[cls];
  if (info === undefined || depth > 16) return [];
  linker.use(from, module);
  const targets: Target[] = [];
  const run = (fn: number, selfOnly: boolean): void => {
    if (fn >= 0) targets.push({ kind: "function", module, fn, closure: frame, bound: null, self, offset: 0, apply: false, selfOnly });
  };
  run(info.constructorFunction, false);
  run(info.initialiser, true);
  if (info.constructorFunction < 0) {
    for (const parent of superclasses(linker, module, cls, frame)) {
      targets.push(...(parent.kind === "class" ? constructors(linker, parent, from, arity, self, depth + 1) : targetsOfEntity(linker, parent, from, arity, true, false)));
    }
  }
  return targets;
}

/** What an asynchronous function throws, its promise is rejected with. */
export function isRejecting({ module, fn }: { readonly module: Loaded; readonly fn: number }): boolean {
  const info = module.flow.functions[fn];
  return info?.async === true && !info.generator;
}
