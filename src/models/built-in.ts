/** The models that ship with the plugin. */
import type { CompiledModels } from "./compiled.js";
import { COMPILED_MODELS_JSON } from "./compiled.generated.js";

let parsed: CompiledModels | null = null;

/** Parsed on the first call, then kept. */
export function builtInModels(): CompiledModels {
  parsed ??= JSON.parse(COMPILED_MODELS_JSON) as CompiledModels;
  return parsed;
}
