/** Runs shapes × flows and compares with what is known not to work yet. */
import { afterAll, describe, expect, it } from "vitest";
import { filesOf, fits, type Files, type FlowCase, type Guard, type Shape } from "./case.js";
import { knownFaults, type KnownFault } from "./known.js";
import { invalidCode, reportsOf, type Report } from "./lint.js";

/** What the trial of a known fault comes to. */
const OUTCOME = { MISSING: "missed", TWICE: "reported more than once", ORIGIN: "found, but from another place", SPURIOUS: "reported" } as const;

/** Declares the tests of a rule: every shape that can be written for a flow, flawed, and clean by each of the flow's guards. */
export function testShapes(flows: readonly FlowCase[], shapes: readonly Shape[]): void {
  const found = { trials: 0, faults: 0 };
  const silent = { trials: 0, faults: 0 };
  for (const flow of flows) {
    describe(flow.name, () => {
      for (const shape of shapes.filter((each) => fits(each, flow))) {
        const flaw = faultOf(flow, shape, null);
        found.trials += 1;
        found.faults += flaw === undefined || flaw.what === "ORIGIN" ? 0 : 1;
        it(`${shape.name}: ${flaw === undefined ? "found" : `${flaw.what} (${flaw.why})`}`, () => {
          const files = filesOf(shape, flow, null);
          const reports = reportsOf(flow.rule, files);
          expect(verdict(flow, reports), explained(files, reports)).toBe(flaw === undefined ? "found" : OUTCOME[flaw.what]);
        });
        for (const guard of flow.guards) {
          const fault = faultOf(flow, shape, guard);
          silent.trials += 1;
          silent.faults += fault === undefined ? 0 : 1;
          it(`${shape.name}, clean by ${guard.name}: ${fault === undefined ? "silent" : `SPURIOUS (${fault.why})`}`, () => {
            const files = filesOf(shape, flow, guard);
            const reports = reportsOf(flow.rule, files);
            expect(reports.length === 0 ? "silent" : OUTCOME.SPURIOUS, explained(files, reports)).toBe(fault === undefined ? "silent" : OUTCOME.SPURIOUS);
          });
        }
      }
    });
  }
  it("is valid code", () => {
    const wrong = flows.flatMap((flow) => shapes.filter((shape) => fits(shape, flow)).flatMap((shape) => invalidCode(filesOf(shape, flow, flow.guards[0] ?? null)).map((what) => `${shape.name}: ${what}`)));
    expect(wrong).toEqual([]);
  }, 120_000);
  afterAll(() => {
    const rule = flows[0]?.rule ?? "";
    console.info(`${rule}: ${found.trials - found.faults} of ${found.trials} moved flows found, ${silent.trials - silent.faults} of ${silent.trials} clean twins silent`);
  });
}

/** Flawed code must be reported at one place, by a path that starts in the entry, at the flow's source or at what it is read from. */
function verdict(flow: FlowCase, reports: readonly Report[]): string {
  const [report] = reports;
  if (report === undefined) return OUTCOME.MISSING;
  if (reports.length > 1) return OUTCOME.TWICE;
  const [, first = ""] = report.path.split("\n");
  const [, text] = /^\s*entry\.[jt]s:\d+:\d+ (.*)$/u.exec(first) ?? [];
  const fromSource = text !== undefined && flow.source.startsWith(text);
  return fromSource ? "found" : OUTCOME.ORIGIN;
}

function faultOf(flow: FlowCase, shape: Shape, guard: Guard | null): KnownFault | undefined {
  return knownFaults.find(
    (fault) =>
      (fault.what === "SPURIOUS") === (guard !== null) &&
      (fault.shapes === "all" || fault.shapes.includes(shape.name)) &&
      fault.except?.includes(shape.name) !== true &&
      (fault.flows === "all" || fault.flows.includes(flow.name)) &&
      (fault.guards === undefined || guard === null || fault.guards.includes(guard.name)),
  );
}

/** What a failing test shows: the reports, then the files. */
function explained(files: Files, reports: readonly Report[]): string {
  const found = reports.map((report) => `${report.file}:${report.line}${report.path}`);
  const texts = Object.entries(files).map(([path, text]) => `// ${path}\n${text}`);
  return [...found, ...texts].join("\n\n");
}
