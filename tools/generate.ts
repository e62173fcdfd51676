/**
 * Everything in the repository that is made from something else there.
 *
 *     npm run generate           write it
 *     npm run generate:check     exit 1 when something is stale, write nothing
 */
import { execFileSync } from "node:child_process";
import { Output, repository } from "./generated-file.js";
import { mutationPage } from "./mutation-page.js";
import { reviewClaims } from "./review-claims.js";
import { ruleList } from "./rule-list.js";
import { versionModule } from "./version-module.js";

const onlyCheck = process.argv.includes("--check");
const check = onlyCheck ? ["--check"] : [];
const output = new Output(onlyCheck);

/** Runs a program of node_modules/.bin; its failure is this program's. */
function run(program: string, ...args: string[]): void {
  try {
    execFileSync(program, args, { cwd: repository, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, PATH: `${repository}node_modules/.bin:${process.env["PATH"] ?? ""}` } });
  } catch {
    process.exitCode = 1;
  }
}

run("jiti", "tools/compile-compat.ts", ...check);
run("jiti", "tools/compile-models.ts", ...check);
versionModule(output);
ruleList(output);
// Reads src/rules.ts, which was written just now.
const { rulePages } = await import("./rule-pages.js");
rulePages(output);
reviewClaims(output);
mutationPage(output);
// The generator reads the built plugin.
run("npm", "run", "--silent", "build");
run("eslint-doc-generator", ...check);

for (const path of output.stale) console.log(onlyCheck ? `${path} is stale: run "npm run generate"` : `wrote ${path}`);
if (onlyCheck && output.stale.length > 0) process.exitCode = 1;
