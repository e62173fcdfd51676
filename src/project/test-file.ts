/**
 * Whether a file holds tests, by the names that test runners look for. Only names of files and of `__tests__`-like folders: a
 * folder `test/` also holds servers, fixtures and whole programs. A file that is called nothing but `test.js` may be any of these.
 */
export function isTestFile(path: string): boolean {
  return /[^\\/][._-](test|spec|e2e|cy|stories)\.[cm]?[jt]sx?$/i.test(path) || /[\\/]__(tests|mocks|fixtures)__[\\/]/.test(path);
}

/** The same of a file's absolute path; where the folder itself lies that is linted, says nothing. */
export function isTestFileIn(root: string, path: string): boolean {
  return isTestFile(path.startsWith(root) ? path.slice(root.length) : path);
}
