/** Statements, and what they jump to. */
import type { Caught, Stmt } from "../ir.js";
import { eachPart } from "../walk.js";
import { type Check, type Place, show } from "./check.js";
import { checkExpression } from "./expressions.js";

export function checkStatement(check: Check, stmt: Stmt, outside: Place): void {
  const what = `${check.name(outside.owner)}, ${stmt.kind} at ${show(stmt)}`;
  check.inside(stmt, outside.around, what);
  const place = enter(stmt, { ...outside, around: stmt });
  switch (stmt.kind) {
    case "break":
    case "continue":
      checkJump(check, stmt.kind, stmt.label, place, what);
      break;
    case "loop":
      if (stmt.form === "each") check.claim(stmt.test === null && stmt.update.length === 0 && startsIterating(stmt.body[0]), `${what}: an each has a body that starts by assigning an iterate, and nothing else`);
      break;
    case "switch":
      check.claim(stmt.cases.filter((one) => one.test === null).length < 2, `${what}: two default cases`);
      break;
    case "try":
      check.claim(stmt.handler !== null || stmt.finalizer !== null, `${what}: neither handler nor finalizer`);
      check.claim((stmt.param === null) === (stmt.handler === null), `${what}: a caught value and a handler go together`);
      if (stmt.param !== null) checkCaught(check, stmt.param, place, what);
      break;
    default:
  }
  eachPart(stmt, {
    visit(child) { checkExpression(check, child, place); },
    visitStmt(child) { checkStatement(check, child, place); },
  });
}

function checkCaught(check: Check, caught: Caught, place: Place, what: string): void {
  check.inside(caught, place.around, `${what}, the caught value`);
  if (caught.binding !== -1) check.use(caught.binding, place.owner, what);
}

function enter(stmt: Stmt, place: Place): Place {
  if (stmt.kind === "loop") return { ...place, canBreak: true, canContinue: true };
  if (stmt.kind === "switch") return { ...place, canBreak: true };
  if (stmt.kind !== "block" || stmt.label === null) return place;
  return { ...place, labels: new Map([...place.labels, [stmt.label, isLoop(stmt)]]) };
}

function checkJump(check: Check, kind: "break" | "continue", label: string | null, place: Place, what: string): void {
  if (label === null) {
    check.claim(kind === "break" ? place.canBreak : place.canContinue, `${what}: there is nothing around to ${kind}`);
    return;
  }
  check.claim(place.labels.has(label), `${what}: no statement around has the label ${label}`);
  check.claim(kind === "break" || place.labels.get(label) !== false, `${what}: the label ${label} is not that of a loop`);
}

/** True for a block around a loop alone, with any labels between. */
function isLoop(stmt: Stmt): boolean {
  if (stmt.kind === "loop") return true;
  const [only] = stmt.kind === "block" ? stmt.body : [];
  return only !== undefined && stmt.kind === "block" && stmt.body.length === 1 && isLoop(only);
}

function startsIterating(stmt: Stmt | undefined): boolean {
  return stmt?.kind === "expr" && stmt.value.kind === "assign" && stmt.value.value.kind === "iterate";
}
