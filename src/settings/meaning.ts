/** Which settings have a meaning for a rule: those whose rows speak of a kind that its policy reads. */
import { WRAPPER_KEYS, kindsOfWrapper, type WrapperKey } from "./wrappers.js";

/** What a policy reads, by the role that a row gives it. */
export interface ReadKinds {
  readonly sinks: readonly string[];
  readonly barriers: readonly string[];
  readonly effects: readonly string[];
}

export function keysThatMatter({ sinks, barriers, effects }: ReadKinds): readonly WrapperKey[] {
  const read = { sink: sinks, barrier: barriers, effect: effects };
  return WRAPPER_KEYS.filter((key) => kindsOfWrapper(key).some(({ role, kind }) => read[role].includes(kind)));
}
