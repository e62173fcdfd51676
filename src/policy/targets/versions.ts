/** Questions about ranges of versions, asked of `semver` (loaded only where a range has to be read). */
import { createRequire } from "node:module";

type Semver = typeof import("semver");
let loaded: Semver | undefined;
const semver = (): Semver => (loaded ??= createRequire(import.meta.url)("semver") as Semver);

/** The oldest version in a range; `null` when the range is none or has no beginning. */
export function minimumOf(range: string): string | null {
  try {
    const version = semver().minVersion(range)?.version ?? null;
    return version === "0.0.0" ? null : version;
  } catch {
    return null;
  }
}

/**
 * What a comparison of the running version comes to for every version of the range: `true`, `false`, or `null` when it depends.
 * `test`: `< 18`, `>= 18.2.0`, `satisfies ^18`. A version of one number is a major version: `> 18` starts with 19.
 */
export function outcome(test: string, range: string): boolean | null {
  const [, operator = "", version = ""] = /^(<=|>=|<|>|satisfies|[=!]==?)\s*v?(.+)$/.exec(test) ?? [];
  const positive = operator === "satisfies" ? version : operator.startsWith("=") || operator.startsWith("!") ? version : `${operator}${version}`;
  try {
    if (operator === "" || semver().validRange(positive) === null || semver().validRange(range) === null) return null;
    const isAlways = semver().subset(range, positive);
    const isNever = !semver().intersects(range, positive);
    const holds = isAlways ? true : isNever ? false : null;
    return holds !== null && operator.startsWith("!") ? !holds : holds;
  } catch {
    return null;
  }
}
