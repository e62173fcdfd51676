/**
 * Placeholders of SQL texts, as far as finding them goes: which style a statement uses for the value at a path of its parameters.
 * Style `raw`: the driver puts the value into the text as it is (pg-promise's `:raw`, `^`, and `:value` outside single quotes).
 */
export function placeholderStyle(text: string, path: readonly string[], style: string): boolean {
  if (style !== "raw") return false;
  const [name] = path;
  const wanted = (found: string): boolean => name === undefined || name === "[]" || found === name || (/^\d+$/.test(name) && found === String(Number(name) + 1));
  // A parameter that is not a list or an object is `$1`.
  const single = name === undefined;
  const pattern = /\$(?:(\d+)|([{(<[/])\s*([\w.]+)\s*(:\w+|\^|#|~)?\s*[})>\]/])(:\w+|\^|#)?/g;
  for (const match of text.matchAll(pattern)) {
    const key = match[1] ?? match[3] ?? "";
    const filter = match[4] ?? match[5] ?? "";
    if (!(single ? key === "1" || match[3] !== undefined : wanted(key))) continue;
    if (filter === ":raw" || filter === "^") return true;
    if ((filter === ":value" || filter === "#") && !inSingleQuotes(text, match.index)) return true;
  }
  return false;
}

/** True when the offset lies inside a single-quoted SQL string, where the driver's escaping of quotes suffices. */
function inSingleQuotes(text: string, offset: number): boolean {
  let quote = "";
  for (let at = 0; at < offset; at++) {
    const char = text.charAt(at);
    if (quote === "") {
      if (char === "'" || char === '"') quote = char;
    } else if (char === quote) quote = "";
  }
  return quote === "'";
}
