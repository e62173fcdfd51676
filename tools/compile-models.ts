/**
 * Compiles `src/models/*.model.yml` into `src/models/compiled.generated.ts`.
 *
 *     jiti tools/compile-models.ts           write it
 *     jiti tools/compile-models.ts --check   exit 1 when it is stale, write nothing
 *
 * Reads the sources through jiti and not the build: `tsc` needs the generated file to be there already.
 * Exits 1 as well when a row is wrong (the good rows are written all the same).
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateCompiledModule } from "../src/models/generate.js";
import { modelErrorText } from "../src/models/load.js";
import { KINDS } from "../src/policy/kinds.js";

const folder = new URL("../src/models/", import.meta.url);
const target = new URL("compiled.generated.ts", folder);

const names = readdirSync(folder).filter((name) => name.endsWith(".model.yml")).sort();
const files = names.map((name) => ({ name: `src/models/${name}`, text: readFileSync(new URL(name, folder), "utf8") }));
const { text, rows, errors } = generateCompiledModule(files, KINDS);
for (const error of errors) console.error(modelErrorText(error));
if (errors.length > 0) process.exitCode = 1;

if (process.argv.includes("--check")) {
  if (currentText() !== text) {
    console.error(`${fileURLToPath(target)} is stale: run "jiti tools/compile-models.ts"`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
  console.log(`${rows} rows of ${files.length} files, ${Math.round(text.length / 1024)} kB`);
}

function currentText(): string | null {
  try {
    return readFileSync(target, "utf8");
  } catch {
    return null;
  }
}
