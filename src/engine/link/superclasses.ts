/** What stands above a class. */
import { NO_ENTITIES } from "../program/entity-set.js";
import type { Entity, Frame } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { close } from "./closing.js";
import type { Linker } from "./linker.js";

/** The classes above a class: of the project, or libraries' states. */
export function superclasses(linker: Linker, module: Loaded, cls: number, frame: Frame | null = null): readonly Entity[] {
  const info = module.flow.classes[cls];
  return info === undefined || info.superNode < 0 ? NO_ENTITIES : close(linker, linker.of(module, info.superNode), frame);
}
