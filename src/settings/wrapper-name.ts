/**
 * Names of project functions in the settings: `<where>#<member path>`.
 *
 *     src/policy.js#requireOwner       a file of the project, relative to the linting directory
 *     ./src/policy#requireOwner        the same; the extension does not matter
 *     @acme/log#logger.info            a package, and a member of an export
 *     @acme/db#Repository.findById     a method: static, or of an instance
 *     @app/log#info                    an alias of the tsconfig or of package.json ("#log"), as imports write it
 *     src/mask.js                      what the module itself is (its default export, or `module.exports = …`)
 */

/** Where a name leads: the root and the paths of a model row. */
export interface NamedValue {
  /** As written, before the "#". */
  readonly where: string;
  readonly members: readonly string[];
  /** The "type" column. */
  readonly type: string;
  /** The "path" column of each way to read the name; never empty. */
  readonly paths: readonly string[];
  /** The last member; the file's or package's own name when there is none. */
  readonly name: string;
}

const SOURCE_FILE = /\.[cm]?[jt]sx?$/;
const MEMBER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** Reads a name, or says in a sentence what is wrong with it. */
export function readName(text: string): NamedValue | { readonly reason: string } {
  // `#db/log#info`: an import path of the package's own.
  const hash = text.indexOf("#", /^#[^#]+#/.test(text) ? 1 : 0);
  const where = (hash === -1 ? text : text.slice(0, hash)).trim();
  if (where === "") return { reason: `"${text}" names no file and no package; write "src/policy.js#requireOwner" or "@acme/log#logger.info"` };
  if (/^(\/|[A-Za-z]:[\\/])/.test(where)) return { reason: `"${where}" is an absolute path; write it relative to the linting directory` };
  if (where.startsWith("../")) return { reason: `"${where}" lies outside the linting directory` };
  const members = hash === -1 ? [] : text.slice(hash + 1).split(".").map((member) => member.trim());
  const bad = members.find((member) => !MEMBER.test(member));
  if (bad !== undefined) return { reason: `"${bad}" in "${text}" is not a name; after "#" write names separated by dots` };
  return { where, members, type: rootOf(where), paths: pathsOf(members), name: members.at(-1) ?? where };
}

/** Whether a name is of a file of the project. */
export const isFileName = ({ type }: NamedValue): boolean => type.startsWith("./");

/** A path is what starts with `./` or ends like a source file; anything else, and what starts like a scope or an alias, is a package. */
function rootOf(where: string): string {
  if (/^(?:\.\/|[@#~])/.test(where)) return where;
  return SOURCE_FILE.test(where) ? `./${where}` : where;
}

/** `A.b` may be a static member or a method of A's instances: only the code knows, so both are said. */
function pathsOf(members: readonly string[]): readonly string[] {
  const steps = members.map((member) => `Member[${member}]`);
  if (steps.length === 0) return ["", "Member[default]"];
  const direct = steps.join(".");
  if (steps.length === 1) return [direct];
  return [direct, [...steps.slice(0, -1), "Instance", steps.at(-1) ?? ""].join(".")];
}
