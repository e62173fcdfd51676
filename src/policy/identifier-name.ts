/**
 * Which names say "identifier of a record", and which say whose it is: a bound parameter or a condition is data of
 * any sort, and only its column or the field it came from tells an id from a search word.
 *
 * An id: `id`, `_id`, `uuid`, `guid`, `pk`, `key` as a word of its own or as the last word of a longer name (`userId`,
 * `instance_uuid`, `apiKeyId`, `primaryKey`), and plurals of these (`ids`, `instanceUuids`).
 * Not an id: `valid`, `grid`, `paid` (no word boundary), `idle`; and words where `key` is a sort or secret, not a record:
 * `sortKey`, `apiKey`, `secretKey`, `publicKey`, …
 */
import type { Flow } from "../engine/api.js";

const ID_WORDS = new Set(["id", "ids", "uuid", "uuids", "guid", "guids", "ulid", "ulids", "pk", "oid", "identifier", "identifiers"]);
const RECORD_KEYS = new Set(["primary", "foreign", "record", "row", "entity", "partition", "object", "instance"]);

export function isIdentifierName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined) return false;
  if (ID_WORDS.has(last)) return true;
  const before = words.at(-2);
  return last === "key" && before !== undefined && RECORD_KEYS.has(before);
}

/** `instance_uuid`, `instanceUuid`, `InstanceUUID`, `instance-uuid` → `["instance", "uuid"]`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** Names inside a condition that are operators of a query language, not columns. */
const OPERATORS = new Set(["equals", "in", "notIn", "not", "eq", "ne", "lt", "lte", "gt", "gte", "AND", "OR", "NOT", "and", "or", "is", "where", "set", "connect", "some", "every", "none"]);

/**
 * The column under which a value lies in a condition or a record: the last name that is neither an operator (`$eq`, `equals`)
 * nor an element of a list. `null`: the value is the whole object, or lies at an unknown place.
 */
export function columnOf(path: readonly string[]): string | null {
  for (const name of path.toReversed()) {
    if (name === "[]" || name.startsWith("$") || name.startsWith("<") || /^\d+$/.test(name) || OPERATORS.has(name)) continue;
    return name;
  }
  return null;
}

/**
 * What the source of a flow is called: the last name read from its root, or the name of the root itself (`instanceUuid:
 * string` as a parameter). `null`: it has no name.
 */
export function sourceName(flow: Flow): string | null {
  return columnOf(flow.sourcePath) ?? /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(flow.steps[0]?.text ?? "")?.[0] ?? null;
}

/** Whether a column of that name says whose a record is: `userId`, `owner_uuid`, `tenantId`. */
export function isOwnerName(name: string): boolean {
  return OWNER.test(name);
}

/** Whether it says who made a record that others may well see: `authorId`, `created_by`. */
export function isAuthorName(name: string): boolean {
  return AUTHOR.test(name);
}

const AUTHOR = /^(?:author|creator|created_?by|profile)(?:_?(?:id|uuid))?$/i;
const OWNER = /^(?:user|owner|customer|account|tenant|project|team|org|organi[sz]ation|author|creator|created_?by|member|profile|subscriber|environment)(?:_?(?:id|uuid))?$/i;
