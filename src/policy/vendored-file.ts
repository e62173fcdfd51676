/** How far into a file its version is looked for. */
const HEAD = 4000;

/**
 * Whether a file is a copy of another project's release, by its own word: it is minified, or it opens with a comment that names
 * an author or a licence, and gives its version, there or as a constant. A licence alone says nothing: many projects put their
 * own on every file. Only JavaScript: what is copied is what was published.
 */
export function isVendored(path: string, text: string): boolean {
  if (!/\.[cm]?js$/i.test(path)) return false;
  if (/[.-]min\.[cm]?js$/i.test(path)) return true;
  const head = text.slice(0, HEAD);
  const banner = /^\s*(?:\/\*[\s\S]*?\*\/|(?:\/\/.*\s+)+)/.exec(head)?.[0] ?? "";
  if (!/@(?:author|license|licence|preserve|copyright)\b|\bcopyright\b|\(c\)|\blicen[sc]ed?\b/i.test(banner)) return false;
  return /\bv?\d+\.\d+\.\d+\b|\bversion:? \d|@version\b/i.test(banner) || /\b(?:VERSION|REVISION)["']?\s*[:=]\s*["']v?\d/i.test(head.slice(banner.length));
}
