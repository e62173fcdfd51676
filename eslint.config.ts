import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import eslintPlugin from "eslint-plugin-eslint-plugin";
import n from "eslint-plugin-n";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { floorConfigs } from "./tools/floors.js";

export default defineConfig(
  globalIgnores(["dist/", "coverage/", "test/fixtures/", "test/**/fixtures/", "test/libraries/node_modules/", "bench/out/", "src/models/compiled.generated.ts", "src/policy/targets/compat.generated.ts", "rules/*/violation.ts"]),
  {
    name: "typescript",
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: dirname(fileURLToPath(import.meta.url)) } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // ESLint and Node hand over more than is asked for; methods of interfaces say so.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // The flow module keeps its enums in typed arrays of numbers.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    name: "node",
    files: ["**/*.ts"],
    extends: [n.configs["flat/recommended-module"]],
    rules: {
      // TypeScript resolves the imports; what is published is decided by `files` and tested with the packed tarball.
      "n/no-missing-import": "off",
      "n/no-unpublished-import": "off",
      "n/hashbang": ["error", { convertPath: { "src/**/*.ts": ["^src/cli/main\\.ts$", "dist/cli.js"] } }],
    },
  },
  {
    name: "rules",
    files: ["src/policy/**/*.ts", "rules/*/rule.ts"],
    extends: [eslintPlugin.configs["rules-recommended"]],
    rules: {
      "eslint-plugin/require-meta-docs-description": "error",
      "eslint-plugin/require-meta-docs-recommended": "error",
      "eslint-plugin/require-meta-docs-url": "error",
      "eslint-plugin/require-meta-schema-description": "error",
      "eslint-plugin/require-meta-languages": "error",
      "eslint-plugin/prefer-placeholders": "error",
    },
  },
  {
    name: "rule tests",
    files: ["test/rules/**/*.ts"],
    extends: [eslintPlugin.configs["tests-recommended"]],
    rules: { "eslint-plugin/require-test-error-positions": "error", "eslint-plugin/unique-test-case-names": "error" },
  },
  {
    name: "tests",
    files: ["test/**/*.ts", "tools/**/*.ts", "bench/**/*.ts", "*.ts"],
    rules: { "n/no-extraneous-import": "off", "n/no-process-exit": "off" },
  },
  {
    name: "reference models",
    files: ["rules/*/reference.ts"],
    // What a reference imports is its reader's dependency, not ours.
    rules: { "n/no-extraneous-import": "off" },
  },
  ...floorConfigs(),
);
