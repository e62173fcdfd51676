import colors from "picocolors";

/** A stream, as far as colours go. */
export interface ColourTarget {
  readonly isTTY?: boolean;
}

export type Style = Pick<ReturnType<typeof colors.createColors>, "bold" | "dim" | "red" | "underline">;

/** Colours on a terminal; `NO_COLOR` and `FORCE_COLOR` have the last word (https://no-color.org). */
export function createStyle(target: ColourTarget, environment: NodeJS.ProcessEnv = process.env): Style {
  return colors.createColors(isColoured(target, environment));
}

function isColoured(target: ColourTarget, { NO_COLOR: off = "", FORCE_COLOR: on = "" }: NodeJS.ProcessEnv): boolean {
  if (off !== "") return false;
  return on === "" ? target.isTTY === true : on !== "0" && on !== "false";
}
