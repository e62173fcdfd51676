/** IR → flow module: a pure function of the IR, one file alone. */
import type { Func, FunctionId, Module, Range } from "../ir/index.js";
import { Compiler } from "./compiler.js";
import { type Environment, type Exit, type Frame, NO_STORES } from "./frames.js";
import { filled } from "./lists.js";
import { Edge, Node, THIS, type BindingInfo, type ExportInfo, type FlowModule, type FunctionInfo, type ImportInfo } from "./flow-module.js";
import { compileBody, leaveAtEnd } from "./statements.js";

export function compile(module: Module): FlowModule {
  const c = new Compiler(module);
  c.createFrame(0);
  const imports = compileImports(c);
  compileFunction(c, 0);
  const exports = compileExports(c);
  compileOthers(c);
  c.readCells();
  readDirectly(c);
  readImports(c, imports);
  c.closeClasses();
  return c.b.finish({
    language: module.language,
    functions: c.infos.filter((info) => info !== undefined),
    classes: module.classes.map((cls, id) => c.classes[id] ?? emptyClass(c, id, cls)),
    imports,
    exports,
    typeDeclarations: module.types,
    bindings: bindingInfos(c),
    prototypes: c.prototypes.size === 0 ? NO_PROTOTYPES : c.prototypes,
    arms: c.arms,
    comparisons: c.comparisons,
    tests: c.tests,
    problems: module.problems,
  });
}

/** All functions but the module initialiser, in the order in which they are made. */
function compileOthers(c: Compiler): void {
  let next = 1;
  // Functions that nothing creates (in code that is never reached, or members of such classes) are compiled all the same.
  for (let id = 0; id < c.frames.length; id++) {
    if (c.frames[id] === undefined) c.createFrame(id);
    while (next < c.queue.length) compileFunction(c, c.queue[next++] ?? 0);
  }
}

/** A class or function that is read directly is a variable, too, once something is written into it. */
function readDirectly(c: Compiler): void {
  for (let binding = 0; binding < c.cell.length; binding++) {
    const cell = c.cell[binding] ?? -1;
    const node = cell < 0 ? -1 : (c.direct[binding] ?? -1);
    if (node < 0) continue;
    const kind = c.b.kind(node);
    if (kind === Node.Class || kind === Node.Function) c.b.edge(cell, node, Edge.Cell);
  }
}

function readImports(c: Compiler, imports: readonly ImportInfo[]): void {
  for (const { binding, node } of imports) {
    const cell = c.cell[binding] ?? -1;
    if (cell >= 0) c.b.edge(cell, node, Edge.Cell);
  }
}

const NO_PROTOTYPES: FlowModule["prototypes"] = new Map();

function compileImports(c: Compiler): ImportInfo[] {
  const imports: ImportInfo[] = [];
  for (const { binding, specifier, name, typeOnly, start, end } of c.module.imports) {
    const node = c.b.node(Node.Import, imports.length, 0, start, end);
    c.direct[binding] = node;
    imports.push({ node, binding, specifier, name, typeOnly, start, end });
  }
  return imports;
}

function bindingInfos(c: Compiler): BindingInfo[] {
  const { bindings, imports } = c.module;
  const importOf = filled(bindings.length, -1);
  for (let index = 0; index < imports.length; index++) {
    const binding = imports[index]?.binding ?? -1;
    if (binding >= 0) importOf[binding] = index;
  }
  const infos: BindingInfo[] = [];
  for (const binding of bindings) {
    const id = infos.length;
    infos.push({
      name: binding.name,
      kind: binding.kind,
      owner: binding.owner,
      constant: binding.constant,
      type: binding.type ?? null,
      cell: c.cell[id] ?? -1,
      class: c.bindingClass[id] ?? -1,
      function: c.bindingFunction[id] ?? -1,
      import: importOf[id] ?? -1,
    });
  }
  return infos;
}

/** A class in code that is never reached. */
function emptyClass(c: Compiler, id: number, cls: Module["classes"][number]): FlowModule["classes"][number] {
  return {
    name: cls.name, node: c.b.node(Node.Class, id, cls.owner, cls.start, cls.end), binding: cls.binding, superNode: -1, implements: cls.implements,
    constructorFunction: cls.constructorFunction, initialiser: cls.initialiser, staticInitialiser: cls.staticInitialiser,
    members: [], decorators: [], stores: NO_STORES, staticStores: NO_STORES, start: cls.start, end: cls.end,
  };
}

function compileFunction(c: Compiler, id: number): void {
  const fn = c.func(id);
  const frame = c.frames[id];
  if (frame === undefined) return;
  c.enter(id);
  c.frame = frame;
  c.handler = frame.throwNode;
  for (let index = 0; index < fn.params.length; index++) {
    const binding = fn.params[index]?.binding ?? -1;
    const node = frame.params[index]?.node ?? -1;
    c.setVersion(binding, node);
    c.publish(binding, node);
    c.addCellReader(binding, node);
  }
  if (frame.thisNode >= 0) c.setVersion(THIS, frame.thisNode);
  if (id === 0) makeExportObject(c);
  compileBody(c, fn.body);
  if (id === 0) c.exits.push({ normal: c.env, truthy: null, falsy: null });
  else leaveAtEnd(c);
  if (fn.isStatic && fn.kind === "initialiser") keepStatics(c, id, frame.thisNode);
  c.infos[id] = functionInfo(c, fn, frame, id === 0);
}

/** The object that a module hands out is there before its first statement. */
function makeExportObject(c: Compiler): void {
  const { bindings } = c.module;
  for (let binding = 0; binding < bindings.length; binding++) {
    if (bindings[binding]?.kind === "exports") c.publish(binding, c.b.node(Node.Object, 0, 0, 0, 0));
  }
}

function functionInfo(c: Compiler, fn: Func, frame: Frame, isModule: boolean): FunctionInfo {
  const { predicate } = fn;
  return {
    name: fn.name, kind: fn.kind, parent: fn.parent, class: fn.class, isStatic: fn.isStatic, async: fn.async, generator: fn.generator, hasBody: fn.hasBody,
    node: frame.node, params: frame.params, thisNode: frame.thisNode, argumentsNode: frame.argumentsNode, returnNode: frame.returnNode, throwNode: frame.throwNode,
    outs: isModule ? untouched(0) : outNodes(c, Node.Out, fn, frame),
    outsTrue: isModule ? untouched(0) : outNodes(c, Node.OutTrue, fn, frame),
    outsFalse: isModule ? untouched(0) : outNodes(c, Node.OutFalse, fn, frame),
    captured: frame.captured,
    thisType: fn.thisType ?? null,
    returnType: fn.returnType ?? null,
    predicate: predicate === undefined ? null : { param: predicate.param, asserts: predicate.asserts, type: predicate.type ?? null },
    start: fn.start,
    end: fn.end,
  };
}

/** What static fields and blocks leave in the class. */
function keepStatics(c: Compiler, id: FunctionId, before: number): void {
  const isOf = c.module.classes.find((cls) => cls.staticInitialiser === id);
  if (isOf === undefined || isOf.binding < 0) return;
  for (const { normal } of c.exits) {
    const version = normal?.[c.slot(THIS)] ?? -1;
    if (version >= 0 && version !== before) c.b.edge(version, c.cellOf(isOf.binding), Edge.Cell);
  }
}

/** By number of parameters: what a function leaves that changes none of them. Shared, for that is most functions. */
const UNTOUCHED: (readonly number[])[] = [];

function untouched(params: number): readonly number[] {
  for (let count = UNTOUCHED.length; count <= params; count++) UNTOUCHED.push(filled(count + 1, -1));
  return UNTOUCHED[params] ?? [];
}

/** The nodes of `this` and of each parameter at exits of one kind; see {@link FunctionInfo.outs}. */
function outNodes(c: Compiler, kind: Node, fn: Func, frame: Frame): readonly number[] {
  const { params } = frame;
  let found: number[] | null = null;
  for (let index = -1; index < params.length; index++) {
    const start = index < 0 ? frame.thisNode : (params[index]?.node ?? -1);
    const binding = index < 0 ? THIS : (fn.params[index]?.binding ?? -1);
    const node = start < 0 ? -1 : outNode(c, kind, index, start, c.slot(binding), fn);
    if (node < 0) continue;
    found ??= filled(params.length + 1, -1);
    found[index + 1] = node;
  }
  return found ?? untouched(params.length);
}

function environmentAt(exit: Exit, kind: Node): Environment {
  return kind === Node.Out ? exit.normal : kind === Node.OutTrue ? exit.truthy : exit.falsy;
}

/** The node of a parameter at the function's exits; -1 when every exit leaves it as it came. */
function outNode(c: Compiler, kind: Node, index: number, start: number, slot: number, at: Range): number {
  const versions: number[] = [];
  for (const exit of c.exits) {
    const env = environmentAt(exit, kind);
    if (env === null) continue;
    const version = slot < 0 ? start : (env[slot] ?? -1);
    // A parameter that was assigned anew says nothing of the caller's value.
    const left = version >= 0 && c.b.origin(version) === start ? version : start;
    if (!versions.includes(left)) versions.push(left);
  }
  if (versions.length === 1 && versions[0] === start) return -1;
  const node = c.node(kind, index, at);
  for (const version of versions) c.b.edge(version, node, Edge.Value);
  return node;
}

function compileExports(c: Compiler): ExportInfo[] {
  return c.module.exports.map((item): ExportInfo => {
    if (item.kind === "all") return { kind: "all", specifier: item.specifier };
    if (item.kind === "from") return { kind: "from", name: item.name, specifier: item.specifier, imported: item.imported };
    const direct = c.direct[item.binding] ?? -1;
    if (direct >= 0) return { kind: "local", name: item.name, node: direct, binding: item.binding };
    c.env ??= c.exits[0]?.normal ?? null;
    const value = c.read(item.binding, item);
    const node = c.b.version(Node.Variable, item.binding, 0, value, item.start, item.end);
    c.b.edge(value, node, Edge.Value);
    c.addCellReader(item.binding, node);
    return { kind: "local", name: item.name, node, binding: item.binding };
  });
}
