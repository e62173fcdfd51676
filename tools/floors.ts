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

/** One config per folder. */
export function floorConfigs(): FloorConfig[] {
  return [...FLOORS].map(([folder, floor]) => ({
    name: `floor ${floor}: ${folder}`,
    files: folder === "rules" ? ["rules/*/rule.ts"] : [`${folder}/**/*.ts`, `${folder}.ts`],
    rules: { "no-restricted-imports": ["error", { patterns: [...higher(folder, floor), ...reserved(folder)] }] },
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
