// One measured process: `node worker.mjs floor|rules|edit <folder> <files>`; prints JSON.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import plugin from "../dist/index.js";

const [mode, folder, wanted] = process.argv.slice(2);
const SKIP = new Set(["node_modules", "dist", "build", "coverage", ".git"]);
const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/** @param {string} directory @returns {string[]} */
function sources(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return SKIP.has(entry.name) ? [] : sources(join(directory, entry.name));
      return SOURCE.test(entry.name) && !entry.name.endsWith(".d.ts") ? [join(directory, entry.name)] : [];
    });
}

/** @param {boolean} withRules */
const linter = (withRules) =>
  new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    ignore: false,
    allowInlineConfig: false,
    overrideConfig: [{ files: ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"], languageOptions: { parser } }, ...(withRules ? [plugin.configs.recommended].flat() : [])],
  });

const files = sources(folder);
const userMs = () => process.cpuUsage().user / 1000;
let findings = 0;
/** @type {{ floor: number, rules: number, path: string }[]} */
const edits = [];
if (mode === "edit") {
  // A fixed sequence, so that the same files are picked every time.
  let seed = 42;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const picked = Array.from({ length: Number(wanted) }, () => files[Math.floor(random() * files.length)]);
  const floor = linter(false);
  const rules = linter(true);
  for (const path of picked.slice(0, 10)) {
    const text = readFileSync(path, "utf8");
    for (const each of [floor, rules]) await each.lintText(text, { filePath: path });
  }
  for (const path of picked) {
    const text = readFileSync(path, "utf8");
    await rules.lintText(text, { filePath: path });
    /** @param {ESLint} eslint @param {number} round */
    const timed = async (eslint, round) => {
      const before = userMs();
      await eslint.lintText(`${text}\n// edited ${round}\nexport const edited${round} = ${round};\n`, { filePath: path });
      return userMs() - before;
    };
    const floors = [];
    const ruled = [];
    for (let round = 0; round < 5; round++) {
      floors.push(await timed(floor, round));
      ruled.push(await timed(rules, round));
    }
    const middle = (numbers) => numbers.toSorted((a, b) => a - b)[2];
    edits.push({ floor: middle(floors), rules: middle(ruled), path });
  }
} else {
  const results = await linter(mode === "rules").lintFiles(files);
  for (const result of results) findings += result.messages.length;
}
const usage = process.resourceUsage();
console.log(JSON.stringify({ user: usage.userCPUTime / 1e6, wall: performance.now() / 1000, memory: usage.maxRSS, files: files.length, findings, edits }));
