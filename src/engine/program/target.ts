/** What a call reaches. */
import type { CallEffects } from "../../models/model.js";
import type { Entity, Frame, Site } from "./entity.js";
import type { Loaded } from "./loaded.js";

export type Target =
  | {
      readonly kind: "function";
      readonly module: Loaded;
      readonly fn: number;
      /** What entered the functions around it. */
      readonly closure: Frame | null;
      /** The `bind` call that fixed its first arguments. */
      readonly bound: Site | null;
      /** Who becomes `this`: the receiver, the call's own result (`new`), the first argument (`f.call`), or nothing known. */
      readonly self: "receiver" | "result" | "first" | "none";
      /** Parameter index = argument index + offset. */
      readonly offset: number;
      /** `f.apply(self, list)`: the list's elements are the arguments. */
      readonly apply: boolean;
      /** Takes only `this` (field initialisers). */
      readonly selfOnly: boolean;
      /** Kept: the frame of entering it, by the last call that asked. */
      entered?: Frame;
    }
  /** `maker`: the call that made what is called, where rows ask how it was made. */
  | { readonly kind: "library"; readonly effects: CallEffects; readonly maker: Site | null }
  | { readonly kind: "symbol"; readonly symbol: Entity & { kind: "symbol" } };

export type FunctionTarget = Target & { kind: "function" };
export type LibraryTarget = Target & { kind: "library" };
