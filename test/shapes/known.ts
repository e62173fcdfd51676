/** Shapes that do not work yet, each with its reason. A test holds every entry to its word, so that a repair shows. */
export interface KnownFault {
  /**
   * MISSING: the flawed code is not reported. TWICE: it is, in more than one place. SPURIOUS: a clean twin is reported.
   * ORIGIN: the flawed code is reported, by a path that does not begin at the source.
   */
  readonly what: "MISSING" | "TWICE" | "SPURIOUS" | "ORIGIN";
  readonly shapes: "all" | readonly string[];
  /** Names of flows. */
  readonly flows: "all" | readonly string[];
  /** Shapes among them that do work. */
  readonly except?: readonly string[];
  /** Names of guards, for SPURIOUS. Default: all of the flow. */
  readonly guards?: readonly string[];
  readonly why: string;
}

/** The first that fits counts. */
export const knownFaults: readonly KnownFault[] = [
  { what: "MISSING", shapes: ["callee mutation of a deeper object"], flows: "all", why: "a write through one name of an object is not seen by another name that was made before" },
  { what: "MISSING", shapes: ["event emitter"], flows: "all", why: "emit() and on() of an emitter are not joined" },
  {
    what: "MISSING",
    shapes: ["wrapped handler"],
    flows: ["express error handler → redis set"],
    why: "no fault: a wrapper that takes a rest parameter has no four parameters, so express does not call it with errors",
  },
];
