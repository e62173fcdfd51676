/** `npm run bench -- <folder>`: what the rules cost. See README.md in this folder. */
import { execFileSync, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "3" }, files: { type: "string", default: "40" }, only: { type: "string" } },
});
const folder = positionals[0];
if (folder === undefined && values.only !== "reference") {
  console.error("usage: npm run bench -- <folder> [--runs 3] [--files 40] [--only load|whole|edit|reference]\n       npm run bench -- --only reference");
  process.exit(2);
}
const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));

interface Measured {
  readonly user: number;
  readonly wall: number;
  readonly memory: number;
  readonly files: number;
  readonly findings: number;
  readonly edits?: readonly { readonly floor: number; readonly rules: number; readonly path: string }[];
}

function measure(mode: string): Measured {
  const run = spawnSync(process.execPath, [worker, mode, resolve(folder ?? "."), values.files], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`${mode} failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as Measured;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
const percentile = (numbers: readonly number[], p: number): number => numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.ceil(numbers.length * p) - 1)] ?? NaN;

const wants = (part: string): boolean => values.only === undefined || values.only === part;

if (wants("load")) {
  const loads = Array.from({ length: 11 }, () => JSON.parse(execFileSync(process.execPath, [fileURLToPath(new URL("load.mjs", import.meta.url))], { encoding: "utf8" })) as { readonly wall: number; readonly user: number });
  console.log(`loading the plugin after ESLint, medians of ${String(loads.length)}: ${median(loads.map(({ wall }) => wall)).toFixed(1)} ms, user CPU ${median(loads.map(({ user }) => user)).toFixed(1)} ms`);
}
if (wants("whole")) {
  const floor: Measured[] = [];
  const rules: Measured[] = [];
  for (let run = 0; run < Number(values.runs); run++) {
    floor.push(measure("floor"));
    rules.push(measure("rules"));
  }
  const row = (name: string, runs: readonly Measured[]): string => `${name.padEnd(10)} ${median(runs.map((r) => r.user)).toFixed(2).padStart(8)} s user ${(median(runs.map((r) => r.memory)) / 1024).toFixed(0).padStart(6)} MB peak`;
  console.log(`${String(floor[0]?.files ?? 0)} files, medians of ${values.runs} runs, ${String(rules[0]?.findings ?? 0)} findings`);
  console.log(row("no rules", floor));
  console.log(row("all rules", rules));
  console.log(`ratio: user CPU ${(median(rules.map((r) => r.user)) / median(floor.map((r) => r.user))).toFixed(2)}, peak memory ${(median(rules.map((r) => r.memory)) / median(floor.map((r) => r.memory))).toFixed(2)}`);
}
if (wants("edit")) {
  const edits = measure("edit").edits ?? [];
  const over = edits.map((edit) => edit.rules - edit.floor);
  console.log(`edit of ${String(edits.length)} files: rules over no rules, user CPU: p50 ${percentile(over, 0.5).toFixed(1)} ms, p95 ${percentile(over, 0.95).toFixed(1)} ms, max ${percentile(over, 1).toFixed(1)} ms`);
}
if (wants("reference")) {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL("../node_modules/jiti/lib/jiti-cli.mjs", import.meta.url)), fileURLToPath(new URL("../reference/bench/records.ts", import.meta.url))], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}
