/** IR → flow module: a pure function of the IR, one file alone. */
import type { Module, Range } from "../ir/index.js";
import { Compiler, type Environment } from "./compiler.js";
import { Edge, Node, THIS, type BindingInfo, type ExportInfo, type FlowModule, type FunctionInfo, type ImportInfo } from "./flow-module.js";
import { compileBody, leaveAtEnd } from "./statements.js";

export function compile(module: Module): FlowModule {
  const c = new Compiler(module);
  c.createFrame(0);
  const imports = module.imports.map((item, index): ImportInfo => {
    const node = c.b.node(Node.Import, index, 0, item.start, item.end);
    c.direct[item.binding] = node;
    return { ...item, node };
  });
  let exports: ExportInfo[] = [];
  for (;;) {
    const next = c.queue.shift();
    if (next === undefined) {
      // Functions that nothing creates (in code that is never reached, or members of such classes) are compiled all the same.
      const missing = c.frames.findIndex((frame) => frame === undefined);
      if (missing < 0) break;
      c.createFrame(missing);
      continue;
    }
    compileFunction(c, next);
    if (next === 0) exports = compileExports(c);
  }
  for (const [binding, readers] of c.cellReaders) {
    const cell = c.cell[binding] ?? -1;
    if (cell >= 0) for (const reader of readers) c.b.edge(cell, reader, Edge.Cell);
  }
  // A class or function that is read directly is a variable, too, once something is written into it.
  for (const [binding, node] of c.direct.entries()) {
    const cell = c.cell[binding] ?? -1;
    const kind = node < 0 ? Node.Import : c.b.kind(node);
    if (cell >= 0 && (kind === Node.Class || kind === Node.Function)) c.b.edge(cell, node, Edge.Cell);
  }
  for (const item of imports) {
    const cell = c.cell[item.binding] ?? -1;
    if (cell >= 0) c.b.edge(cell, item.node, Edge.Cell);
  }
  const importOf = new Map(module.imports.map((item, index) => [item.binding, index]));
  const bindings = module.bindings.map((binding, id): BindingInfo => ({
    name: binding.name,
    kind: binding.kind,
    owner: binding.owner,
    constant: binding.constant,
    type: binding.type ?? null,
    cell: c.cell[id] ?? -1,
    class: c.bindingClass[id] ?? -1,
    function: c.bindingFunction[id] ?? -1,
    import: importOf.get(id) ?? -1,
  }));
  return c.b.finish({
    language: module.language,
    functions: c.infos.filter((info) => info !== undefined),
    classes: module.classes.map((cls, id) => c.classes[id] ?? emptyClass(c, id, cls)),
    imports,
    exports,
    typeDeclarations: module.types,
    bindings,
    prototypes: c.prototypes,
    problems: module.problems,
  });
}

/** A class in code that is never reached. */
function emptyClass(c: Compiler, id: number, cls: Module["classes"][number]): FlowModule["classes"][number] {
  return {
    name: cls.name, node: c.b.node(Node.Class, id, cls.owner, cls.start, cls.end), binding: cls.binding, superNode: -1, implements: cls.implements,
    constructorFunction: cls.constructorFunction, initialiser: cls.initialiser, staticInitialiser: cls.staticInitialiser,
    members: [], decorators: [], stores: new Map(), staticStores: new Map(), start: cls.start, end: cls.end,
  };
}

function compileFunction(c: Compiler, id: number): void {
  const fn = c.func(id);
  const frame = c.frames[id];
  if (frame === undefined) return;
  c.enter(id);
  c.frame = frame;
  c.handler = frame.throwNode;
  for (const [index, param] of fn.params.entries()) {
    const node = frame.params[index]?.node ?? -1;
    c.setVersion(param.binding, node);
    c.publish(param.binding, node);
    const readers = c.cellReaders.get(param.binding);
    if (readers === undefined) c.cellReaders.set(param.binding, [node]);
    else readers.push(node);
  }
  if (frame.thisNode >= 0) c.setVersion(THIS, frame.thisNode);
  if (id === 0) {
    // The object that a module hands out is there before its first statement.
    for (const [binding, { kind }] of c.module.bindings.entries()) if (kind === "exports") c.publish(binding, c.node(Node.Object, 0, { start: 0, end: 0 }));
  }
  compileBody(c, fn.body);
  if (id === 0) c.exits.push({ normal: c.env, truthy: null, falsy: null });
  else leaveAtEnd(c);
  const isOf = c.module.classes.find((cls) => cls.staticInitialiser === id);
  if (isOf !== undefined && isOf.binding >= 0) for (const { normal } of c.exits) keepStatics(c, isOf.binding, normal, frame.thisNode);
  const outs = (kind: Node, pick: (exit: (typeof c.exits)[number]) => Environment): Int32Array =>
    Int32Array.from([THIS, ...fn.params.map((param) => param.binding)], (binding, index) => {
      const start = index === 0 ? frame.thisNode : (frame.params[index - 1]?.node ?? -1);
      return start < 0 || id === 0 ? -1 : outNode(c, kind, index - 1, start, binding, c.exits.map(pick), fn);
    });
  c.infos[id] = {
    name: fn.name, kind: fn.kind, parent: fn.parent, class: fn.class, isStatic: fn.isStatic, async: fn.async, generator: fn.generator, hasBody: fn.hasBody,
    node: frame.node, params: frame.params, thisNode: frame.thisNode, argumentsNode: frame.argumentsNode, returnNode: frame.returnNode, throwNode: frame.throwNode,
    outs: outs(Node.Out, (exit) => exit.normal),
    outsTrue: outs(Node.OutTrue, (exit) => exit.truthy),
    outsFalse: outs(Node.OutFalse, (exit) => exit.falsy),
    captured: frame.captured,
    thisType: fn.thisType ?? null,
    returnType: fn.returnType ?? null,
    predicate: fn.predicate === undefined ? null : { param: fn.predicate.param, asserts: fn.predicate.asserts, type: fn.predicate.type ?? null },
    start: fn.start,
    end: fn.end,
  } satisfies FunctionInfo;
}

/** What static fields and blocks leave in the class. */
function keepStatics(c: Compiler, binding: number, exit: Environment, before: number): void {
  const version = exit?.[c.slot(THIS)] ?? -1;
  if (version >= 0 && version !== before) c.b.edge(version, c.cellOf(binding), Edge.Cell);
}

/** The node of a parameter at the function's exits; -1 when every exit leaves it as it came. */
function outNode(c: Compiler, kind: Node, index: number, start: number, binding: number, exits: readonly Environment[], at: Range): number {
  const slot = c.slot(binding);
  const versions: number[] = [];
  let reached = false;
  for (const env of exits) {
    if (env === null) continue;
    reached = true;
    const version = slot < 0 ? start : (env[slot] ?? -1);
    // A parameter that was assigned anew says nothing of the caller's value.
    versions.push(version >= 0 && c.b.origin(version) === start ? version : start);
  }
  if (reached && versions.every((version) => version === start)) return -1;
  const node = c.node(kind, index, at);
  for (const version of new Set(versions)) c.b.edge(version, node, Edge.Value);
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
    const readers = c.cellReaders.get(item.binding);
    if (readers === undefined) c.cellReaders.set(item.binding, [node]);
    else readers.push(node);
    return { kind: "local", name: item.name, node, binding: item.binding };
  });
}
