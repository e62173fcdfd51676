/** Equal to `version` in package.json (a test holds them together). */
export const VERSION = "0.1.0";
/** The package's name, as it is installed. */
export const PACKAGE = "eslint-plugin-instance-actions";
/** The prefix of the rules, and the key under `settings`. */
export const NAMESPACE = "instance-actions";
