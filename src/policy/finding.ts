/** From flows to findings: what a policy accepts, and one finding for what is one problem. Data in, data out. */
import type { Flow, FlowKind, Step } from "../engine/api.js";
import type { BarrierKind, SinkKind, SourceKind } from "./kinds.js";

/** Barriers that satisfy a rule: the same for every sink, or a table by kind of sink. */
export type Barriers<Sink extends SinkKind> = readonly BarrierKind[] | { readonly [Kind in Sink]: readonly BarrierKind[] };

/**
 * Another rule's finding that says the graver thing of the same value at the same call. Where that rule is on (only then its
 * sinks are looked for), this one stays silent there; once the other is repaired, this one speaks again.
 */
export interface Precedence {
  readonly sources: readonly SourceKind[];
  readonly sinks: readonly SinkKind[];
  readonly barriers: readonly BarrierKind[];
}

/** The part of a rule that decides, with its options applied. */
export interface FlowCriteria {
  readonly yieldsTo: Precedence | null;
  /** Kind of source → its rank: of two kinds that one value has, the one that the rule names first is reported. */
  readonly sources: ReadonlyMap<string, number>;
  /** Kind of sink → barriers that satisfy the rule there; in the order of the rule. */
  readonly barriers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly applies: (flow: Flow, others: readonly Flow[]) => boolean;
  /** Whether what a call elsewhere gets from several places of the file is one finding. */
  readonly isPerSink: boolean;
}

/** What is said once: the flow that says it best, and where else the same goes, or comes from. */
export interface Finding {
  readonly flow: Flow;
  readonly also: readonly Step[];
}

export function criteria<Sink extends SinkKind>(
  sources: readonly SourceKind[],
  sinks: readonly Sink[],
  barriers: Barriers<Sink>,
  applies: (flow: Flow, others: readonly Flow[]) => boolean,
  yieldsTo: Precedence | null = null,
  isPerSink = false,
): FlowCriteria {
  const accepted = (sink: Sink): readonly BarrierKind[] => (isTable(barriers) ? barriers[sink] : barriers);
  return { sources: new Map(sources.map((kind, rank) => [kind, rank])), barriers: new Map(sinks.map((sink) => [sink, new Set(accepted(sink))])), applies, yieldsTo, isPerSink };
}

/** Of all sinks. */
export function allBarriers<Sink extends SinkKind>(barriers: Barriers<Sink>): readonly BarrierKind[] {
  return isTable(barriers) ? Object.values<readonly BarrierKind[]>(barriers).flat() : barriers;
}

/**
 * What breaks the rule in the file of that path, in the order of the text. Of the ways from a place of report to a sink the shortest is kept. Of the sinks
 * elsewhere that one value comes to by one call, one is told and the others are named below it: to the reader of this file it is one call
 * to repair.
 */
export function findings(flows: readonly Flow[], rule: FlowCriteria, path: string): readonly Finding[] {
  const isElsewhere = ({ steps }: Flow): boolean => steps.at(-1)?.path !== path;
  const taken = new Set(flows.filter((flow) => rule.yieldsTo !== null && isGraver(flow, rule.yieldsTo)).map(valuePlace));
  const broken = flows.filter((flow) => isFinding(flow, rule, flows) && !taken.has(valuePlace(flow)) && !flow.hasNearerSource && !flow.ownSources.some((kind) => rule.sources.has(kind)));
  const told = grouped(broken, (flow) => `${reportPlace(flow)}:${sinkPlace(flow)}`, rule).map(({ flow }) => flow);
  const calls = grouped(told, (flow) => (isElsewhere(flow) ? `${reportPlace(flow)}:${flow.sourceKind}:${flow.sinkKind}:${sourcePlace(flow)}` : null), rule, sinkStep);
  if (!rule.isPerSink) return calls.sort(byPlace);
  const sinks = grouped(calls.map(({ flow }) => flow), (flow) => (isElsewhere(flow) ? sinkPlace(flow) : null), rule, sourceStep);
  const further = new Map(calls.map(({ flow, also }) => [flow, also]));
  return sinks.map(({ flow, also }) => ({ flow, also: [...(further.get(flow) ?? []), ...also] })).sort(byPlace);
}

/** One finding for the flows of a key, the best of them told and `other` of the others named; `null`: the flow stands for itself. */
function grouped(flows: readonly Flow[], keyOf: (flow: Flow) => string | null, rule: FlowCriteria, other: (flow: Flow) => readonly Step[] = () => []): Finding[] {
  const groups = new Map<unknown, Flow[]>();
  for (const flow of flows) {
    const key = keyOf(flow) ?? flow;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [flow]);
    else group.push(flow);
  }
  return [...groups.values()].map((group) => {
    const flow = group.reduce((best, each) => (isBetter(each, best, rule) ? each : best));
    return { flow, also: group.filter((each) => each !== flow).sort((a, b) => a.report.start - b.report.start || compare(trail(a), trail(b))).flatMap(other) };
  });
}

function isFinding(flow: Flow, rule: FlowCriteria, flows: readonly Flow[]): boolean {
  return breaks(flow, rule) && rule.applies(flow, flows);
}

/** Whether a flow is between kinds of the rule. */
export function concerns({ sourceKind, sinkKind }: FlowKind, { sources, barriers }: FlowCriteria): boolean {
  return sources.has(sourceKind) && barriers.has(sinkKind);
}

/** Whether it also passes all barriers of the rule. */
export function breaks(flow: FlowKind, rule: FlowCriteria): boolean {
  if (!concerns(flow, rule)) return false;
  const barriers = rule.barriers.get(flow.sinkKind);
  return !flow.proven.some((kind) => barriers?.has(kind) === true);
}

function isGraver({ sourceKind, sinkKind, proven }: Flow, { sources, sinks, barriers }: Precedence): boolean {
  const has = (kinds: readonly string[], kind: string): boolean => kinds.includes(kind);
  return has(sources, sourceKind) && has(sinks, sinkKind) && !proven.some((kind) => has(barriers, kind));
}

/** Which value, at which call. */
function valuePlace(flow: Flow): string {
  return `${flow.sourceKind}:${flow.report.start}:${flow.report.end}:${sinkPlace(flow)}:${flow.sinkPath.join(".")}`;
}

const reportPlace = ({ report }: Flow): string => `${report.start}:${report.end}`;

function sinkPlace(flow: Flow): string {
  const sink = flow.steps.at(-1);
  return sink === undefined ? flow.sinkLabel : stepPlace(sink);
}

function sourcePlace(flow: Flow): string {
  const source = flow.steps[0];
  return source === undefined ? flow.sourcePath.join(".") : stepPlace(source);
}

const stepPlace = ({ path, start, end }: Step): string => `${path}:${start}:${end}`;
const sinkStep = ({ steps }: Flow): readonly Step[] => steps.slice(-1);
const sourceStep = ({ steps }: Flow): readonly Step[] => steps.slice(0, 1);

/** The kinds that the rule names first, then fewer steps; among equals the order of the text decides, so that the choice never depends on the order of the search. */
function isBetter(flow: Flow, known: Flow, { sources, barriers }: FlowCriteria): boolean {
  const sinks = [...barriers.keys()];
  const rank = (each: Flow): number => (sources.get(each.sourceKind) ?? 0) * sinks.length + sinks.indexOf(each.sinkKind);
  if (rank(flow) !== rank(known)) return rank(flow) < rank(known);
  if (flow.steps.length !== known.steps.length) return flow.steps.length < known.steps.length;
  return compare(trail(flow), trail(known)) < 0;
}

function trail(flow: Flow): string {
  return `${flow.sourceKind} ${flow.steps.map((step) => `${step.path}:${step.start}`).join(" ")}`;
}

function byPlace({ flow: a }: Finding, { flow: b }: Finding): number {
  return a.report.start - b.report.start || a.report.end - b.report.end || compare(sinkPlace(a), sinkPlace(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isTable<Sink extends SinkKind>(barriers: Barriers<Sink>): barriers is { readonly [Kind in Sink]: readonly BarrierKind[] } {
  return !Array.isArray(barriers);
}
