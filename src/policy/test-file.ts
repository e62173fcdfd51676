/**
 * Whether a file holds tests, by the names that test runners look for. Only names of files and of `__tests__`-like folders: a
 * folder `test/` also holds servers, fixtures and whole programs.
 */
export function isTestFile(path: string): boolean {
  return /[./_-](test|spec|e2e|cy|stories)\.[cm]?[jt]sx?$/i.test(path) || /[\\/]__(tests|mocks|fixtures)__[\\/]/.test(path);
}
