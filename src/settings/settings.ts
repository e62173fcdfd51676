import { nearestName } from "../models/index.js";
import { NAMESPACE } from "../version.js";
import { kindOf } from "./value-text.js";
import { isFileName } from "./wrapper-name.js";
import { WRAPPER_KEYS, readWrappers, wrapperModel, type ModelFile, type Wrapper, type WrapperKey, type Wrappers } from "./wrappers.js";

/** `path`: the sentence and the way of the value below it. `sentence`: one line. */
export type MessageForm = "path" | "sentence";

/** What becomes of test files. */
export type TestFiles = "skip" | "report";

/** `settings["instance-actions"]`, checked. */
export interface Settings {
  /** Model files (relative to the linting directory) and inline models of the user's, in the order given. */
  readonly models: readonly (string | ModelFile)[];
  /** The wrappers that were named, as one model; `null` without any. */
  readonly wrapperModel: ModelFile | null;
  /** What imports, `./` model rows and wrapper paths are relative to; relative to the linting directory. `null`: that directory itself. */
  readonly root: string | null;
  readonly messages: MessageForm;
  /** Packages whose files in `node_modules` are looked into like the project's own. */
  readonly packages: readonly string[];
  /** Whether findings in test files are reported; those files are not analysed otherwise. */
  readonly tests: TestFiles;
  /** The wrappers that were named, with their places in the settings. */
  readonly named: readonly NamedWrapper[];
  /** What is wrong, each in a sentence that names its place. What is wrong is left out; the rest holds. */
  readonly problems: readonly string[];
  /** Equal for settings that mean the same; tells analysers apart. */
  readonly key: string;
}

/** A wrapper and where it stands: `settings["instance-actions"].loggers[0]`. */
export interface NamedWrapper {
  readonly key: WrapperKey;
  readonly place: string;
  readonly wrapper: Wrapper;
}

const NONE: Settings = { models: [], wrapperModel: null, root: null, messages: "path", packages: [], tests: "skip", named: [], problems: [], key: "" };
const OTHER_KEYS = ["models", "root", "messages", "packages", "tests"] as const;

/** ESLint hands the same object to every rule and file of a configuration: checked once. */
const checked = new WeakMap<object, Settings>();

/** Reads the plugin's part of ESLint's shared settings. Never throws: see {@link Settings.problems}. */
export function readSettings(settings: Readonly<Record<string, unknown>>): Settings {
  const own = settings[NAMESPACE];
  if (own === undefined) return NONE;
  if (!isRecord(own)) return { ...NONE, problems: [problemAt("", `expected an object, found ${kindOf(own)}`)], key: JSON.stringify(own) };
  const known = checked.get(own);
  if (known !== undefined) return known;
  const read = check(own);
  checked.set(own, read);
  return read;
}

/** `where`: from the plugin's settings on, `.loggers[0]`. */
export function problemAt(where: string, reason: string): string {
  return `settings["${NAMESPACE}"]${where}: ${reason}${/[.?!]$/.test(reason) ? "" : "."}`;
}

/** Takes what is wrong at a place of the plugin's settings. */
type Report = (where: string, reason: string) => void;

function check(own: Readonly<Record<string, unknown>>): Settings {
  const problems: string[] = [];
  const report: Report = (where, reason) => void problems.push(problemAt(where, reason));
  const allowed: readonly string[] = [...OTHER_KEYS, ...WRAPPER_KEYS];
  for (const name of Object.keys(own)) {
    if (allowed.includes(name)) continue;
    const near = nearestName(name, allowed);
    report(`.${name}`, `unknown key; ${near === null ? `known keys: ${allowed.join(", ")}` : `did you mean "${near}"?`}`);
  }
  const wrappers: Partial<Record<WrapperKey, Wrappers>> = {};
  const named: NamedWrapper[] = [];
  for (const key of WRAPPER_KEYS) {
    if (own[key] === undefined) continue;
    const read = readWrappers(own[key], (where, reason) => { report(`.${key}${where}`, reason); });
    wrappers[key] = read.map(({ wrapper }) => wrapper);
    named.push(...read.map(({ index, wrapper }) => ({ key, place: `.${key}[${index}]`, wrapper })));
  }
  return {
    models: readModels(own["models"], report),
    wrapperModel: wrapperModel(wrappers),
    root: readRoot(own["root"], report),
    messages: readChoice(own["messages"], ".messages", ["path", "sentence"], report),
    packages: readPackages(own["packages"], report),
    tests: readChoice(own["tests"], ".tests", ["skip", "report"], report),
    named,
    problems,
    key: JSON.stringify(own),
  };
}

/**
 * The same wrappers as one model, of the files that names of packages and aliases lead to: a package of the workspace, whose source is
 * followed. `fileOf`: such a file, beneath the root; `null`: none.
 */
export function modelOfFollowed(named: readonly NamedWrapper[], fileOf: (where: string) => string | null): ModelFile | null {
  const wrappers: Partial<Record<WrapperKey, Wrapper[]>> = {};
  for (const { key, wrapper } of named) {
    const file = isFileName(wrapper.value) ? null : fileOf(wrapper.value.where);
    if (file !== null) (wrappers[key] ??= []).push({ ...wrapper, value: { ...wrapper.value, type: `./${file}` } });
  }
  return wrapperModel(wrappers);
}

function readModels(value: unknown, report: Report): readonly (string | ModelFile)[] {
  const isModel = (entry: unknown): entry is string | ModelFile => (typeof entry === "string" && entry !== "") || isRecord(entry);
  return readList(value, ".models", "paths and inline models", "the path of a model file or an inline model { extensions: […] }", isModel, report);
}

function readPackages(value: unknown, report: Report): readonly string[] {
  const isName = (entry: unknown): entry is string => typeof entry === "string" && entry !== "";
  return readList(value, ".packages", "package names", "the name of a package", isName, report);
}

function readList<Entry>(value: unknown, where: string, what: string, each: string, isEntry: (entry: unknown) => entry is Entry, report: Report): readonly Entry[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    report(where, `expected a list of ${what}, found ${kindOf(value)}`);
    return [];
  }
  return value.filter((entry: unknown, index): entry is Entry => {
    const fits = isEntry(entry);
    if (!fits) report(`${where}[${index}]`, `expected ${each}, found ${kindOf(entry)}`);
    return fits;
  });
}

function readRoot(value: unknown, report: Report): string | null {
  if (value === undefined) return null;
  if (typeof value === "string" && value !== "") return value;
  report(".root", `expected a path, found ${kindOf(value)}`);
  return null;
}

/** One of some words; the first is the default. */
function readChoice<const Word extends string>(value: unknown, where: string, words: readonly [Word, Word], report: Report): Word {
  const found = words.find((word) => word === value);
  if (found === undefined && value !== undefined) report(where, `expected ${words.map((word) => `"${word}"`).join(" or ")}, found ${kindOf(value)}`);
  return found ?? words[0];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
