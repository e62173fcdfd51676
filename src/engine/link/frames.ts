/** Frames: how a function was entered, interned. */
import type { Entity, Frame, Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";

type FrameContent = Omit<Frame, "id" | "depth" | "closed">;

/** The frames in use, interned. */
export class Frames {
  /** By a number that equal frames share, and few others. */
  #byHash = new Map<number, Frame[]>();
  #last = 0;

  make({ module, fn, site, shift, bound, self, outer }: FrameContent): Frame {
    const place = Math.imul(module.id, 31) + fn;
    const call = site === null ? -1 : Math.imul(site.module.id, 8191) + Math.imul(site.call, 131) + (site.frame?.id ?? 0);
    const receiver = typeof self === "object" && self !== null ? self.id : 0;
    const hash = (Math.imul(Math.imul(place, 65_599) + call, 65_599) + Math.imul(receiver, 127) + (outer?.id ?? 0)) | 0;
    const known = this.#byHash.get(hash);
    if (known !== undefined) {
      for (const frame of known) {
        if (frame.module === module && frame.fn === fn && frame.shift === shift && frame.self === self && frame.outer === outer && isSameSite(frame.site, site) && isSameSite(frame.bound, bound)) return frame;
      }
    }
    const depth = 1 + Math.max(site?.frame?.depth ?? 0, bound?.frame?.depth ?? 0, typeof self === "object" && self !== null ? depthOf(self) : 0, outer === null ? 0 : outer.depth - 1);
    const frame: Frame = { id: ++this.#last, module, fn, site, shift, bound, self, outer, depth, closed: new Map() };
    if (known === undefined) this.#byHash.set(hash, [frame]);
    else known.push(frame);
    return frame;
  }

  /** Lets go of frames that rest on files of earlier runs. Ids go on: an old frame never equals a new one. */
  forget(): void {
    this.#byHash = new Map();
  }
}

function isSameSite(a: Site | null, b: Site | null): boolean {
  if (a === null || b === null) return a === b;
  return a.module === b.module && a.call === b.call && (a.frame ?? null) === (b.frame ?? null);
}

function depthOf(item: Entity): number {
  switch (item.kind) {
    case "instance":
    case "made":
      return Math.max(item.frame?.depth ?? 0, item.site?.frame?.depth ?? 0);
    case "function":
    case "class":
    case "object":
      return item.frame?.depth ?? 0;
    default:
      return 0;
  }
}

/** The frame of a function among those of a chain. */
export function frameOf(frame: Frame | null, module: Loaded, fn: number): Frame | null {
  for (let each = frame; each !== null; each = each.outer) if (each.fn === fn && each.module === module) return each;
  return null;
}
