/**
 * Compiles what runtimes have since when, and which packages stand in for it:
 *
 *     jiti tools/compile-compat.ts           write src/policy/targets/compat.generated.ts and src/models/polyfills.model.yml
 *     jiti tools/compile-compat.ts --check   exit 1 when one of them is stale
 *
 * From MDN's browser-compat-data (features) and e18e's module-replacements (packages); both are read here only, the plugin carries
 * the tables. A run after an update of the two packages is all that keeps the rule current.
 */
import compat from "@mdn/browser-compat-data" with { type: "json" };
import { microUtilsReplacements, nativeReplacements, type ModuleReplacement } from "module-replacements";
import { Output } from "./generated-file.js";
import { ACCESSORS, EXPORTS_OTHERS, NOT_EQUAL, SHIMS, SHIM_FEATURES } from "./compile-compat-packages.js";

interface Statement {
  readonly version_added?: string | boolean | null;
  readonly version_removed?: string | boolean | null;
  readonly flags?: unknown;
  readonly prefix?: string;
  readonly alternative_name?: string;
  readonly partial_implementation?: boolean;
}
interface Compat {
  readonly support: Readonly<Record<string, Statement | readonly Statement[] | undefined>>;
  readonly spec_url?: string | readonly string[];
  readonly status?: { readonly deprecated?: boolean };
}
/** Features by name, and what is known of the feature itself under `__compat`. */
type Tree = Readonly<Record<string, object>>;
const compatOf = (tree: object): Compat | undefined => (tree as { readonly __compat?: Compat }).__compat;
/** A class is there when it can be called: `Iterator` was a name in the specification long before. */
const constructorOf = (name: string, tree: object): Compat | undefined => compatOf((tree as Tree)[name] ?? tree);
/** Members of a feature: a feature in a secure context only may be missing wherever it is supported. */
const membersOf = (tree: object): [string, object][] => Object.entries(tree as Tree).filter(([name, member]) => /^[A-Za-z]\w*$/.test(name) && !needsSecureContext(member));
const needsSecureContext = (tree: object): boolean => "secure_context_required" in tree;
interface Engine {
  readonly engine: string;
  readonly minVersion: string;
}

/** In the order of the columns of the table. The seven after Node are the core browser set of Baseline. */
const RUNTIMES = ["nodejs", "chrome", "edge", "firefox", "safari", "chrome_android", "firefox_android", "safari_ios"] as const;
type Versions = readonly (string | null)[];

/** Baseline's own word for "widely available": everywhere for two and a half years. */
const WIDELY_MONTHS = 30;
/** Interfaces of the DOM whose members are patched in practice; of the others only those that Node has, too. */
const DOM = new Set(["Element", "Node", "NodeList", "HTMLElement", "Document", "DOMTokenList", "HTMLCollection"]);

const data = compat as unknown as {
  readonly __meta: { readonly timestamp: string };
  readonly javascript: { readonly builtins: Tree };
  readonly api: Tree;
  readonly browsers: Readonly<Record<string, { readonly releases: Readonly<Record<string, { readonly release_date?: string; readonly status?: string }>> }>>;
};
const output = new Output(process.argv.includes("--check"));
const features = new Map<string, Versions>();

function versionOf(statements: Statement | readonly Statement[] | undefined): string | null {
  const list = Array.isArray(statements) ? (statements as readonly Statement[]) : statements === undefined ? [] : [statements as Statement];
  for (const each of list) {
    if (each.flags !== undefined || each.prefix !== undefined || each.alternative_name !== undefined || each.partial_implementation === true) continue;
    if (typeof each.version_added !== "string" || each.version_added === "preview" || typeof each.version_removed === "string") continue;
    return each.version_added.replace("≤", "");
  }
  return null;
}

/** What is deprecated itself is nobody's native form. */
function add(name: string, { support, status }: Compat): void {
  if (status?.deprecated === true) return;
  const versions = RUNTIMES.map((runtime) => versionOf(support[runtime]));
  if (versions[0] !== null || versions.slice(1).every((version) => version !== null)) features.set(name, versions);
}

/** Whether a member of a built-in is one of its instances': asked of this Node, else of where the specification defines it. */
function isInstanceMember(owner: string, name: string, { spec_url: url = "" }: Compat): boolean {
  const builtIn = (globalThis as Record<string, unknown>)[owner];
  if (typeof builtIn === "function" && Object.hasOwn(builtIn, name)) return false;
  const prototype: unknown = typeof builtIn === "function" ? builtIn.prototype : undefined;
  if (typeof prototype === "object" && prototype !== null && name in prototype) return true;
  return /\.prototype\./i.test([url].flat().join(" "));
}

for (const [name, tree] of membersOf(data.javascript.builtins)) {
  const owner = name === "TypedArray" ? "%TypedArray%" : name;
  const own = constructorOf(name, tree);
  if (own !== undefined) add(owner, own);
  for (const [member, each] of membersOf(tree)) {
    const its = compatOf(each);
    if (its !== undefined && member !== name) add(isInstanceMember(name, member, its) ? `${owner}.prototype.${member}` : `${owner}.${member}`, its);
  }
}
for (const [name, tree] of membersOf(data.api)) {
  const own = constructorOf(name, tree);
  if (own !== undefined) add(name, own);
  for (const [member, each] of membersOf(tree)) {
    const its = compatOf(each);
    if (its === undefined || member === name || member.endsWith("_event")) continue;
    if (name === "Window") {
      if (!features.has(member)) add(member, its);
    } else if (DOM.has(name) || versionOf(its.support["nodejs"]) !== null) {
      add(member.endsWith("_static") ? `${name}.${member.slice(0, -"_static".length)}` : `${name}.prototype.${member}`, its);
    }
  }
}

const packages = new Map<string, { readonly kind: "shim-package" | "utility-package"; readonly note: string; readonly native?: string }>();
const plain = (name: string): string => name.toLowerCase().replaceAll(/prototype|[^a-z0-9]/g, "");

for (const { moduleName: name, replacements: [id = ""] } of Object.values(nativeReplacements.mappings)) {
  const replacement = nativeReplacements.replacements[id] as (ModuleReplacement & { readonly engines?: readonly Engine[] }) | undefined;
  if (name.startsWith("@babel/") || NOT_EQUAL.has(name) || replacement?.type !== "native") continue;
  const engines = new Map(replacement.engines?.map(({ engine, minVersion }) => [engine, minVersion]));
  if (engines.get("nodejs") === undefined && !features.has(id)) {
    // Syntax.
    packages.set(name, { kind: "utility-package", note: `=Use ${id.replaceAll("_", " ")}` });
    continue;
  }
  if (!features.has(id)) features.set(id, RUNTIMES.map((runtime) => engines.get(runtime) ?? null));
  const bare = name.replace(/^es\d?-/, "").replace(/-?(polyfill|shim|ponyfill)$/, "");
  const isShim = plain(bare) === plain(id) || SHIMS.has(name);
  packages.set(name, { kind: isShim ? "shim-package" : "utility-package", note: id, native: isShim && plain(name) === plain(id) && !EXPORTS_OTHERS.has(name) ? nativeForm(id) : "" });
}
for (const { moduleName: name, replacements: [id = ""] } of Object.values(microUtilsReplacements.mappings)) {
  const replacement = microUtilsReplacements.replacements[id];
  if (replacement?.type === "simple") packages.set(name, { kind: "utility-package", note: `=${sentence(replacement.description)}` });
}
for (const [name, feature] of SHIM_FEATURES) {
  if (!features.has(feature)) throw new Error(`no such feature: ${feature}`);
  packages.set(name, { kind: "shim-package", note: feature });
}

/**
 * How the feature is written that a package exports as a function of its own; "": as something else. What is an instance's takes
 * the instance first, as packages of these names do.
 */
function nativeForm(feature: string): string {
  const [owner = ""] = feature.split(".");
  const isGlobal = owner === "Buffer" || owner in data.javascript.builtins || owner in data.api || owner in (data.api["Window"] ?? {});
  if (!isGlobal || feature === "globalThis") return "";
  const [, member] = /^\w+\.prototype\.(\w+)$/.exec(feature) ?? [];
  if (member === undefined) return feature;
  return ACCESSORS.has(feature) ? `$1.${member}` : `$1.${member}($*)`;
}

/** The first sentence, without the stop. */
function sentence(text: string): string {
  return (/^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text).replace(/\.$/, "").replaceAll(/\s+/g, " ");
}

/** The day the last of the seven browsers had it; null when one has it not. */
function baseline(versions: Versions): string | null {
  let last = "";
  for (const [index, runtime] of RUNTIMES.entries()) {
    const version = versions[index];
    if (index === 0) continue;
    const date = version === null || version === undefined ? undefined : data.browsers[runtime]?.releases[version]?.release_date;
    if (date === undefined) return null;
    if (date > last) last = date;
  }
  return last;
}

const now = new Date(data.__meta.timestamp);
const widely = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - WIDELY_MONTHS, now.getUTCDate())).toISOString().slice(0, 10);
/** The oldest line of Node in long-term support: three years from April of its year, even numbers only. */
const maintained = Object.entries(data.browsers["nodejs"]?.releases ?? {})
  .map(([version, { release_date: date = "" }]) => ({ major: Number(version.split(".")[0]), minor: version.split(".").slice(1).join("."), date }))
  .filter(({ major, minor, date }) => major % 2 === 0 && minor === "0.0" && date !== "" && Date.parse(date) + 3 * 365.25 * 86_400_000 > now.getTime())
  .sort((a, b) => a.major - b.major)[0]?.major;
if (maintained === undefined) throw new Error("browser-compat-data names no maintained Node");

const lines = [...features].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, versions]) => `${name} ${versions.map((version) => version ?? "-").join(" ")} ${baseline(versions) ?? "-"}`);
output.put(
  "src/policy/targets/compat.generated.ts",
  `${[
    '// Written by "jiti tools/compile-compat.ts" from @mdn/browser-compat-data and module-replacements: do not edit.',
    "",
    "/** The oldest maintained Node when this table was made. */",
    `export const MAINTAINED_NODE = "${maintained}.0.0";`,
    "/** What every browser had by this day was widely available (Baseline) when this table was made. */",
    `export const WIDELY_AVAILABLE = "${widely}";`,
    `/** A line per feature: its name, since which version ${RUNTIMES.join(", ")} have it ("-": not), and since when all browsers. */`,
    "export const FEATURES: string = `",
    ...lines,
    "`;",
  ].join("\n")}\n`,
);

const rows = [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { kind, note, native = "" }]) => `      - [${[name, "", kind, note, ...(native === "" ? [] : [native])].map((cell) => JSON.stringify(cell)).join(", ")}]`);
output.put(
  "src/models/polyfills.model.yml",
  `${[
    '# Written by "jiti tools/compile-compat.ts" from module-replacements (MIT, https://github.com/es-tooling/module-replacements): do not edit.',
    "# The note is the feature that the package stands in for (the policy knows since when runtimes have it), or =a hint.",
    "# The last column is the native form, where the package exports nothing else.",
    "extensions:",
    "  - addsTo: { pack: instance-actions/models, extensible: usageModel }",
    "    data:",
    ...rows,
  ].join("\n")}\n`,
);
for (const path of output.stale) console.log(`${process.argv.includes("--check") ? "stale" : "wrote"} ${path}`);
if (process.argv.includes("--check") && output.stale.length > 0) process.exitCode = 1;
