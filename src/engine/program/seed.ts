/** A source in a file. */
import type { Content } from "../../models/model.js";
import type { Frame } from "./entity.js";
import type { Loaded } from "./loaded.js";

/** A node, and where in its value the source lies. */
export interface Seed {
  readonly module: Loaded;
  readonly node: number;
  readonly path: readonly Content[];
  readonly kind: string;
  /** The call that made a function of another file a callback (and so its parameter a source); else -1. */
  readonly call: number;
  /** What is known of the functions around a callback that was made elsewhere. */
  readonly frame: Frame | null;
  /** The source is found without the frame, too: only what needs the frame is new. */
  readonly known: boolean;
}
