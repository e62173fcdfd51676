/**
 * Lays out a new rule.
 *
 *     npm run new-rule -- no-something "disallow something"
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { inRepository, repository } from "./generated-file.js";

const [name = "", description = ""] = process.argv.slice(2);
if (!/^(no|require|prefer)-[a-z]+(-[a-z]+)*$/.test(name) || description === "") {
  console.error('Usage: npm run new-rule -- no-something "disallow something"');
  console.error("A name starts with no-, require- or prefer-; the description completes \"this rule is there to …\".");
  process.exit(2);
}
if (existsSync(inRepository(`rules/${name}/`))) {
  console.error(`rules/${name}/ is there already.`);
  process.exit(2);
}

const FILES = new Map([
  [
    `rules/${name}/rule.ts`,
    `import { defineFlowRule } from "../../src/policy/index.js";

/** TODO: what goes wrong, in one sentence. */
export default defineFlowRule({
  name: "${name}",
  description: "${description}",
  cwe: [],
  review: [],
  precision: "high",
  securitySeverity: 5,
  recommended: false,
  since: "TODO",

  sources: ["remote"],
  sinks: ["database-identifier"],
  barriers: ["form", "known"],

  messages: {
    flow: "TODO (\`{{source}}\`) reaches \`{{sink}}\`. TODO: what would make it right.",
  },

  schema: {},
  defaultOptions: {},
});
`,
  ],
  [`rules/${name}/violation.ts`, `/** TODO: the action/event model with this flaw. Mark each finding on its line: // $ Alert[${name}] */\nexport {};\n`],
  [`rules/${name}/reference.ts`, "/** TODO: the same model done right. It passes all rules in strict. */\nexport {};\n"],
  [
    `test/rules/${name}.test.ts`,
    `import rule from "../../rules/${name}/rule.js";
import { ruleTester } from "./rule-tester.js";

ruleTester.run("${name}", rule, {
  valid: [],
  invalid: [],
});
`,
  ],
  [
    `docs/rules/${name}.md`,
    `<!-- end auto-generated rule header -->

TODO: why it matters.

<!-- begin facts -->
<!-- end facts -->

## What it finds

TODO: sources, sinks, what satisfies the rule.

## The flaw

<!-- begin violation -->
<!-- end violation -->

## Done right

<!-- begin reference -->
<!-- end reference -->

## Your own wrappers

<!-- begin wrappers -->
<!-- end wrappers -->

## What it does not see

TODO.

## When not to use it

TODO.
`,
  ],
]);

for (const [path, text] of FILES) {
  mkdirSync(new URL(".", inRepository(path)), { recursive: true });
  writeFileSync(inRepository(path), text);
  console.log(`wrote ${path}`);
}
execFileSync("npm", ["run", "--silent", "generate"], { cwd: repository, stdio: "inherit" });
