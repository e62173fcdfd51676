/** The heads of functions. */
import type { Func, FunctionId } from "../ir.js";
import { type Check, MEMBER_KINDS, type Place } from "./check.js";
import { checkExpression } from "./expressions.js";
import { checkStatement } from "./statements.js";

export function checkFunction(check: Check, func: Func, id: FunctionId): void {
  const what = check.name(id);
  const parent = check.module.functions[func.parent];
  check.claim((func.kind === "module") === (id === 0), `${what}: function 0, and no other, is of kind module`);
  if (id === 0) check.claim(func.parent === -1 && func.class === -1 && func.params.length === 0, `${what}: the module has no parent, class or parameters`);
  else check.claim(parent !== undefined, `${what}: there is no function ${String(func.parent)} to be its parent`);
  check.claim(!isCyclic(check, id), `${what}: its parents form a circle`);
  check.inside(func, parent ?? func, what);
  check.claim(func.hasBody || func.body.length === 0, `${what}: without a body it has statements`);
  check.claim(func.class === -1 || MEMBER_KINDS.has(func.kind), `${what}: a function of kind ${func.kind} is no member of a class`);
  check.claim(func.class === -1 || check.module.classes[func.class] !== undefined, `${what}: there is no class ${String(func.class)}`);
  check.claim(func.class !== -1 || !func.isStatic, `${what}: only a member of a class is static`);
  check.claim(!func.generator || func.kind === "function" || func.kind === "method", `${what}: a function of kind ${func.kind} is no generator`);
  checkParams(check, func, id, what);
  const place: Place = { owner: id, around: func, canBreak: false, canContinue: false, labels: new Map() };
  for (const type of [func.thisType, func.returnType, func.predicate?.type]) if (type) check.type(type, id, what);
  for (const stmt of func.body) checkStatement(check, stmt, place);
}

function checkParams(check: Check, func: Func, id: FunctionId, what: string): void {
  const { predicate, params } = func;
  if (predicate) {
    check.claim(predicate.param >= -1 && predicate.param < params.length, `${what}: its predicate is about no parameter`);
    check.claim(predicate.asserts || predicate.type !== undefined, `${what}: its predicate says nothing`);
  }
  check.claim(new Set(params.map((param) => param.binding)).size === params.length, `${what}: two parameters share a binding`);
  for (const param of params) {
    const own = `${what}, parameter ${check.binding(param.binding)}`;
    const binding = check.module.bindings[param.binding];
    check.inside(param, func, own);
    check.claim(binding?.kind === "param" && binding.owner === id, `${own}: it is no param of this function`);
    check.claim(JSON.stringify(binding?.type) === JSON.stringify(param.type), `${own}: its binding has another type`);
    const place: Place = { owner: func.parent, around: func, canBreak: false, canContinue: false, labels: new Map() };
    for (const decorator of param.decorators) checkExpression(check, decorator, place);
  }
}

function isCyclic(check: Check, id: FunctionId): boolean {
  const seen = new Set<FunctionId>();
  for (let at: FunctionId | undefined = id; at !== undefined && at >= 0; at = check.module.functions[at]?.parent) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
