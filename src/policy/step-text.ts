/** What the text of one step of a path says: plain readings of a piece of code, for rules that judge a value by how it is called. */

/** What a call is asked for by a constant name, `req.param("password")`; what is read of it; or what it is called itself, `readPassword()`. */
export function askedFor(text: string): string | null {
  return /\(\s*["'`]([^"'`]*)["'`]\s*\)$/.exec(text)?.[1] ?? /\.([\w$]+)$/.exec(text)?.[1] ?? /^(?:await )?([\w$.?]+)\(/.exec(text)?.[1] ?? (text.includes("(") ? null : text);
}

/** A call that makes something new: `generateKey()`, `tokens.create(user)`. */
export const makesNew = (text: string): boolean => /^(?:await )?(?:[\w$]+\.)*(?:generate|create|make|issue|new|random)\w*\(/i.test(text);

/** A field that is read of something that has a name: `manifest.version`, `settings["path"]`. */
export const readsField = (text: string): boolean => /^[\w$]+(?:\??\.(?!toString\b)[\w$]+|\[[^\]]+\])+$/.test(text);

/** A field under a key that is worked out: `headers[name]`. */
export function readsComputedKey(text: string): boolean {
  const key = /\[([^\][]*(?:\[[^\][]*\])?[^\][]*)\]$/.exec(text)?.[1];
  return key !== undefined && !/^(?:["'`].*["'`]|\d+)$/.test(key);
}

/** Names and what is read of them, no call: `session`, `req.body!.user`. */
export const isPlainRead = (text: string): boolean => /^[\w$.?!]+$/.test(text);

/** The one name that a step is about: a variable, all that is put into a template, the only argument of a call; else "". */
export function nameIn(text: string): string {
  const [only, second] = [...text.matchAll(/\$\{([\w$.]+)\}/g)];
  const path = only === undefined ? /^[\w$]+$/.exec(text)?.[0] ?? /\(([\w$.]+)\)$/.exec(text)?.[1] : second === undefined ? only[1] : undefined;
  return path?.split(".").at(-1) ?? "";
}
