/** Shapes that do not work yet, each with its reason. A test holds every entry to its word, so that a repair shows. */
export interface KnownFault {
  /** MISSING: the flawed code is not reported. TWICE: it is, in more than one place. SPURIOUS: the clean twin is reported. */
  readonly what: "MISSING" | "TWICE" | "SPURIOUS";
  readonly shape: string;
  /** Names of flows. */
  readonly flows: "all" | readonly string[];
  /** Names of guards, for SPURIOUS. Default: all of the flow. */
  readonly guards?: readonly string[];
  readonly why: string;
}

export const knownFaults: readonly KnownFault[] = [];
