/** The invariants of calls, functions and classes. */
import { claimRange, isIndex, isNode, isVariable, nodeName, type Claim } from "./claims.js";
import { CallFlag, Edge, Node, type ClassInfo, type FlowModule, type FunctionInfo } from "./flow-module.js";

// ------------------------------------------------------------------------------------------------------------- calls

export function checkCalls(flow: FlowModule, claim: Claim): void {
  const { calls } = flow;
  claim(calls.firstArgument[0] === 0 && calls.firstArgument[calls.count] === calls.argumentNode.length, () => "calls.firstArgument: does not go over all arguments");
  for (let call = 0; call < calls.count; call++) {
    const place = (): string => `call ${call}`;
    const [result, callee, receiver, handler] = [calls.result[call] ?? -1, calls.callee[call] ?? -1, calls.receiver[call] ?? -1, calls.handler[call] ?? -1];
    const [first, last] = [calls.firstArgument[call] ?? 0, calls.firstArgument[call + 1] ?? 0];
    claim(isNode(flow, result, Node.Call) && flow.nodeAux[result] === call, () => `${place()}: ${nodeName(flow, result)} is not its result`);
    claim(isNode(flow, callee), () => `${place()}: there is no node ${callee} to call`);
    claim(receiver === -1 || isNode(flow, receiver), () => `${place()}: there is no node ${receiver} to be its receiver`);
    claim(isNode(flow, handler, Node.Catch) || isNode(flow, handler, Node.Throw), () => `${place()}: ${nodeName(flow, handler)} takes nothing thrown`);
    claim(flow.nodeFunction[handler] === flow.nodeFunction[result], () => `${place()}: its handler is of another function`);
    claim(first <= last, () => `${place()}: its arguments go from ${first} to ${last}`);
    let spread = false;
    for (let at = first; at < last; at++) {
      claim(isNode(flow, calls.argumentNode[at] ?? -1), () => `${place()}: there is no node ${String(calls.argumentNode[at])} to be argument ${at - first}`);
      claimRange(flow, claim, { start: calls.argumentStart[at] ?? -1, end: calls.argumentEnd[at] ?? -1 }, undefined, () => `${place()}, argument ${at - first}`);
    }
    let edges = 0;
    for (let at = flow.firstIn[result] ?? 0; at < (flow.firstIn[result + 1] ?? 0); at++) {
      edges++;
      spread ||= flow.edgeKind[flow.in[at] ?? -1] === Edge.SpreadArgument;
    }
    const wanted = 1 + (receiver >= 0 ? 1 : 0) + (last - first);
    claim(edges === wanted, () => `${place()}: ${edges} edges lead to it, not ${wanted}`);
    claim(((calls.flags[call] ?? 0) & CallFlag.Spread) !== 0 === spread, () => `${place()}: its flag and its arguments disagree on a spread`);
  }
}

// --------------------------------------------------------------------------------------------------------- functions

export function checkFunctions(flow: FlowModule, claim: Claim): void {
  for (const [id, info] of flow.functions.entries()) {
    const place = (): string => `function ${id} ${info.name}`;
    const parent = flow.functions[info.parent];
    claim((id === 0) === (info.kind === "module"), () => `${place()}: function 0, and no other, is of kind module`);
    claim(id === 0 ? info.parent === -1 : parent !== undefined, () => `${place()}: ${info.parent} is not its parent`);
    claim(!isCyclic(flow, id), () => `${place()}: its parents form a circle`);
    claimRange(flow, claim, info, parent, place);
    claim(info.class === -1 || isIndex(info.class, flow.classes), () => `${place()}: there is no class ${info.class}`);
    claim(info.node === -1 || (isNode(flow, info.node, Node.Function) && flow.nodeAux[info.node] === id), () => `${place()}: ${nodeName(flow, info.node)} does not create it`);
    claim((info.kind === "arrow") === (info.thisNode === -1), () => `${place()}: arrows, and no others, have no this of their own`);
    checkOwnNodes(flow, claim, info, id, place);
    checkOuts(flow, claim, info, id, place);
    const { predicate } = info;
    claim(predicate === null || (predicate.param >= -1 && predicate.param < info.params.length), () => `${place()}: its predicate is about no parameter`);
  }
}

function isCyclic({ functions }: FlowModule, id: number): boolean {
  let at = id;
  for (let steps = 0; steps <= functions.length; steps++) {
    at = functions[at]?.parent ?? -1;
    if (at < 0) return false;
  }
  return true;
}

/** The nodes that a function names are of the kind it names them as, and its own. */
function checkOwnNodes(flow: FlowModule, claim: Claim, info: FunctionInfo, id: number, place: () => string): void {
  const own = (node: number, kind: Node, what: string): void => {
    claim(isNode(flow, node, kind) && flow.nodeFunction[node] === id, () => `${place()}: ${nodeName(flow, node)} is not its ${what}`);
  };
  own(info.returnNode, Node.Return, "return");
  own(info.throwNode, Node.Throw, "throw");
  if (info.thisNode !== -1) own(info.thisNode, Node.This, "this");
  if (info.argumentsNode !== -1) own(info.argumentsNode, Node.Arguments, "arguments");
  for (const [index, param] of info.params.entries()) {
    own(param.node, Node.Param, `parameter ${index}`);
    claim(flow.nodeAux[param.node] === index, () => `${place()}: ${nodeName(flow, param.node)} is not parameter ${index}`);
    claimRange(flow, claim, param, info, () => `${place()}, parameter ${index}`);
    for (const decorator of param.decorators) claim(isNode(flow, decorator), () => `${place()}, parameter ${index}: there is no node ${decorator} to decorate it`);
  }
  for (const [binding, node] of info.captured) {
    own(node, Node.Captured, `captured binding ${binding}`);
    claim(isVariable(flow, binding) && flow.nodeAux[node] === binding, () => `${place()}: ${nodeName(flow, node)} is not what it captures of binding ${binding}`);
  }
}

/** One way out for `this` and for each parameter, -1 where it leaves as it came. */
function checkOuts(flow: FlowModule, claim: Claim, info: FunctionInfo, id: number, place: () => string): void {
  for (const [name, kind] of [["outs", Node.Out], ["outsTrue", Node.OutTrue], ["outsFalse", Node.OutFalse]] as const) {
    const outs = info[name];
    claim(outs.length === info.params.length + 1, () => `${place()}: ${outs.length} ${name} for ${info.params.length} parameters and this`);
    for (const [index, node] of outs.entries()) {
      claim(node === -1 || (isNode(flow, node, kind) && flow.nodeFunction[node] === id && flow.nodeAux[node] === index - 1), () => `${place()}: ${nodeName(flow, node)} is not entry ${index} of its ${name}`);
    }
  }
}

// ----------------------------------------------------------------------------------------------------------- classes

export function checkClasses(flow: FlowModule, claim: Claim): void {
  for (const [id, info] of flow.classes.entries()) {
    const place = (): string => `class ${id} ${info.name}`;
    claim(isNode(flow, info.node, Node.Class) && flow.nodeAux[info.node] === id, () => `${place()}: ${nodeName(flow, info.node)} does not create it`);
    claimRange(flow, claim, info, flow.functions[flow.nodeFunction[info.node] ?? 0], place);
    claim(info.binding === -1 || flow.bindings[info.binding]?.kind === "class", () => `${place()}: binding ${info.binding} is no class's`);
    claim(info.superNode === -1 ? edgesOf(flow, info.node, Edge.Super).length === 0 : edgesOf(flow, info.node, Edge.Super).join() === String(info.superNode), () => `${place()}: ${info.superNode} is not its superclass`);
    checkMembers(flow, claim, info, id, place);
    for (const [name, table] of [["stores", info.stores], ["staticStores", info.staticStores]] as const) {
      for (const [member, nodes] of table) for (const node of nodes) claim(isNode(flow, node), () => `${place()}, ${name} of ${member}: there is no node ${node}`);
    }
    for (const decorator of info.decorators) claim(isNode(flow, decorator), () => `${place()}: there is no node ${decorator} to decorate it`);
  }
}

function checkMembers(flow: FlowModule, claim: Claim, info: ClassInfo, id: number, place: () => string): void {
  const own = (fn: number, kind: string, isStatic: boolean, what: () => string): void => {
    if (fn === -1) return;
    const found = flow.functions[fn];
    claim(found?.class === id && found.kind === kind && found.isStatic === isStatic, () => `${what()}: function ${fn} is not its ${isStatic ? "static " : ""}${kind}`);
  };
  own(info.constructorFunction, "constructor", false, place);
  own(info.initialiser, "initialiser", false, place);
  own(info.staticInitialiser, "initialiser", true, place);
  for (const member of info.members) {
    const what = (): string => `${place()}, member ${member.name}`;
    claim((member.kind === "field") === (member.function === -1), () => `${what()}: fields have no function, all others have one`);
    own(member.function, member.kind, member.isStatic, what);
    claimRange(flow, claim, member, info, what);
    for (const decorator of member.decorators) claim(isNode(flow, decorator), () => `${what()}: there is no node ${decorator} to decorate it`);
  }
}

/** Where the edges of a kind into a node come from. */
function edgesOf(flow: FlowModule, node: number, kind: Edge): readonly number[] {
  const found: number[] = [];
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? -1;
    if (flow.edgeKind[edge] === kind) found.push(flow.edgeFrom[edge] ?? -1);
  }
  return found;
}
