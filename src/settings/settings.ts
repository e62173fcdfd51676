import { NAMESPACE } from "../version.js";
import { kindOf } from "./value-text.js";
import { WRAPPER_KEYS, readWrappers, wrapperModel, type ModelFile, type WrapperKey, type Wrappers } from "./wrappers.js";

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
  /** Equal for settings that mean the same; tells analysers apart. */
  readonly key: string;
}

/** A wrong setting: the user's to mend, so it ends the run, as any configuration error in ESLint does. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(where: string, reason: string) {
    super(`settings["${NAMESPACE}"]${where}: ${reason}`);
  }
}

const NONE: Settings = { models: [], wrapperModel: null, root: null, messages: "path", packages: [], tests: "skip", key: "" };
const OTHER_KEYS = ["models", "root", "messages", "packages", "tests"] as const;

/** ESLint hands the same object to every rule and file of a configuration: checked once. */
const checked = new WeakMap<object, Settings>();

/** Reads the plugin's part of ESLint's shared settings. Throws {@link SettingsError}. */
export function readSettings(settings: Readonly<Record<string, unknown>>): Settings {
  const own = settings[NAMESPACE];
  if (own === undefined) return NONE;
  if (!isRecord(own)) throw new SettingsError("", `expected an object, found ${kindOf(own)}`);
  const known = checked.get(own);
  if (known !== undefined) return known;
  const read = check(own);
  checked.set(own, read);
  return read;
}

function check(own: Readonly<Record<string, unknown>>): Settings {
  const allowed: readonly string[] = [...OTHER_KEYS, ...WRAPPER_KEYS];
  for (const name of Object.keys(own)) {
    if (!allowed.includes(name)) throw new SettingsError(`.${name}`, `unknown key; known keys: ${allowed.join(", ")}`);
  }
  const wrappers: Partial<Record<WrapperKey, Wrappers>> = {};
  for (const key of WRAPPER_KEYS) {
    if (own[key] !== undefined) wrappers[key] = readWrappers(own[key], (where, reason) => new SettingsError(`.${key}${where}`, reason));
  }
  return {
    models: readModels(own["models"]),
    wrapperModel: wrapperModel(wrappers),
    root: readRoot(own["root"]),
    messages: readMessages(own["messages"]),
    packages: readPackages(own["packages"]),
    tests: readTests(own["tests"]),
    key: JSON.stringify(own),
  };
}

function readModels(value: unknown): readonly (string | ModelFile)[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new SettingsError(".models", `expected a list of paths and inline models, found ${kindOf(value)}`);
  return value.map((entry: unknown, index) => {
    if (typeof entry === "string" && entry !== "") return entry;
    if (isRecord(entry)) return entry;
    throw new SettingsError(`.models[${index}]`, `expected the path of a model file or an inline model { extensions: […] }, found ${kindOf(entry)}`);
  });
}

function readRoot(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === "string" && value !== "") return value;
  throw new SettingsError(".root", `expected a path, found ${kindOf(value)}`);
}

function readMessages(value: unknown): MessageForm {
  if (value === undefined || value === "path") return "path";
  if (value === "sentence") return "sentence";
  throw new SettingsError(".messages", `expected "path" or "sentence", found ${kindOf(value)}`);
}

function readTests(value: unknown): TestFiles {
  if (value === undefined || value === "skip") return "skip";
  if (value === "report") return "report";
  throw new SettingsError(".tests", `expected "skip" or "report", found ${kindOf(value)}`);
}

function readPackages(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new SettingsError(".packages", `expected a list of package names, found ${kindOf(value)}`);
  return value.map((name: unknown, index) => {
    if (typeof name === "string" && name !== "") return name;
    throw new SettingsError(`.packages[${String(index)}]`, `expected the name of a package, found ${kindOf(name)}`);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
