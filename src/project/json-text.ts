/** Comments, and commas before a closing bracket; strings are matched first, so that nothing inside one is touched. */
const NOT_JSON = /("(?:\\.|[^"\\])*")|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*[}\]])/gu;

/** A JSON object with named members of unknown type. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** JSON as tsconfig files have it: with comments and trailing commas. Throws the `SyntaxError` of `JSON.parse`. */
export function parseJsonWithComments(text: string): unknown {
  return JSON.parse(text.replace(NOT_JSON, (_, string: string | undefined) => string ?? ""));
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The strings of a value that should be a list of strings; anything else counts as none. */
export function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
