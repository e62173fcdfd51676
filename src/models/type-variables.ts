/**
 * `TypeVar[name]`: a step that stands for the paths which `typeVariableModel` rows give the name (CodeQL's way to write
 * "the type parameter of this generic type"). Expanded when rows are compiled; known within one set of rows only.
 */
import { compareText, pathText } from "./path.js";
import type { Path } from "./path.js";
import type { ModelRow } from "./rows.js";

export type TypeVariables = ReadonlyMap<string, readonly Path[]>;

/** A variable may use another, this deep; and a row stands for at most this many paths. Both end what refers to itself. */
const MAX_DEPTH = 6;
const MAX_PATHS = 256;

export function typeVariables(rows: readonly ModelRow[]): TypeVariables {
  const variables = new Map<string, Path[]>();
  for (const row of rows) {
    if (row.extensible !== "typeVariableModel") continue;
    const paths = variables.get(row.name);
    if (paths === undefined) variables.set(row.name, [row.path]);
    else paths.push(row.path);
  }
  for (const paths of variables.values()) paths.sort((a, b) => compareText(pathText(a), pathText(b)));
  return variables;
}

/** The paths that the path stands for: itself when it has no variable, none when a variable is unknown. */
export function expandTypeVariables(path: Path, variables: TypeVariables, depth = 0): Path[] {
  let expanded: Path[] = [[]];
  for (const step of path) {
    let ways: readonly Path[] = [[step]];
    if (step.op === "TypeVar") {
      const own = depth < MAX_DEPTH ? step.names.flatMap((name) => variables.get(name) ?? []) : [];
      ways = own.flatMap((way) => expandTypeVariables(way, variables, depth + 1));
    }
    expanded = expanded.flatMap((prefix) => ways.map((way) => [...prefix, ...way])).slice(0, MAX_PATHS);
  }
  return expanded;
}

/** The rows that use a variable which no row defines: they match nothing. */
export function rowsWithUnknownVariables(rows: readonly ModelRow[]): { readonly row: ModelRow; readonly name: string }[] {
  const variables = typeVariables(rows);
  return rows.flatMap((row) =>
    row.path.flatMap((step) => (step.op === "TypeVar" ? step.names.filter((name) => !variables.has(name)).map((name) => ({ row, name })) : [])),
  );
}
