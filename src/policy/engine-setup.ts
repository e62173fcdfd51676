/** Puts the engine together for a linting directory: files from disk, models, the frontend. The one place that knows them all. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { builtInModels, createModelIndex, loadUserModels, modelErrorText, type CompiledModels, type ModelError } from "../models/index.js";
import { createDiskHost } from "../project/index.js";
import { Analyzer } from "../engine/index.js";
import { mayExport } from "../frontends/ecmascript/may-export.js";
import { parse } from "../frontends/ecmascript/parse.js";
import { withForwardSlashes } from "./path-text.js";
import { vocabulary } from "./vocabulary.js";
import { modelOfFollowed, problemAt, type ModelFile, type Settings } from "../settings/index.js";
import type { FlowAnalyzer } from "./analyzer.js";
import { KINDS } from "./kinds.js";
import { namesThatLeadNowhere } from "./named-files.js";

/** An analyser with what the pool must know of it. */
export interface PooledAnalyzer {
  readonly analyzer: FlowAnalyzer;
  /** The disk may have changed since the last question. */
  newRun(): void;
  /** What is wrong with the models and names of the settings, as the files are now; each a sentence that names its place. */
  readonly problems: () => readonly string[];
  /** Changes when a model file of the user's does: then the analyser has to be made anew. */
  stamp(): string;
}

/** What is wrong in the settings is left out: see {@link PooledAnalyzer.problems}. */
export function createAnalyzer(cwd: string, settings: Settings): PooledAnalyzer {
  const root = settings.root === null ? cwd : resolve(cwd, settings.root);
  const host = createDiskHost({ root, packages: settings.packages });
  const followed = modelOfFollowed(settings.named, (where) => {
    const found = host.resolve(`${host.root}/settings.js`, where);
    return found.kind === "file" && found.path.startsWith(`${host.root}/`) ? found.path.slice(host.root.length + 1) : null;
  });
  const { models, problems } = allModels(root, settings, followed);
  const engine = new Analyzer({ host, models: createModelIndex(models), frontend: parse, mayExport, vocabulary });
  const modelFiles = settings.models.filter((model) => typeof model === "string").map((path) => resolve(root, path));
  return {
    analyzer: engine,
    problems: () => [...settings.problems, ...problems, ...namesThatLeadNowhere(settings.named, root, (file, members) => engine.missingMember(withForwardSlashes(file), members))],
    newRun: () => {
      host.refresh();
      engine.refresh();
    },
    stamp: () => modelFiles.map((path) => host.stamp(path)).join(),
  };
}

function allModels(root: string, settings: Settings, followed: ModelFile | null): { readonly models: readonly CompiledModels[]; readonly problems: readonly string[] } {
  const given = loadUserModels(settings.models, (path) => readText(resolve(root, path)), KINDS);
  const wrappers = loadUserModels([settings.wrapperModel, followed].filter((model) => model !== null), () => null, KINDS);
  const models = [builtInModels(), given.compiled, wrappers.compiled].filter((each) => each !== null);
  return { models, problems: given.errors.map(modelProblem) };
}

/** A model that stands in the settings names its place itself. */
function modelProblem(error: ModelError): string {
  const text = modelErrorText(error);
  return text.startsWith("settings[") ? `${text}${/[.?!]$/.test(text) ? "" : "."}` : problemAt(".models", text);
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
