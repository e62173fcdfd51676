import type { Flow, Step } from "../../src/engine/api.js";

/** A step at an offset of a file; line 1, column from the offset. */
export function step(path: string, start: number, text: string, line = 1): Step {
  return { path, start, end: start + text.length, line, column: start + 1, text };
}

/** A flow from `req.params.id` into `pool.query`, unless told otherwise. */
export function flow(changes: Partial<Flow> = {}): Flow {
  return {
    sourceKind: "remote",
    sinkKind: "database-parameter",
    proven: [],
    report: { start: 4, end: 6 },
    sinkLabel: "pool.query",
    sinkPath: ["[]"],
    sourcePath: ["params", "id"],
    parameters: null,
    record: null,
    statement: null,
    lookup: null,
    isGuarded: () => false,
    hasNearerSource: false,
    ownSources: [],
    steps: [step("/repo/src/api.ts", 0, "req.params.id"), step("/repo/src/db.ts", 40, "[id]")],
    ...changes,
  };
}
