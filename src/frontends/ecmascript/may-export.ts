/** Whether a file needs parsing to learn what it exports under a name. */

/** What lets a file export names that its text does not hold after `export`: everything of another file, CommonJS, patterns, escapes. */
const HANDS_ON = /\bexports\b|\bexport\s*(?:\*|=|@)|\bexport\s+(?:const|let|var)\s*[{[]|\\u/;
const tests = new Map<string, RegExp>();

/**
 * Whether a text may export a name: false only when it shows, without being parsed, that it does not. In code bases with index
 * files most files are looked at for a name that another file has. The text is read once for all names.
 */
export function mayExport(text: string): (name: string) => boolean {
  if (HANDS_ON.test(text)) return () => true;
  return (name) => text.includes(name) && testOf(name).test(text);
}

function testOf(name: string): RegExp {
  let test = tests.get(name);
  if (test === undefined) {
    const word = `(?<![\\w$])${name.replace(/[^\w]/g, "\\$&")}(?![\\w$])`;
    // `export class Name`, `export { a as Name }`, `export const a = {}, Name = 1`
    test = new RegExp(`\\bexport\\b[^;{}=]*${word}|\\bexport\\s*(?:type\\s*)?\\{[^}]*${word}|,\\s*${word}\\s*[=:!]`);
    tests.set(name, test);
  }
  return test;
}
