/**
 * What a function asks before it goes on: whether the caller knows a secret, whom his credential stands for, where the program
 * runs. Asked by what is compared and by what forks test; a superset, for which way is taken after the answer is looked at only roughly.
 */
import { CallFlag, Edge, Node, type Comparison, type FlowModule, type Test } from "../compile/index.js";
import { AWAITED, RESULT } from "../models/model.js";
import { actsAtCall } from "./acts.js";
import { placeNode } from "./call-places.js";
import { holdsAt } from "./conditions.js";
import type { Models } from "./context.js";
import { familyOf, nodesOfFunction } from "./families.js";
import { importedNodes } from "./imports.js";
import { storesOf } from "./schemas.js";
import { targetsOf } from "./targets.js";
import type { Loaded } from "./world.js";

/** What having asked so is worth: an effect. */
export interface Questions {
  /** Source kinds: who sends something equal knows the secret. */
  readonly secrets: ReadonlySet<string>;
  /** Source kinds: what is looked up by them, and found, stands for the caller. `named credential`: what a name suggests to be one. */
  readonly credentials: ReadonlySet<string>;
  /** Source kinds: what the caller says, which is no secret by being named like one. */
  readonly claims: ReadonlySet<string>;
  /** Source kinds: who the caller is. */
  readonly callers: ReadonlySet<string>;
  /** Whether a name (of a member that a fork tests) says what someone may: a role. */
  isRight(name: string): boolean;
  /** Whether a text, a name or a number (a status) says that the caller is refused for who he is, or is not. */
  refuses(said: string | number): boolean;
}

/** What a file asks, by function, and where it throws. */
interface Asked {
  readonly comparisons: ReadonlyMap<number, readonly Comparison[]>;
  readonly tests: ReadonlyMap<number, readonly Test[]>;
  readonly answers: ReadonlyMap<number, Comparison>;
  readonly throws: readonly number[];
}

const ASKED = {};

function askedIn(module: Loaded): Asked {
  const known = module.memo.get(ASKED) as Asked | undefined;
  if (known !== undefined) return known;
  const { flow } = module;
  const throws: number[] = [];
  for (let edge = 0; edge < flow.edgeCount; edge++) {
    const to = flow.nodeKind[flow.edgeTo[edge] ?? -1] as Node;
    if (to === Node.Throw || to === Node.Catch) throws.push(flow.edgeStart[edge] ?? -1);
  }
  const functionOf = ({ node }: { readonly node: number }): number => flow.nodeFunction[node] ?? -1;
  const made: Asked = { comparisons: grouped(flow.comparisons, functionOf), tests: grouped(flow.tests, functionOf), answers: new Map(flow.comparisons.map((each) => [each.node, each])), throws };
  module.memo.set(ASKED, made);
  return made;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

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

/** The words of a refusal: an error's name or message, a status by its name. */
function refuses(flow: FlowModule, node: number, questions: Questions): boolean {
  const says = (said: string | number): boolean => questions.refuses(said);
  const aux = flow.nodeAux[node] ?? -1;
  switch (flow.nodeKind[node] as Node) {
    case Node.Constant: {
      const constant = flow.constants[aux];
      return typeof constant === "string" ? says(constant) : typeof constant === "number" && says(constant) && isHandedOn(flow, node);
    }
    case Node.Load:
      return aux >= 0 && says(flow.strings[aux] ?? "");
    case Node.Call: {
      if (((flow.calls.flags[aux] ?? 0) & CallFlag.New) === 0) return false;
      const callee = flow.calls.callee[aux] ?? -1;
      return says(nameOf(flow, flow.nodeOrigin[callee] ?? callee));
    }
    default:
      return false;
  }
}

/** A number that is compared says nothing; one that a call is given, or a property, is the answer. */
function isHandedOn(flow: FlowModule, node: number): boolean {
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const kind = flow.edgeKind[flow.out[at] ?? 0] as Edge;
    if (kind === Edge.Argument || kind === Edge.Store) return true;
  }
  return false;
}

function nameOf(flow: FlowModule, node: number): string {
  const aux = flow.nodeAux[node] ?? -1;
  switch (flow.nodeKind[node] as Node) {
    case Node.Class:
      return flow.classes[aux]?.name ?? "";
    case Node.Import:
      return flow.imports[aux]?.name ?? "";
    case Node.Global:
      return flow.strings[aux] ?? "";
    default:
      return "";
  }
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

const isConstant = (flow: FlowModule, node: number): boolean => node < 0 || flow.nodeKind[flow.nodeOrigin[node] ?? node] === Node.Constant;

/** The value itself; what is made of it, also by calls; what a call gave that took it, but not it itself. */
type Way = "same" | "made" | "found";

/** Whether a value is, or is made of, one of the source kinds: inside the function, and in what it calls. */
function restsOn(models: Models, module: Loaded, start: number, kinds: ReadonlySet<string>, by: Way): boolean {
  if (start < 0 || kinds.size === 0) return false;
  const pending: { readonly module: Loaded; readonly node: number; readonly found: boolean; readonly depth: number }[] = [{ module, node: start, found: by !== "found", depth: 0 }];
  const seen = new Set<string>();
  for (const at of pending) {
    if (pending.length > SLICE) return false;
    if (at.found && isSource(models, at.module, at.node, kinds, by)) return true;
    const { flow } = at.module;
    const add = (where: Loaded, node: number, found: boolean, depth: number): void => {
      const key = `${where.id}:${node}:${found ? 1 : 0}`;
      if (node < 0 || seen.has(key)) return;
      seen.add(key);
      pending.push({ module: where, node, found, depth });
    };
    const kind = flow.nodeKind[at.node] as Node;
    const isCall = kind === Node.Call;
    if (isCall && by === "same") continue;
    for (let index = flow.firstIn[at.node] ?? 0; index < (flow.firstIn[at.node + 1] ?? 0); index++) {
      const edge = flow.in[index] ?? 0;
      if (PASSED_OVER.has(flow.edgeKind[edge] as Edge)) continue;
      add(at.module, flow.edgeFrom[edge] ?? -1, at.found || isCall, at.depth);
    }
    if (kind === Node.Import) {
      for (const place of imported(models, at.module, flow.nodeAux[at.node] ?? -1)) add(place.module, place.node, at.found, at.depth);
    } else if (isCall && at.depth < DEPTH) {
      for (const target of targetsOf(models.linker, at.module, flow.nodeAux[at.node] ?? 0)) {
        if (target.kind !== "function") continue;
        models.linker.use(module, target.module);
        add(target.module, target.module.flow.functions[target.fn]?.returnNode ?? -1, true, at.depth + 1);
      }
    }
  }
  return false;
}
/** Nodes that a value is followed back through, and functions inside one another. */
const SLICE = 160;
const DEPTH = 3;
/** Who is called, and what a function that is made sees, is no part of a value. */
const PASSED_OVER: ReadonlySet<Edge> = new Set([Edge.Callee, Edge.Environment]);

function imported({ linker }: Models, module: Loaded, index: number): readonly { readonly module: Loaded; readonly node: number }[] {
  const info = module.flow.imports[index];
  return info === undefined ? [] : importedNodes(linker, module, info);
}

function isSource(models: Models, module: Loaded, node: number, kinds: ReadonlySet<string>, by: Way): boolean {
  const { linker, vocabulary } = models;
  const { flow } = module;
  const kind = flow.nodeKind[node] as Node;
  const aux = flow.nodeAux[node] ?? -1;
  if (linker.of(module, node).some((item) => item.kind === "library" && linker.models.sources(item.state).some((source) => source.path.length === 0 && kinds.has(source.kind)))) return true;
  if (kind === Node.Load && aux >= 0) return kinds.has(`named ${vocabulary.nameKind(flow.strings[aux] ?? "", null) ?? ""}`) && (by !== "found" || isHandedIn(flow, node));
  if (kind !== Node.Call) return false;
  const site = { module, call: aux };
  return targetsOf(linker, module, aux).some((target) => target.kind === "library" && target.effects.sources.some((source) => source.at === RESULT && source.path.every((step) => step === AWAITED) && kinds.has(source.kind) && holdsAt(models, site, source)));
}

/** Whether a member was read from what the function was given, not from what it got itself. */
function isHandedIn(flow: FlowModule, start: number): boolean {
  let node = start;
  for (let left = 30; left > 0 && node >= 0; left--) {
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Param) return true;
    if (kind === Node.Call || kind === Node.Join) return false;
    node = flow.edgeFrom[flow.in[flow.firstIn[node] ?? 0] ?? -1] ?? -1;
    if ((flow.firstIn[node + 1] ?? 0) === (flow.firstIn[node] ?? 0)) return flow.nodeKind[node] === Node.Param;
  }
  return false;
}

/** Whether a function goes on only where the program runs in one place and not in another: `if (process.env.NODE_ENV !== "test") return`. */
export function isLimited(models: Models, module: Loaded, fn: number): boolean {
  const { flow } = module;
  return (askedIn(module).tests.get(fn) ?? []).some(({ fork, node }) => flow.arms.some((arm) => arm.fork === fork && arm.leaves) && asksWhere(models, module, node));
}

/** Whether what stands at a position is run in some places only. */
export function isLimitedAt(models: Models, module: Loaded, position: number): boolean {
  const { flow } = module;
  return flow.arms.some((arm) => arm.kind === "branch" && arm.start <= position && position < arm.end && flow.tests.some(({ fork, node }) => fork === arm.fork && (asksWhere(models, module, node) || restsOn(models, module, node, models.vocabulary.settings, "made"))));
}

/** A value is, or is made of, the answer of a comparison of a setting with a value that the program knows. */
function asksWhere(models: Models, module: Loaded, start: number): boolean {
  const { settings } = models.vocabulary;
  const pending = [{ module, node: start, depth: 0 }];
  for (const at of pending) {
    if (pending.length > SLICE) return false;
    const { flow } = at.module;
    const kind = flow.nodeKind[at.node] as Node;
    const add = (where: Loaded, node: number, depth: number): void => {
      if (node >= 0 && !pending.some((each) => each.module === where && each.node === node)) pending.push({ module: where, node, depth });
    };
    if (kind === Node.Operator) {
      const question = askedIn(at.module).answers.get(at.node);
      if (question !== undefined && isConstant(flow, question.left) !== isConstant(flow, question.right)) {
        if (restsOn(models, at.module, isConstant(flow, question.left) ? question.right : question.left, settings, "made")) return true;
      }
    } else if (kind === Node.Call) {
      if (at.depth < DEPTH) for (const target of targetsOf(models.linker, at.module, flow.nodeAux[at.node] ?? 0)) if (target.kind === "function") add(target.module, target.module.flow.functions[target.fn]?.returnNode ?? -1, at.depth + 1);
    } else if (kind === Node.Import) {
      for (const place of imported(models, at.module, flow.nodeAux[at.node] ?? -1)) add(place.module, place.node, at.depth);
    } else {
      for (let index = flow.firstIn[at.node] ?? 0; index < (flow.firstIn[at.node + 1] ?? 0); index++) {
        const edge = flow.in[index] ?? 0;
        if (!PASSED_OVER.has(flow.edgeKind[edge] as Edge)) add(at.module, flow.edgeFrom[edge] ?? -1, at.depth);
      }
    }
  }
  return false;
}
