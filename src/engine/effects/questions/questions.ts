/**
 * What a function asks before it goes on: whether the caller knows a secret, whom his credential stands for. Asked by what is
 * compared and by what forks test; a superset, for which way is taken after the answer is looked at only roughly.
 */
import { Node, type FlowModule } from "../../../compile/index.js";
import { targetsOf } from "../../link/targets.js";
import { familyOf, nodesOfFunction } from "../../program/families.js";
import type { Loaded } from "../../program/loaded.js";
import { placeNode } from "../../rows/call-places.js";
import type { Models } from "../../rows/context.js";
import { storesOf } from "../../rows/schemas.js";
import type { Questions } from "../../vocabulary.js";
import { actsAtCall } from "../acts.js";
import { askedIn, isConstant } from "./asked.js";
import { refuses } from "./refusals.js";
import { restsOn, type Way } from "./rests-on.js";

/** Whether a function, or one inside it, asks questions that have the effect. `isRun`: it runs for the request itself, so that to leave it is to refuse. */
export function asks(models: Models, module: Loaded, fn: number, effect: string, isRun: boolean): boolean {
  const questions = models.vocabulary.questions.get(effect);
  if (questions === undefined) return false;
  const { flow } = module;
  const family = familyOf(module, fn);
  const asked = askedIn(module);
  for (const member of family) if (nodesOfFunction(module, member).some((node) => refuses(flow, node, questions))) return true;
  if (family.some((member) => nodesOfFunction(module, member).some((node) => changesByCredential(models, module, node, questions)))) return true;
  const rests = (node: number, kinds: ReadonlySet<string>, by: Way = "made"): boolean => restsOn(models, module, node, kinds, by);
  const isSecret = (node: number): boolean => rests(node, questions.secrets) || (rests(node, questions.credentials, "same") && !rests(node, questions.claims));
  for (const { left, right } of family.flatMap((member) => asked.comparisons.get(member) ?? [])) {
    if (!isConstant(flow, left) && !isConstant(flow, right) && isSecret(left) !== isSecret(right)) return true;
  }
  for (const { fork, node } of family.flatMap((member) => asked.tests.get(member) ?? [])) {
    if (!decides(models, module, fork, isRun)) continue;
    const subjects = subjectsOf(module, node);
    if (subjects.some((each) => rests(each, questions.callers) || rests(each, questions.credentials, "found"))) return true;
    if ([...subjects, ...operandsOf(flow, node)].some((each) => isNamed(flow, each, questions) && !rests(each, questions.claims))) return true;
    if (operandsOf(flow, node).some(isSecret) && !operandsOf(flow, node).every(isSecret)) return true;
  }
  return false;
}

/** A member whose name says what someone may. */
function isNamed(flow: FlowModule, node: number, questions: Questions): boolean {
  const origin = flow.nodeOrigin[node] ?? node;
  const name = (flow.nodeKind[origin] as Node) === Node.Load ? flow.strings[flow.nodeAux[origin] ?? -1] : undefined;
  return name !== undefined && questions.isRight(name);
}

/** What is changed is chosen by a credential, so that only who has it changes it: `delete({ where: { token } })`. */
function changesByCredential(models: Models, module: Loaded, node: number, { credentials }: Questions): boolean {
  const { flow } = module;
  if (flow.nodeKind[node] !== Node.Call || credentials.size === 0) return false;
  const site = { module, call: flow.nodeAux[node] ?? 0 };
  if (!actsAtCall(models, site, "database-write")) return false;
  const isCredential = ([name, value]: readonly [string, number]): boolean => credentials.has(`named ${models.vocabulary.nameKind(name, null) ?? ""}`) && !isConstant(flow, value);
  return targetsOf(models.linker, module, site.call).some((target) =>
    target.kind === "library" && target.effects.sinks.some((sink) => {
      const held = sink.kind === "database-condition" && sink.at >= 0 ? placeNode(models, site, sink) : -1;
      return held >= 0 && storesOf(module, held).some(isCredential);
    }),
  );
}

/** What a test asks for: both sides of a comparison, or the value itself. */
function subjectsOf(module: Loaded, node: number): readonly number[] {
  const asked = askedIn(module).answers.get(node);
  return asked === undefined ? [node] : [asked.left, asked.right].filter((each) => !isConstant(module.flow, each));
}

/** What a call that is tested is made of, but for constants: `keys.includes(key)`. */
function operandsOf(flow: FlowModule, node: number): readonly number[] {
  const origin = flow.nodeOrigin[node] ?? node;
  if (flow.nodeKind[origin] !== Node.Call) return [];
  const call = flow.nodeAux[origin] ?? 0;
  const operands = [flow.calls.receiver[call] ?? -1];
  for (let at = flow.calls.firstArgument[call] ?? 0; at < (flow.calls.firstArgument[call + 1] ?? 0); at++) operands.push(flow.calls.argumentNode[at] ?? -1);
  return operands.filter((each) => !isConstant(flow, each));
}

/** After one of the answers the request is not gone on with; or only after one of them something is changed. */
function decides(models: Models, module: Loaded, fork: number, isRun: boolean): boolean {
  const { flow } = module;
  const arms = flow.arms.filter((arm) => arm.fork === fork);
  if (arms.some((arm) => arm.leaves && (isRun || askedIn(module).throws.some((at) => arm.start <= at && at < arm.end)))) return true;
  const { calls, nodeStart } = flow;
  for (let call = 0; call < calls.count; call++) {
    const at = nodeStart[calls.result[call] ?? -1] ?? -1;
    if (arms.some(({ start, end }) => start <= at && at < end) && actsAtCall(models, { module, call }, "database-write")) return true;
  }
  return false;
}
