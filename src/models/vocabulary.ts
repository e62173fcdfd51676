/**
 * Which kinds a row may name. The vocabulary itself belongs to the policies (`src/policy/kinds.ts`), so it is handed in.
 *
 * Kinds of a user's CodeQL model pack: those with a counterpart are mapped; the others (`commandargs`,
 * `database-access-result`, `path-injection`, …, or kinds of the team's own queries) have no rule here, so their rows are
 * skipped without a word: the pack must work unchanged. Only what looks like a misspelt kind is an error.
 */
import { editDistance, nearestName } from "./nearest-name.js";

export interface Kinds {
  readonly source: readonly string[];
  readonly sink: readonly string[];
  readonly barrier: readonly string[];
  readonly effect: readonly string[];
}
export type KindRole = keyof Kinds;

/** `built-in`: our own rows, held to the letter. `user`: rows from the settings, where CodeQL's packs are welcome. */
export type Origin = "built-in" | "user";

/** `ignored`: a kind of CodeQL's that no rule here looks at. */
export type KindAnswer = { readonly kind: string } | { readonly ignored: true } | { readonly reason: string };

const CODEQL_COUNTERPARTS: Readonly<Record<KindRole, ReadonlyMap<string, string>>> = {
  source: new Map([["request", "remote"], ["response", "fetched"], ["browser-url", "browser"], ["browser-url-query", "browser"], ["browser-url-fragment", "browser"], ["browser-url-path", "browser"], ["browser-window-name", "browser"], ["browser-message-event", "browser"]]),
  sink: new Map([["mongodb.sink", "nosql-injection"]]),
  barrier: new Map(),
  effect: new Map(),
};

/** CodeQL's kinds without a counterpart, so that none of them is taken for a misspelt one. */
const CODEQL_KINDS: ReadonlySet<string> = new Set([
  ...["remote", "request", "response", "local", "database", "database-access-result", "commandargs", "file", "stdin"],
  ...["view-component-input", "browser", "browser-url", "browser-url-query", "browser-url-fragment", "browser-url-path"],
  ...["browser-window-name", "browser-message-event", "reverse-dns", "windows-registry"],
  ...["code-injection", "command-injection", "path-injection", "html-injection", "request-forgery", "url-redirection"],
  ...["unsafe-deserialization", "log-injection", "sql-injection", "nosql-injection", "mongodb.sink", "cors-origin"],
  ...["credentials-key", "credentials-password", "credentials-username", "hasher", "encryption-algorithm", "xpath-injection"],
  ...["ldap-injection", "xxe", "response-splitting", "template-injection", "regex-injection", "file-content-store"],
]);

export function resolveKind(kind: string, role: KindRole, kinds: Kinds, lenient: { readonly origin: Origin; readonly pack: string | null }): KindAnswer {
  const known = kinds[role];
  if (known.includes(kind)) return { kind };
  const near = nearestName(kind, known);
  const reason = `unknown ${role} kind "${kind}"${near === null ? `; known kinds: ${known.join(", ")}` : ` (did you mean "${near}"?)`}`;
  if (lenient.origin === "built-in") return { reason };
  const counterpart = CODEQL_COUNTERPARTS[role].get(kind);
  if (counterpart !== undefined && known.includes(counterpart)) return { kind: counterpart };
  if (!isCodeqlPack(lenient.pack)) return { reason };
  const misspelt = !CODEQL_KINDS.has(kind) && [...known, ...CODEQL_KINDS].some((each) => editDistance(kind, each, 3) <= 2);
  return misspelt ? { reason } : { ignored: true };
}

export function isCodeqlPack(pack: string | null): boolean {
  return pack?.startsWith("codeql/") === true;
}

/** A pack of CodeQL's for another language (`codeql/java-all`): its rows have other columns and say nothing of JavaScript. */
export function isForeignPack(pack: string | null): boolean {
  return pack !== null && /^codeql\/[a-z]+-(?:all|queries)$/u.test(pack) && !pack.startsWith("codeql/javascript-");
}
