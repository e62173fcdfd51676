/**
 * Whether a file fills or changes a database from outside the program, by the names that migration tools and ORMs give: seeds and
 * migrations. Seeds are run again from nothing; most tools run each migration in a transaction.
 */
export function isSetUpFile(path: string): boolean {
  return /[\\/](?:seeds?|seeders?|migrations?)[\\/]/i.test(path) || /[\\/](?:[^\\/]*[._-])?seed(?:er|s)?\.[cm]?[jt]sx?$/i.test(path);
}
