/** Runs shapes × flows and compares with what is known not to work yet. */
import { afterAll, describe, expect, it } from "vitest";
import { filesOf, fits, type Files, type FlowCase, type Guard, type Shape } from "./case.js";
import type { KnownFault } from "./known.js";
import { reportsOf, type Report } from "./lint.js";

/** What a trial of flawed code comes to: one report in one file, from the source to the sink. */
export function flawedVerdict(reports: readonly Report[]): "found" | "missed" | "reported twice" {
  if (reports.length === 0) return "missed";
  return reports.length === 1 ? "found" : "reported twice";
}

interface Count {
  trials: number;
  faults: number;
}

/** Declares the tests of a rule: every shape that can be written for a flow, flawed, and clean by each of the flow's guards. */
export function testShapes(flows: readonly FlowCase[], shapes: readonly Shape[], known: readonly KnownFault[]): void {
  const flawed: Count = { trials: 0, faults: 0 };
  const clean: Count = { trials: 0, faults: 0 };
  for (const flow of flows) {
    describe(flow.name, () => {
      for (const shape of shapes.filter((each) => fits(each, flow))) {
        const fault = faultOf(known, flow, shape, null);
        flawed.trials += 1;
        it(`${shape.name}: ${fault === undefined ? "found" : `${fault.what}: ${fault.why}`}`, () => {
          const files = filesOf(shape, flow, null);
          const reports = reportsOf(flow.rule, files);
          if (fault !== undefined) flawed.faults += 1;
          const expected = fault === undefined ? "found" : fault.what === "MISSING" ? "missed" : "reported twice";
          expect(flawedVerdict(reports), explained(files, reports)).toBe(expected);
        });
        for (const guard of flow.guards) {
          const spurious = faultOf(known, flow, shape, guard);
          clean.trials += 1;
          it(`${shape.name}, clean by ${guard.name}: ${spurious === undefined ? "silent" : `SPURIOUS: ${spurious.why}`}`, () => {
            const files = filesOf(shape, flow, guard);
            const reports = reportsOf(flow.rule, files);
            if (spurious !== undefined) clean.faults += 1;
            expect(reports.length > 0, explained(files, reports)).toBe(spurious !== undefined);
          });
        }
      }
    });
  }
  afterAll(() => {
    const name = flows[0]?.rule ?? "";
    console.info(`${name}: ${flawed.trials - flawed.faults} of ${flawed.trials} moved flows found once, ${clean.trials - clean.faults} of ${clean.trials} clean twins silent`);
  });
}

function faultOf(known: readonly KnownFault[], flow: FlowCase, shape: Shape, guard: Guard | null): KnownFault | undefined {
  return known.find(
    (each) =>
      (each.what === "SPURIOUS") === (guard !== null) &&
      each.shape === shape.name &&
      (each.flows === "all" || each.flows.includes(flow.name)) &&
      (each.guards === undefined || guard === null || each.guards.includes(guard.name)),
  );
}

/** What a failing test shows: the reports, then the files. */
function explained(files: Files, reports: readonly Report[]): string {
  const found = reports.map((report) => [`${report.file}:${report.line}`, ...report.steps].join("\n  "));
  const texts = Object.entries(files).map(([path, text]) => `// ${path}\n${text}`);
  return [...found, ...texts].join("\n\n");
}
