/** Classes: their node, members, decorators, and what their functions capture. */
import type { ClassId, Expr, FunctionId, Member } from "../ir/index.js";
import type { Compiler } from "./compiler.js";
import { NO_STORES } from "./frames.js";
import { evaluate } from "./expressions.js";
import { Edge, Node, type MemberInfo } from "./flow-module.js";
import { packed } from "./lists.js";
import { constantKey } from "./places.js";

export function createClass(c: Compiler, id: ClassId): number {
  const cls = c.module.classes[id];
  if (cls === undefined) throw new RangeError(`no class ${id} in the module`);
  const superNode = cls.superclass === undefined ? -1 : evaluate(c, cls.superclass);
  const node = c.node(Node.Class, id, cls);
  if (superNode >= 0) c.b.edge(superNode, node, Edge.Super);
  createMethod(c, cls.constructorFunction, node);
  createMethod(c, cls.initialiser, node);
  const members: MemberInfo[] = [];
  for (const member of cls.members) members.push(createMember(c, member, node));
  if (cls.binding >= 0) {
    c.bindingClass[cls.binding] = id;
    c.direct[cls.binding] = node;
  }
  createMethod(c, cls.staticInitialiser, node);
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
    members: packed(members),
    decorators: evaluateAll(c, cls.decorators),
    stores: NO_STORES,
    staticStores: NO_STORES,
    start: cls.start,
    end: cls.end,
  };
  return node;
}

/** A function of the class at `node`, and the decorators of its parameters. */
function createMethod(c: Compiler, fn: FunctionId, node: number): void {
  if (fn < 0) return;
  const frame = c.frames[fn] ?? c.createFrame(fn);
  const { params } = c.func(fn);
  for (let index = 0; index < params.length; index++) {
    const decorators = params[index]?.decorators;
    const info = frame.params[index];
    if (info !== undefined && decorators !== undefined && decorators.length > 0) info.decorators = evaluateAll(c, decorators);
  }
  c.capture(fn, node);
}

function createMember(c: Compiler, member: Member, node: number): MemberInfo {
  const name = typeof member.key === "string" ? member.key : (constantKey(member.key) ?? constantText(c, member.key));
  createMethod(c, member.function, node);
  return {
    name,
    kind: member.kind,
    isStatic: member.isStatic,
    abstract: member.abstract,
    access: member.access,
    function: member.function,
    type: member.type ?? null,
    decorators: evaluateAll(c, member.decorators),
    start: member.start,
    end: member.end,
  };
}

const NO_NODES: readonly number[] = [];

function evaluateAll(c: Compiler, list: readonly Expr[]): readonly number[] {
  if (list.length === 0) return NO_NODES;
  const nodes: number[] = [];
  for (const expr of list) nodes.push(evaluate(c, expr));
  return packed(nodes);
}

/** The text of a computed member name, where it is constant; else a name that nothing reads. */
function constantText(c: Compiler, key: Expr): string {
  const value = c.b.constantOf(evaluate(c, key));
  return typeof value === "string" ? value : "[]";
}
