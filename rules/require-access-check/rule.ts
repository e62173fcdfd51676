import { columnOf, isAuthorName, defineFlowRule, isOwnerName, sensitiveKind, type Flow, type FlowOf, type Lookup } from "../../src/policy/index.js";

/** A record that belongs to someone is read or changed by an id that the caller chose, and nothing asks whose it is. */
export default defineFlowRule({
  name: "require-access-check",
  description: "require that a record chosen by the caller is the caller's",
  cwe: [639, 862],
  review: ["000.1", "003.3", "004.4"],
  precision: "medium",
  securitySeverity: 7.5,
  recommended: true,
  since: "0.1.0",

  sources: ["remote"],
  sinks: ["database-identifier", "database-condition", "database-parameter"],
  barriers: ["known", "access-checked"],
  effects: ["authorises"],
  comparesFlows: true,
  applies: isUnscoped,

  messages: {
    flow: "`{{sink}}` finds a record by what the caller sent (`{{source}}`), and nothing ties it to the caller. Put the owner from the session into the condition, or compare it with the record before the record is used.",
    change: "`{{sink}}` changes a record by what the caller sent (`{{source}}`), and nothing ties it to the caller. Put the owner from the session into the condition, or check the record first.",
  },
  message: (flow) => (flow.lookup?.changes === true ? "change" : "flow"),

  schema: {},
  defaultOptions: {},
});

/**
 * Nearly all code is right here, so all of these must be seen: the record has an owner, the whole condition is what the caller
 * sent, what was found is compared with nothing, and nobody with more rights is asked for.
 */
function isUnscoped(flow: FlowOf<"authorises">, _options: object, flows: readonly Flow[]): boolean {
  const { lookup } = flow;
  if (lookup === null || isScope(columnOf(flow.sinkPath) ?? lookup.column ?? "")) return false;
  const chosen = new Set(flows.filter((other) => other.sourceKind === flow.sourceKind && other.report.start === flow.report.start && other.sinkLabel === flow.sinkLabel).flatMap(({ sinkPath }) => sinkPath));
  if (lookup.others === null || lookup.others.some((name) => isScope(name) || !chosen.has(name))) return false;
  return isOwned(lookup) && !lookup.isChecked && !lookup.columnsBefore.some(isScope) && !flow.isGuarded("authorises");
}

/** A column that says whose a record is, or what only those know who may have it; whoever chose its value. */
const isScope = (column: string): boolean => isOwnerName(column) || sensitiveKind(column, null) === "credential";

/** Whether a record has an owner: by what declares it, or by what the program asks for; what only has an author may be for all to read. */
function isOwned({ columns, columnsInUse, changes }: Lookup): boolean {
  return columns.some(isOwnerName) || columnsInUse.asked.some((name) => isOwnerName(name) && (changes || !isAuthorName(name))) || (changes && columnsInUse.written.some(isOwnerName));
}
