/** Classes: their node, members, decorators, and what their functions capture. */
import type { ClassId, Expr, FunctionId } from "../ir/index.js";
import { constantKey, type Compiler } from "./compiler.js";
import { evaluate } from "./expressions.js";
import { Edge, Node, type MemberInfo } from "./flow-module.js";

export function createClass(c: Compiler, id: ClassId): number {
  const cls = c.module.classes[id];
  if (cls === undefined) throw new RangeError(`no class ${id} in the module`);
  const superNode = cls.superclass === undefined ? -1 : evaluate(c, cls.superclass);
  const node = c.node(Node.Class, id, cls);
  if (superNode >= 0) c.b.edge(superNode, node, Edge.Super);
  const evaluateAll = (decorators: readonly Expr[]): number[] => decorators.map((decorator) => evaluate(c, decorator));
  const method = (fn: FunctionId): void => {
    if (fn < 0) return;
    const frame = c.frames[fn] ?? c.createFrame(fn);
    for (const [index, param] of c.func(fn).params.entries()) {
      const info = frame.params[index];
      if (info !== undefined && param.decorators.length > 0) Object.assign(info, { decorators: evaluateAll(param.decorators) });
    }
    c.capture(fn, node);
  };
  method(cls.constructorFunction);
  method(cls.initialiser);
  const members = cls.members.map((member): MemberInfo => {
    const key = typeof member.key === "string" ? member.key : (constantKey(member.key) ?? constantText(c, member.key));
    method(member.function);
    return {
      name: key,
      kind: member.kind,
      isStatic: member.isStatic,
      abstract: member.abstract,
      access: member.access,
      function: member.function,
      type: member.type ?? null,
      decorators: evaluateAll(member.decorators),
      start: member.start,
      end: member.end,
    };
  });
  c.bindingClass[cls.binding] = id;
  if (cls.binding >= 0) c.direct[cls.binding] = node;
  method(cls.staticInitialiser);
  const statics = c.frames[cls.staticInitialiser];
  if (statics !== undefined && statics.thisNode >= 0) c.b.edge(node, statics.thisNode, Edge.Value);
  c.classes[id] = {
    name: cls.name,
    node,
    binding: cls.binding,
    superNode,
    implements: cls.implements,
    constructorFunction: cls.constructorFunction,
    initialiser: cls.initialiser,
    staticInitialiser: cls.staticInitialiser,
    members,
    decorators: evaluateAll(cls.decorators),
    stores: c.classStores[id] ?? new Map<string, number[]>(),
    staticStores: c.staticStores[id] ?? new Map<string, number[]>(),
    start: cls.start,
    end: cls.end,
  };
  return node;
}

/** The text of a computed member name, where it is constant; else a name that nothing reads. */
function constantText(c: Compiler, key: Expr): string {
  const value = c.b.constantOf(evaluate(c, key));
  return typeof value === "string" ? value : "[]";
}
