import { defineFlowRule, isTimeName, mixedWith, writtenColumns, type Clock, type Flow } from "../../src/policy/index.js";

/** Times of one record come from different clocks, or a time is stored that says no point in time to whoever reads it. */
export default defineFlowRule({
  name: "no-mixed-clocks",
  description: "disallow times of one record that come from different clocks",
  cwe: [1025],
  review: ["004.5"],
  precision: "medium",
  securitySeverity: 2,
  recommended: false,
  since: "0.1.0",

  sources: ["monotonic-clock", "local-time", "caller-time", "wall-clock", "database-clock", "remote"],
  sinks: ["database-record", "persistent-store"],
  barriers: [],
  comparesFlows: true,
  applies(flow, { synchronised, local }, others) {
    if (flow.sourceKind === "monotonic-clock") return isTime(flow);
    if (flow.sourceKind === "local-time") return local && isTime(flow);
    return mixedWith(flow, others, synchronised) !== null;
  },

  messages: {
    flow: "`{{column}}` is told by {{clock}} (`{{source}}`), and `{{otherColumn}}` of the same record by {{otherClock}} (`{{other}}`, {{otherPlace}}): one need not follow the other. Take both from one clock.",
    monotonic: "`{{source}}` counts from a start that nobody knows, and `{{sink}}` stores it as a time. Store the time of the wall clock; this one is for durations.",
    local: "`{{source}}` is a time in the zone of this machine, and `{{sink}}` stores it without saying so. Store an instant, or its text in UTC.",
  },
  message: ({ sourceKind }) => (sourceKind === "monotonic-clock" ? "monotonic" : sourceKind === "local-time" ? "local" : "flow"),
  words(flow, { synchronised }, others, where) {
    const mixed = mixedWith(flow, others, synchronised);
    if (mixed === null) return {};
    const { own, other } = mixed;
    return { column: own.column, clock: CLOCKS[own.clock], source: own.text, otherColumn: other.column, otherClock: CLOCKS[other.clock], other: other.text, otherPlace: where(other.at) };
  },

  schema: {
    local: {
      description: "Whether times in the zone of the machine count where they are stored.",
      type: "boolean",
    },
    synchronised: {
      description: 'Clocks that count as one: "application" (this process), "database", "request" (the time that a request carries), "caller" (what a caller says).',
      type: "array",
      items: { type: "string", enum: ["application", "database", "request", "caller"] },
      minItems: 0,
      uniqueItems: true,
    },
  },
  defaultOptions: { local: true, synchronised: [] as readonly Clock[] },
});

const CLOCKS: Readonly<Record<Clock, string>> = {
  application: "the clock of this process",
  database: "the clock of the database",
  request: "the time of the request",
  caller: "the caller",
};

/** Stored as a point in time; a span, an hour or a year is none. */
function isTime(flow: Flow): boolean {
  return writtenColumns(flow).some(isTimeName);
}
