/** Where requests enter a file: functions that it registers for them, and functions that a framework finds by decorators or by the file's path. */
import { Node } from "../../compile/index.js";
import type { Range } from "../../ir/index.js";
import { hasAct } from "../acts.js";
import type { Models } from "../context.js";
import type { Entity } from "../entity.js";
import { familyOf } from "../families.js";
import { reach, type Reach } from "../reach.js";
import { isLimitedAt } from "../questions.js";
import { rolesOf } from "../roles.js";
import { nodesOfFunction } from "../families.js";
import { targetsOf } from "../targets.js";
import type { Loaded } from "../world.js";
import { chainBefore, type Chain } from "./chain.js";
import { registrationsOf, type Link } from "./registrations.js";

/** A function of the project that runs for a request. */
export interface Runs {
  readonly module: Loaded;
  readonly fn: number;
}

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
    const { role, call, path, links } = registration;
    const handler = links.at(-1);
    if (role === "before" || role === "scope" || handler === undefined) return [];
    const { calls, nodeStart, nodeEnd } = module.flow;
    const first = calls.firstArgument[call] ?? 0;
    const node = calls.result[call] ?? -1;
    return [{
      role, path: path ?? "", name: "", guards: [handler], isConventional: false,
      get isLimited() {
        return isLimitedAt(models, module, calls.argumentStart[first] ?? nodeStart[node] ?? 0);
      },
      start: calls.argumentStart[first] ?? nodeStart[node] ?? 0, end: nodeEnd[node] ?? 0,
      handlers: runsOf(models, handler),
      get before() {
        return chainBefore(models, registration, handler);
      },
    }];
  });
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
    return [{ role, path: "", name: info.name, guards, isConventional: true, isLimited: false, start: info.start, end: Math.min(info.end, info.start + NAME), handlers: [{ module, fn }], before: NOTHING_BEFORE }];
  });
}
/** Of a function without a registration the beginning is reported. */
const NAME = 80;

/** The functions that run when a link is called: itself, what it is bound to, what a wrapper was given. */
export function runsOf(models: Models, link: Link): readonly Runs[] {
  const found: Runs[] = [];
  const add = (item: Entity): void => {
    if (item.kind === "function") found.push({ module: item.module, fn: item.fn });
    else if (item.kind === "bound" || item.kind === "method") add(item.target);
    else if (item.kind === "class") for (const { function: fn } of item.module.flow.classes[item.cls]?.members ?? []) if (fn >= 0) found.push({ module: item.module, fn });
  };
  for (const item of link.entities) add(item);
  for (const inner of argumentsOf(models, link)) found.push(...runsOf(models, inner));
  return found;
}

/** What was handed to the call that made a link: `asyncHandler(createOrder(db))`. */
function argumentsOf(models: Models, { module, node }: Link): readonly Link[] {
  const { flow } = module;
  const origin = flow.nodeOrigin[node] ?? node;
  if (flow.nodeKind[origin] !== Node.Call) return [];
  const call = flow.nodeAux[origin] ?? 0;
  const found: Link[] = [];
  for (let at = flow.calls.firstArgument[call] ?? 0; at < (flow.calls.firstArgument[call + 1] ?? 0); at++) {
    const argument = flow.calls.argumentNode[at] ?? -1;
    const kind = flow.nodeKind[flow.nodeOrigin[argument] ?? argument] as Node;
    if (argument >= 0 && argument !== node && kind !== Node.Constant) found.push({ module, node: argument, entities: models.linker.of(module, argument) });
  }
  return found;
}

/** Whether a link has an effect: the library's value itself, a function that reaches it, the function that made it. */
export function linkHas(models: Models, link: Link, kind: string): boolean {
  const { module, node } = link;
  const { flow } = module;
  if (link.entities.some((item) => item.kind === "library" && hasAct(models, item.state, kind, null))) return true;
  if (runsOf(models, link).some((run) => reach(models, run.module, run.fn, kind) !== null)) return true;
  // What was handed to the call that made it: `useGuards(SessionGuard)`, `asyncHandler(requireUser)`.
  if (argumentsOf(models, link).some((inner) => inner.entities.some((item) => item.kind === "library" && hasAct(models, item.state, kind, null)))) return true;
  const origin = flow.nodeOrigin[node] ?? node;
  if (flow.nodeKind[origin] !== Node.Call) return false;
  const call = flow.nodeAux[origin] ?? 0;
  if (hasAct(models, models.linker.state(module, flow.calls.callee[call] ?? -1), kind, { module, call })) return true;
  return targetsOf(models.linker, module, call).some((target) => target.kind === "function" && reach(models, target.module, target.fn, kind) !== null);
}

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
