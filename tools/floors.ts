/**
 * The floors of the architecture (docs/architecture.md): a folder imports only floors below it. One table, made into lint rules
 * here and tested in test/package/floors.test.ts.
 */

/** Folder or file (relative to the repository) → its floor. What stands on one floor does not know its neighbours. */
export const FLOORS: ReadonlyMap<string, number> = new Map([
  ["src/version", 0],
  ["src/ir", 1],
  ["src/frontends", 2],
  ["src/compile", 2],
  ["src/models", 2],
  ["src/project", 3],
  ["src/engine", 4],
  ["src/settings", 4],
  ["src/policy", 5],
  ["rules", 6],
  ["src/rules", 7],
  ["src/configs", 7],
  ["src/index", 7],
  ["src/formatters", 7],
  ["src/cli", 7],
]);
const TOP = 7;

/** The layers of the engine, from the bottom: a folder or file of `src/engine` imports those before it only, types too. */
export const ENGINE_LAYERS: readonly string[] = [
  "api.ts", "vocabulary.ts", "bounds.ts",
  "program", "facts", "link", "rows", "usages", "statements", "sources", "effects", "routes", "explore", "search", "traces", "database",
  "analyzer.ts", "index.ts",
];

/** Packages that only these folders may import, and why the others must not. */
const RESERVED: readonly { readonly packages: string; readonly allowed: readonly string[]; readonly why: string }[] = [
  { packages: "^(eslint|espree|@typescript-eslint/.*)$", allowed: ["src/cli", "src/formatters"], why: "below the adapter nothing knows ESLint" },
  { packages: "^oxc-parser$", allowed: ["src/frontends", "src/cli"], why: "only frontends know a syntax tree" },
  { packages: "^oxc-resolver$", allowed: ["src/project"], why: "only the project resolves modules" },
  { packages: "^(node:)?(fs|path|os|url|child_process|worker_threads)(/.*)?$", allowed: ["src/project", "src/policy", "src/cli", "src/formatters", "src/models"], why: "all file access goes through the host" },
];

interface Restriction {
  readonly regex: string;
  readonly message: string;
}
/** A flat config of ESLint that holds one folder to its floor. */
export interface FloorConfig {
  readonly name: string;
  readonly files: string[];
  readonly rules: { readonly "no-restricted-imports": ["error", { readonly patterns: Restriction[] }] };
}

/** One config per folder, then one per layer of the engine: of several for a file, ESLint takes the last. */
export function floorConfigs(): FloorConfig[] {
  const floors = [...FLOORS].map(([folder, floor]): FloorConfig => ({
    name: `floor ${floor}: ${folder}`,
    files: folder === "rules" ? ["rules/*/rule.ts"] : [`${folder}/**/*.ts`, `${folder}.ts`],
    rules: { "no-restricted-imports": ["error", { patterns: restrictions(folder, floor) }] },
  }));
  const layers = ENGINE_LAYERS.map((layer, index): FloorConfig => ({
    name: `layer of the engine: ${layer}`,
    files: [isFile(layer) ? `${ENGINE}/${layer}` : `${ENGINE}/${layer}/**/*.ts`],
    rules: { "no-restricted-imports": ["error", { patterns: [...restrictions(ENGINE, FLOORS.get(ENGINE) ?? 0), ...later(layer, index)] }] },
  }));
  return [...floors, ...layers];
}

const ENGINE = "src/engine";
const isFile = (layer: string): boolean => layer.endsWith(".ts");

const restrictions = (folder: string, floor: number): Restriction[] => [...higher(folder, floor), ...reserved(folder)];

function later(layer: string, index: number): Restriction[] {
  return ENGINE_LAYERS.slice(index + 1).map((other) => ({
    regex: `^${isFile(layer) ? "\\./" : "(\\.\\./)+"}${isFile(other) ? `${other.replace(/\.ts$/, "")}\\.js$` : `${other}/`}`,
    message: `${ENGINE}/${layer} is a layer below ${ENGINE}/${other} and must not import it.`,
  }));
}

function higher(folder: string, floor: number): Restriction[] {
  return [...FLOORS]
    .filter(([other, its]) => other !== folder && its >= floor && its > 0 && floor < TOP)
    .map(([other, its]) => ({
      regex: `^(\\.\\.?/)+(src/)?${other.replace("src/", "")}(/|\\.js$)`,
      message: `${folder} is on floor ${floor} and must not import ${other} on floor ${its}.`,
    }));
}

function reserved(folder: string): Restriction[] {
  return RESERVED.filter(({ allowed }) => !allowed.includes(folder)).map(({ packages, why }) => ({
    regex: packages,
    message: `${folder} must not import this: ${why}.`,
  }));
}
