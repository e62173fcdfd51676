/** Limits of what the project floor reads. Each is a count or a size, never a time; hitting one is said, not hidden. */

/** Files above this many bytes are not read: bundles and generated data, which cost seconds and hold no one's code. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;

/** Source files that the heritage index of one project, or of one package of a workspace, takes in. Above it the scan stops and says so in `problems()`. */
export const MAX_SCANNED_FILES = 60_000;

/** Characters after `class X` in which its heritage clauses must end. */
export const MAX_HERITAGE_LENGTH = 2_000;

/** Length of a tsconfig `extends` chain. Cycles end here too. */
export const MAX_EXTENDS_DEPTH = 32;

/** Directory levels that a `**` in a workspace pattern may stand for. */
export const MAX_WORKSPACE_DEPTH = 6;
