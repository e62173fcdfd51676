/** Puts the engine together for a linting directory: files from disk, models, the frontend. The one place that knows them all. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { builtInModels, createModelIndex, loadUserModels, modelErrorText, type CompiledModels } from "../models/index.js";
import { createDiskHost } from "../project/index.js";
import { Analyzer } from "../engine/index.js";
import { mayExport } from "../frontends/ecmascript/may-export.js";
import { parse } from "../frontends/ecmascript/parse.js";
import { vocabulary } from "./vocabulary.js";
import { SettingsError, type Settings } from "../settings/index.js";
import type { FlowAnalyzer } from "./analyzer.js";
import { KINDS } from "./kinds.js";

/** An analyser with what the pool must know of it. */
export interface PooledAnalyzer {
  readonly analyzer: FlowAnalyzer;
  /** The disk may have changed since the last question. */
  newRun(): void;
  /** Changes when a model file of the user's does: then the analyser has to be made anew. */
  stamp(): string;
}

/** Throws {@link SettingsError} when a model of the user's is wrong. */
export function createAnalyzer(cwd: string, settings: Settings): PooledAnalyzer {
  const root = settings.root === null ? cwd : resolve(cwd, settings.root);
  const host = createDiskHost({ root, packages: settings.packages });
  const engine = new Analyzer({ host, models: createModelIndex(allModels(root, settings)), frontend: parse, mayExport, vocabulary });
  const modelFiles = settings.models.filter((model) => typeof model === "string").map((path) => resolve(root, path));
  return {
    analyzer: engine,
    newRun: () => {
      host.refresh();
      engine.refresh();
    },
    stamp: () => modelFiles.map((path) => host.stamp(path)).join(),
  };
}

function allModels(root: string, settings: Settings): readonly CompiledModels[] {
  const given = loadUserModels(settings.models, (path) => readText(resolve(root, path)), KINDS);
  const error = given.errors[0];
  if (error !== undefined) throw new SettingsError(".models", modelErrorText(error));
  const wrappers = loadUserModels(settings.wrapperModel, () => null, KINDS);
  return [builtInModels(), given.compiled, wrappers.compiled].filter((models) => models !== null);
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
