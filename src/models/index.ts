/** What libraries do: the row format, its loader, and the automaton that answers the engine. See `model.ts`. */
export * from "./model.js";
export { builtInModels } from "./built-in.js";
export { createModelIndex } from "./automaton.js";
export { compileModels } from "./compile-rows.js";
export type { CompiledModels } from "./compiled.js";
export { modelErrorText, parseModelFile, readModelObject } from "./load.js";
export type { LoadedModels, LoadOptions, ModelError } from "./load.js";
export { nearestName } from "./nearest-name.js";
export type { ModelRow } from "./rows.js";
export { loadUserModels } from "./user-models.js";
export type { UserModels } from "./user-models.js";
export type { Kinds } from "./vocabulary.js";
