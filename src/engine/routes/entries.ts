/** Where requests enter a file: functions that it registers for them, and functions that a framework finds by decorators or by the file's path. */
import { Edge, Node } from "../../compile/index.js";
import type { Range } from "../../ir/index.js";
import { hasAct } from "../effects/acts.js";
import { isLimitedAt } from "../effects/questions/index.js";
import { reach, type Reach } from "../effects/reach.js";
import { rolesOf } from "../link/roles.js";
import { familyOf } from "../program/families.js";
import { nodesOfFunction } from "../program/families.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import { chainBefore, type Chain } from "./chain.js";
import { runsOf, type Runs } from "./links.js";
import { registrationsOf, type Link, type Registration } from "./registrations.js";

export interface EntryPoint extends Range {
  readonly role: "reads" | "changes" | "handles";
  /** The path, as far as the registration says it; else "". */
  readonly path: string;
  readonly name: string;
  /** The handler, with what wraps it. */
  readonly handlers: readonly Runs[];
  /** A framework finds it: by decorators, or by the path of the file. */
  readonly isConventional: boolean;
  /** It is registered in some deployments only. */
  readonly isLimited: boolean;
  /** The call that registers it; -1: none does. */
  readonly call: number;
  /** What runs before it. */
  readonly before: Chain;
  /** Values of decorators on it and its class; the handler as it was handed over, which something may have wrapped. */
  readonly guards: readonly Link[];
}

const KEY = {};

export function entryPoints(models: Models, module: Loaded): readonly EntryPoint[] {
  let found = module.memo.get(KEY) as readonly EntryPoint[] | undefined;
  if (found === undefined) module.memo.set(KEY, (found = [...registered(models, module), ...conventional(models, module)].sort((a, b) => a.start - b.start)));
  return found;
}

function registered(models: Models, module: Loaded): readonly EntryPoint[] {
  return registrationsOf(models, module).flatMap((registration): EntryPoint[] => {
    const { role, call, path, links, derived } = registration;
    const handler = links.at(-1);
    if ((role !== "reads" && role !== "changes" && role !== "handles") || handler === undefined) return [];
    const { calls, nodeStart, nodeEnd } = module.flow;
    const first = calls.firstArgument[call] ?? 0;
    const node = calls.result[call] ?? -1;
    // One of several in an object stands where it is written, if that is here.
    const isMember = registration.name !== "" && handler.module === module;
    const start = isMember ? (nodeStart[handler.node] ?? 0) : (calls.argumentStart[first] ?? nodeStart[node] ?? 0);
    return [{
      role, path: path ?? "", name: nameOf(registration), guards: [handler], call, isConventional: derived.length > 0 || registration.name !== "",
      get isLimited() {
        return isLimitedAt(models, module, start);
      },
      start, end: isMember ? Math.min(nodeEnd[handler.node] ?? 0, start + NAME) : (nodeEnd[node] ?? 0),
      handlers: runsOf(models, handler),
      get before() {
        return chainBefore(models, registration, handler);
      },
    }];
  });
}

/** What a procedure or an action is called: the property or the variable that it is put into. */
function nameOf({ module: { flow }, call, name, path }: Registration): string {
  if (name !== "" || path !== "") return name;
  const node = flow.calls.result[call] ?? -1;
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    const to = flow.edgeTo[edge] ?? -1;
    if (flow.edgeKind[edge] === Edge.Store) return flow.paths[flow.edgeLabel[edge] ?? -1]?.at(-1) ?? "";
    if (flow.nodeKind[to] === Node.Variable) return flow.bindings[flow.nodeAux[to] ?? -1]?.name ?? "";
  }
  const own = flow.exports.find((item) => item.kind === "local" && item.node === node);
  return own?.kind === "local" ? own.name : "";
}

const ROLES = [["handles-reads", "reads"], ["handles-changes", "changes"], ["handles", "handles"]] as const;
const NOTHING_BEFORE: Chain = { links: [], isComplete: true };

function conventional(models: Models, module: Loaded): readonly EntryPoint[] {
  const { flow } = module;
  return flow.functions.flatMap((info, fn): EntryPoint[] => {
    const states = rolesOf(models.linker, module, fn);
    const role = ROLES.find(([kind]) => states.some((state) => hasAct(models, state, kind, null)))?.[1];
    if (role === undefined) return [];
    const cls = flow.classes[info.class];
    const member = cls?.members.find((each) => each.function === fn);
    const guards = [...(cls?.decorators ?? []), ...(member?.decorators ?? [])].map((node): Link => ({ module, node, entities: models.linker.of(module, node) }));
    return [{ role, path: "", name: info.name, guards, call: -1, isConventional: true, isLimited: false, start: info.start, end: Math.min(info.end, info.start + NAME), handlers: [{ module, fn }], before: NOTHING_BEFORE }];
  });
}
/** Of a function without a registration the beginning is reported. */
const NAME = 80;

/** The first way by which one of the handlers reaches an effect: calls from the handler down, each in its file. */
export function wayTo(models: Models, runs: readonly Runs[], kind: string): readonly { readonly module: Loaded; readonly call: number }[] | null {
  for (const run of runs) {
    const way: { module: Loaded; call: number }[] = [];
    let at: Runs | null = run;
    while (at !== null && way.length < LONGEST) {
      const found: Reach | null = reach(models, at.module, at.fn, kind);
      if (found === null) break;
      way.push({ module: at.module, call: found.call });
      at = found.next;
    }
    if (way.length > 0 && at === null) return way;
  }
  return null;
}
const LONGEST = 16;

/** Whether a function sees values that a library says are of one of the source kinds (an identity that authentication left in the request). Names say nothing here. */
export function seesSource({ linker }: Models, { module, fn }: Runs, kinds: ReadonlySet<string>): boolean {
  const isSource = (node: number): boolean => linker.of(module, node).some((item) => item.kind === "library" && linker.models.sources(item.state).some(({ path, kind }) => path.length === 0 && kinds.has(kind)));
  return familyOf(module, fn).some((member) => nodesOfFunction(module, member).some(isSource));
}
