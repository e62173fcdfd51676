/** Expressions and the targets of assignments. */
import type { Expr, FunctionId, Key, Target } from "../ir.js";
import { eachChild, eachTargetChild } from "../walk.js";
import { type Check, MEMBER_KINDS, type Place, show } from "./check.js";

type Call = Extract<Expr, { kind: "call" }>;

export function checkExpression(check: Check, expr: Expr, outside: Place): void {
  const what = `${check.name(outside.owner)}, ${expr.kind} at ${show(expr)}`;
  check.inside(expr, outside.around, what);
  checkKind(check, expr, outside, what);
  const place: Place = { ...outside, around: expr };
  eachChild(expr, {
    visit(child) { checkExpression(check, child, place); },
    visitTarget(target) { checkTarget(check, target, place, expr); },
  });
}

function checkKind(check: Check, expr: Expr, { owner }: Place, what: string): void {
  const func = check.module.functions[owner];
  switch (expr.kind) {
    case "name":
      check.use(expr.binding, owner, what);
      break;
    case "function":
      check.makesFunction(expr.function, owner, what, (it) => it.class === -1 && it.kind !== "module");
      break;
    case "class":
      check.makesClass(expr.class, owner, what);
      break;
    case "object":
      for (const entry of expr.entries) {
        if (entry.kind === "getter" || entry.kind === "setter") check.makesFunction(entry.function, owner, what, (it) => it.class === -1 && it.kind === entry.kind);
      }
      break;
    case "concat":
      check.claim(expr.form === "template" || expr.parts.length > 1, `${what}: a sum has two parts at least`);
      break;
    case "sequence":
      check.claim(expr.items.length > 1, `${what}: a sequence has two items at least`);
      break;
    case "rest":
      check.claim(Number.isInteger(expr.from) && expr.from >= 0, `${what}: from ${String(expr.from)} is no index`);
      break;
    case "yield":
      check.claim(!expr.delegate || expr.value !== null, `${what}: it delegates to nothing`);
      check.claim(func?.generator === true, `${what}: the function is no generator`);
      break;
    case "await":
      check.claim(func?.async === true || func?.kind === "module", `${what}: the function is not async`);
      break;
    case "iterate":
      check.claim(expr.over !== "async" || func?.async === true || func?.kind === "module", `${what}: the function is not async`);
      break;
    case "super":
      check.claim(MEMBER_KINDS.has(check.ownThis(owner)?.kind ?? ""), `${what}: no member function is around`);
      break;
    case "arguments":
      check.claim(check.ownThis(owner)?.kind !== "module", `${what}: no function is around`);
      break;
    case "cast":
      check.type(expr.type, owner, what);
      break;
    case "call":
      checkCall(check, expr, owner, what);
      break;
    default:
  }
}

function checkCall(check: Check, expr: Call, owner: FunctionId, what: string): void {
  const { form, callee, args, optional } = expr;
  const first = args[0]?.value.kind;
  check.claim((form === "super") === (callee.kind === "super"), `${what}: the form super and the callee super go together`);
  check.claim(form !== "super" || check.ownThis(owner)?.kind === "constructor", `${what}: super is called outside a constructor`);
  check.claim(!optional || form === "call", `${what}: a call of form ${form} is not optional`);
  check.claim(form !== "tag" || first === "array", `${what}: the first argument of a tag is the array of texts`);
  check.claim(form !== "jsx" || (first === "object" && args.length === 1), `${what}: an element has one argument, an object`);
  for (const type of expr.typeArgs ?? []) check.type(type, owner, what);
}

function checkTarget(check: Check, target: Target, place: Place, assign: Expr): void {
  const what = `${check.name(place.owner)}, target at ${show(target)}`;
  check.inside(target, place.around, what);
  if (target.kind === "name") {
    check.use(target.binding, place.owner, what);
    const binding = check.module.bindings[target.binding];
    const declares = assign.kind === "assign" && assign.declares;
    check.claim(!declares || binding?.owner === place.owner, `${what}: ${check.binding(target.binding)} is declared in a function that does not own it`);
    check.claim(!declares || (binding?.kind !== "import" && binding?.kind !== "type"), `${what}: a binding of kind ${String(binding?.kind)} is not declared by an assignment`);
  }
  eachTargetChild(target, { visit(child) { checkExpression(check, child, place); } });
}

export function checkKey(check: Check, key: Key, place: Place): void {
  if (typeof key !== "string") checkExpression(check, key, place);
}
