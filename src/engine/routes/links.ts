/** What runs where a link of a chain is called: the function itself, what it was wrapped around, what made it. */
import { Node } from "../../compile/index.js";
import { hasAct } from "../effects/acts.js";
import { reach } from "../effects/reach.js";
import { targetsOf } from "../link/targets.js";
import type { Entity, Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import { callsOf } from "../rows/made-by.js";
import type { Link } from "./registrations.js";

/** A function of the project that runs for a request. */
export interface Runs {
  readonly module: Loaded;
  readonly fn: number;
}

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

/** What was handed to the calls that made a link, through variables and imports: `asyncHandler(createOrder(db))`. */
function argumentsOf(models: Models, { module, node }: Link): readonly Link[] {
  return callsOf(models, module, node).flatMap((site) => argumentsAt(models, site).filter((each) => each.node !== node || each.module !== module));
}

function argumentsAt(models: Models, { module, call }: Site): readonly Link[] {
  const { flow } = module;
  const nodes = Array.from(flow.calls.argumentNode.slice(flow.calls.firstArgument[call] ?? 0, flow.calls.firstArgument[call + 1] ?? 0));
  // What goes on from another link (`first.pipe(second)`) runs that, too.
  const isDerived = targetsOf(models.linker, module, call).some((target) => target.kind === "library" && target.effects.routes.some(({ role }) => role === "derives"));
  if (isDerived) nodes.unshift(flow.calls.receiver[call] ?? -1);
  return nodes.filter((each) => each >= 0 && flow.nodeKind[flow.nodeOrigin[each] ?? each] !== Node.Constant).map((each) => ({ module, node: each, entities: models.linker.of(module, each) }));
}

/** Whether a link has an effect: the library's value itself, a function that reaches it, the function that made it. */
export function linkHas(models: Models, link: Link, kind: string): boolean {
  const isKnown = ({ entities }: Link): boolean => entities.some((item) => item.kind === "library" && hasAct(models, item.state, kind, null));
  if (isKnown(link)) return true;
  if (runsOf(models, link).some((run) => reach(models, run.module, run.fn, kind) !== null)) return true;
  return callsOf(models, link.module, link.node).some((site) => {
    // What was handed to the call that made it: `useGuards(SessionGuard)`, `asyncHandler(requireUser)`.
    if (argumentsAt(models, site).some(isKnown)) return true;
    const { module, call } = site;
    if (hasAct(models, models.linker.state(module, module.flow.calls.callee[call] ?? -1), kind, site)) return true;
    return targetsOf(models.linker, module, call).some((target) => target.kind === "function" && reach(models, target.module, target.fn, kind) !== null);
  });
}
