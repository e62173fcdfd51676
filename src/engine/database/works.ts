/** What a function does to a database: the order of its changes, whether a transaction holds them together, whether their failure is seen. */
import { Node, type Arm } from "../../compile/index.js";
import { actsAtCall } from "../effects/acts.js";
import { reach } from "../effects/reach.js";
import { targetsOf } from "../link/targets.js";
import { argumentsOf } from "../program/call-arguments.js";
import { nodesOfFunction } from "../program/families.js";
import { heldBy, isKept } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";
import { registrationsOf } from "../routes/registrations.js";
import type { Models } from "../rows/context.js";
import { dropsPromises, isUnseen, isUnseenInside } from "./failures.js";
import { isHeld, runsInTransaction } from "./transactions.js";

export interface Change {
  readonly call: number;
  readonly isIndirect: boolean;
}

export interface FoundWork {
  readonly kind: "sequence" | "unawaited" | "dropped";
  readonly changes: readonly Change[];
}

export function worksOf(models: Models, module: Loaded): readonly FoundWork[] {
  const found: FoundWork[] = [];
  for (const fn of module.flow.functions.keys()) {
    if (fn === 0) continue;
    found.push(...unseenIn(models, module, fn));
    const changes = changesIn(models, module, fn);
    if (changes.length < 2 || runsInTransaction(models, module, fn)) continue;
    const loose = changes.filter(({ call }) => !isHeld(models, module, call) && !isTaken(models, module, call));
    // What the function does itself says more than what it has done.
    const pair = firstPair(module, loose.filter(({ isIndirect }) => !isIndirect)) ?? firstPair(module, loose);
    if (pair !== null) found.push({ kind: "sequence", changes: pair });
  }
  return found;
}

/** Changes that fail unseen. */
function unseenIn(models: Models, module: Loaded, fn: number): readonly FoundWork[] {
  const { flow } = module;
  const found: FoundWork[] = [];
  for (const node of nodesOfFunction(module, fn)) {
    if (flow.nodeKind[node] !== Node.Call) continue;
    const call = flow.nodeAux[node] ?? 0;
    const isIndirect = !actsAtCall(models, { module, call }, "database-write");
    if (isIndirect ? isUnseenInside(models, module, call) : isUnseen(models, module, call)) found.push({ kind: "unawaited", changes: [{ call, isIndirect }] });
    else if (isIndirect && dropsPromises(models, module, call)) found.push({ kind: "dropped", changes: [{ call, isIndirect }] });
  }
  return found;
}

/** A record that is deleted to be used, once: it must be gone whatever becomes of the rest. */
function isTaken(models: Models, module: Loaded, call: number): boolean {
  const { flow } = module;
  if (!actsAtCall(models, { module, call }, "takes-record")) return false;
  const pending = [flow.calls.result[call] ?? -1];
  for (const node of pending) {
    for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
      const to = flow.edgeTo[flow.out[at] ?? 0] ?? -1;
      const kind = flow.nodeKind[to] as Node;
      // `delete(…).catch(…)` goes on with the record.
      if (kind === Node.Load || kind === Node.Await || kind === Node.Call) {
        if (!pending.includes(to)) pending.push(to);
      } else return true;
    }
  }
  return false;
}

/** In the order of the text. */
function changesIn(models: Models, module: Loaded, fn: number): readonly Change[] {
  const { flow } = module;
  const found: Change[] = [];
  // `app.use(makeRouter(db))`: what is made there runs for requests.
  const made = new Set(registrationsOf(models, module).flatMap(({ links }) => links.map(({ node }) => flow.nodeOrigin[node] ?? node)));
  for (const node of nodesOfFunction(module, fn)) {
    if (flow.nodeKind[node] !== Node.Call || made.has(node)) continue;
    const call = flow.nodeAux[node] ?? 0;
    if (actsAtCall(models, { module, call }, "database-write")) found.push({ call, isIndirect: false });
    else if (changesInside(models, module, call)) found.push({ call, isIndirect: true });
  }
  const end = ({ call }: Change): number => flow.nodeEnd[flow.calls.result[call] ?? -1] ?? 0;
  return found.sort((a, b) => end(a) - end(b));
}

/** A function that is called makes a change, or one that is written where a function of the program takes it: `run(async () => { … })`. */
function changesInside(models: Models, module: Loaded, call: number): boolean {
  const targets = targetsOf(models.linker, module, call);
  if (targets.some((target) => target.kind === "function" && reach(models, target.module, target.fn, "database-write") !== null)) return true;
  return targets.some(({ kind }) => kind !== "library") && callbacksOf(module, call).some((fn) => reach(models, module, fn, "database-write") !== null);
}

function callbacksOf(module: Loaded, call: number): readonly number[] {
  const { flow } = module;
  return argumentsOf(module, call).flatMap((node) => heldBy(flow, node, isKept).flatMap((held) => (flow.nodeKind[held] === Node.Function ? [flow.nodeAux[held] ?? 0] : [])));
}

/** The first two that run one after the other. */
function firstPair(module: Loaded, changes: readonly Change[]): readonly [Change, Change] | null {
  for (const [index, first] of changes.entries()) {
    for (const second of changes.slice(index + 1)) if (follows(module, first.call, second.call) && !isMadeGood(module, second.call, changes)) return [first, second];
  }
  return null;
}

/** Where the change fails, another one follows: in the handler of the `try` that it stands in. */
function isMadeGood({ flow }: Loaded, call: number, changes: readonly Change[]): boolean {
  const at = (each: number): number => flow.nodeStart[flow.calls.result[each] ?? -1] ?? 0;
  const holds = (arm: Arm, position: number): boolean => arm.start <= position && position < arm.end;
  return flow.arms.some((arm) => arm.kind === "try" && holds(arm, at(call)) && flow.arms.some((other) => other.fork === arm.fork && other.kind !== "try" && changes.some((change) => holds(other, at(change.call)))));
}

function follows({ flow }: Loaded, first: number, second: number): boolean {
  const at = (call: number): number => flow.nodeStart[flow.calls.result[call] ?? -1] ?? 0;
  const [a, b] = [at(first), at(second)];
  const holds = (arm: Arm, position: number): boolean => arm.start <= position && position < arm.end;
  for (const arm of flow.arms) {
    if (!holds(arm, a)) continue;
    // What is done after a failure makes good for it.
    if (arm.kind === "catch" || arm.kind === "finally") return false;
    if (holds(arm, b)) continue;
    if (arm.leaves && arm.kind === "branch") return false;
    if (flow.arms.some((other) => other !== arm && other.fork === arm.fork && holds(other, b))) return false;
  }
  return !flow.arms.some((arm) => holds(arm, b) && !holds(arm, a) && (arm.kind === "catch" || arm.kind === "finally"));
}
