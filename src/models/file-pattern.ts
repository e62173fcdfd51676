/**
 * Roots that are patterns of file paths: a framework that finds its handlers by where their files lie (`pages/api/**`). They begin
 * with `**` and a slash; `*` stands for anything in one folder or file name, `**` for folders, `{a,b}` for either.
 */

export const isFilePattern = (type: string): boolean => type.startsWith("**/");

/** A test of paths with `/`. */
export function filePattern(type: string): RegExp {
  const text = type.replaceAll(/\*\*\/|\*\*|\*|\{|\}|,|[.+^$()|[\]\\?]/gu, (token, at: number) => {
    switch (token) {
      case "**/":
        return "(?:.*/)?";
      case "**":
        return ".*";
      case "*":
        return "[^/]*";
      case "{":
        return "(?:";
      case "}":
        return ")";
      case ",":
        return isInBraces(type, at) ? "|" : ",";
      default:
        return `\\${token}`;
    }
  });
  return new RegExp(`^${text}$`, "u");
}

function isInBraces(type: string, at: number): boolean {
  return type.lastIndexOf("{", at) > type.lastIndexOf("}", at);
}

/** The names of files, in any folder, that a pattern of one segment matches: `**` + `/{middleware,proxy}.*`. */
export function namesMatching(type: string): readonly string[] {
  const segment = type.slice("**/".length);
  if (segment.includes("/")) return [];
  const [, before = "", choice = "", after = ""] = /^([^{]*)(?:\{([^}]*)\})?([^{]*)$/u.exec(segment) ?? [];
  const names = choice === "" ? [before] : choice.split(",").map((each) => before + each + after);
  return names.flatMap((name) => (name.endsWith(".*") ? EXTENSIONS.map((extension) => name.slice(0, -1) + extension) : name.includes("*") ? [] : [name]));
}
const EXTENSIONS = ["ts", "js", "tsx", "mts", "mjs", "jsx", "cjs"];
