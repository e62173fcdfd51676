/**
 * The invariants of a flow module, checked. Tests run it over every module they compile; the engine trusts what compile makes.
 * Here: the tables. Nodes, edges and guards are in `validate-graph.ts`, functions, classes and calls in `validate-code.ts`.
 */
import { claimRange, isIndex, isNode, nodeName, type Claim } from "./claims.js";
import { Node, type FlowModule } from "./flow-module.js";
import { checkCalls, checkClasses, checkFunctions } from "./validate-code.js";
import { checkEdges, checkGuards, checkNodes } from "./validate-graph.js";

/**
 * Says in words what is wrong with a flow module: every invariant that it breaks, in the order in which they are met; nothing
 * for a sound one. Never throws, whatever the numbers are.
 */
export function validate(flow: FlowModule): string[] {
  const found: string[] = [];
  const claim: Claim = (isTrue, complaint) => {
    if (!isTrue) found.push(complaint());
  };
  checkLengths(flow, claim);
  checkAdjacency(flow, claim, "out", flow.edgeFrom, flow.firstOut, flow.out);
  checkAdjacency(flow, claim, "in", flow.edgeTo, flow.firstIn, flow.in);
  checkTables(flow, claim);
  checkNodes(flow, claim);
  checkEdges(flow, claim);
  checkGuards(flow, claim);
  checkCalls(flow, claim);
  checkFunctions(flow, claim);
  checkClasses(flow, claim);
  checkBindings(flow, claim);
  checkModules(flow, claim);
  return found;
}

// ------------------------------------------------------------------------------------------------------------ tables

function checkLengths(flow: FlowModule, claim: Claim): void {
  const { nodeCount, edgeCount, calls } = flow;
  const table = (name: string, { length }: { readonly length: number }, wanted: number): void => {
    claim(length === wanted, () => `${name}: ${length} entries where ${wanted} belong`);
  };
  for (const name of ["nodeKind", "nodeAux", "nodeStart", "nodeEnd", "nodeFunction", "nodeOrigin"] as const) table(name, flow[name], nodeCount);
  for (const name of ["edgeFrom", "edgeTo", "edgeKind", "edgeLabel", "edgeStart", "edgeEnd", "out", "in"] as const) table(name, flow[name], edgeCount);
  for (const name of ["firstOut", "firstIn"] as const) table(name, flow[name], nodeCount + 1);
  for (const name of ["result", "callee", "receiver", "flags", "handler"] as const) table(`calls.${name}`, calls[name], calls.count);
  table("calls.firstArgument", calls.firstArgument, calls.count + 1);
  for (const name of ["argumentStart", "argumentEnd"] as const) table(`calls.${name}`, calls[name], calls.argumentNode.length);
}

/** Each edge stands once, with the node it belongs to, in the order in which the edges were made. */
function checkAdjacency(flow: FlowModule, claim: Claim, name: "out" | "in", ends: Int32Array, first: Int32Array, edges: Int32Array): void {
  const starts = name === "out" ? "firstOut" : "firstIn";
  claim(first[0] === 0 && first[flow.nodeCount] === flow.edgeCount, () => `${starts}: goes from ${String(first[0])} to ${String(first[flow.nodeCount])}, not from 0 to ${flow.edgeCount}`);
  for (let node = 0; node < flow.nodeCount; node++) {
    const [from, to] = [first[node] ?? 0, first[node + 1] ?? 0];
    claim(from <= to, () => `${starts}: falls at ${nodeName(flow, node)}, from ${from} to ${to}`);
    for (let at = from; at < to; at++) {
      const edge = edges[at] ?? -1;
      claim(ends[edge] === node, () => `${name}: edge ${edge} stands with ${nodeName(flow, node)} and is not its`);
      claim(at === from || (edges[at - 1] ?? 0) < edge, () => `${name}: edge ${edge} of ${nodeName(flow, node)} stands out of order`);
    }
  }
}

function checkTables(flow: FlowModule, claim: Claim): void {
  claim(flow.language !== "", () => "the module has no language");
  claim(flow.functions.length > 0, () => "the module has no functions");
  const distinct = (name: string, keys: readonly string[]): void => {
    const seen = new Set<string>();
    for (const [index, key] of keys.entries()) {
      claim(!seen.has(key), () => `${name}: entry ${index} stands there twice`);
      seen.add(key);
    }
  };
  distinct("strings", flow.strings);
  distinct("paths", flow.paths.map((path) => JSON.stringify(path)));
  for (const [index, problem] of flow.problems.entries()) {
    claim(problem.reason !== "", () => `problem ${index}: it has no reason`);
    claimRange(flow, claim, problem, undefined, () => `problem ${index}`);
  }
}

function checkBindings(flow: FlowModule, claim: Claim): void {
  for (const [id, binding] of flow.bindings.entries()) {
    const place = (): string => `binding ${id} ${binding.name}`;
    claim(isIndex(binding.owner, flow.functions), () => `${place()}: there is no function ${binding.owner} to own it`);
    if (binding.cell !== -1) {
      claim(isNode(flow, binding.cell, Node.Cell) && flow.nodeAux[binding.cell] === id, () => `${place()}: ${nodeName(flow, binding.cell)} is not its cell`);
      claim(flow.nodeFunction[binding.cell] === binding.owner, () => `${place()}: its cell is not of its owner`);
    }
    claim(binding.class === -1 || flow.classes[binding.class]?.binding === id, () => `${place()}: class ${binding.class} is not of that name`);
    claim(binding.function === -1 || isIndex(binding.function, flow.functions), () => `${place()}: there is no function ${binding.function}`);
    claim((binding.kind === "import") === (binding.import !== -1), () => `${place()}: of kind ${binding.kind}, with import ${binding.import}`);
    claim(binding.import === -1 || flow.imports[binding.import]?.binding === id, () => `${place()}: import ${binding.import} does not bind it`);
  }
  for (const [binding, members] of flow.prototypes) {
    claim(isIndex(binding, flow.bindings), () => `prototypes: there is no binding ${binding}`);
    for (const [name, nodes] of members) for (const node of nodes) claim(isNode(flow, node), () => `prototypes, ${name} of binding ${binding}: there is no node ${node}`);
  }
}

function checkModules(flow: FlowModule, claim: Claim): void {
  for (const [index, item] of flow.imports.entries()) {
    const place = (): string => `import ${index} of ${item.name}`;
    claim(isNode(flow, item.node, Node.Import) && flow.nodeAux[item.node] === index, () => `${place()}: ${nodeName(flow, item.node)} is not its node`);
    claim(flow.bindings[item.binding]?.kind === "import", () => `${place()}: binding ${item.binding} is not an import's`);
    claimRange(flow, claim, item, undefined, place);
  }
  for (const [index, item] of flow.exports.entries()) {
    if (item.kind !== "local") continue;
    const place = (): string => `export ${index} of ${item.name}`;
    claim(isNode(flow, item.node) && flow.nodeFunction[item.node] === 0, () => `${place()}: ${nodeName(flow, item.node)} is not the module's`);
    claim(flow.bindings[item.binding]?.owner === 0, () => `${place()}: binding ${item.binding} is not the module's`);
  }
  for (const [index, declared] of flow.typeDeclarations.entries()) {
    const place = (): string => `type ${index} ${declared.name}`;
    claim(flow.bindings[declared.binding]?.name === declared.name, () => `${place()}: binding ${declared.binding} has another name`);
    claimRange(flow, claim, declared, undefined, place);
  }
}
