export { defineFlowRule, type FlowPolicy } from "./flow-rule.js";
export { defineUsageRule, type UsagePolicy } from "./usage-rule.js";
export { columnOf, isIdentifierName, sourceName } from "./identifier-name.js";
export { isTestFile } from "./test-file.js";
export { readMessage, shorten, type ReadMessage, type ReadStep } from "./path-text.js";
export { FAILURE } from "./rule-meta.js";
export type { OptionSchema, PolicyRule, RuleDocs } from "./lint.js";
export { analysisTotals, type AnalysisTotals } from "./analyzer-pool.js";
export { BARRIER_KINDS, SINK_KINDS, SOURCE_KINDS, type BarrierKind, type SinkKind, type SourceKind } from "./kinds.js";
