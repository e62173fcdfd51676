import { DATA_EXTENSIONS, DECLARATION_EXTENSIONS, EXTENSION_ALIASES, SOURCE_EXTENSIONS } from "./file-kinds.js";

/** The extensions that an import may leave out, best first. */
export const TRIED_EXTENSIONS: readonly string[] = [...SOURCE_EXTENSIONS, ...DATA_EXTENSIONS, ...DECLARATION_EXTENSIONS];

/**
 * The file that an absolute path stands for, among those that `isFile` knows: a source for its output's extension, the
 * path as it is, with an extension, or the folder's index. `directoryOnly`: it was written with a slash at its end.
 */
export function probePath(path: string, isFile: (path: string) => boolean, directoryOnly: boolean): string | undefined {
  return (directoryOnly ? undefined : probeFile(path, isFile)) ?? probeFile(`${path === "/" ? "" : path}/index`, isFile);
}

function probeFile(path: string, isFile: (path: string) => boolean): string | undefined {
  const extension = path.slice(Math.max(path.lastIndexOf("."), path.lastIndexOf("/")));
  for (const alias of EXTENSION_ALIASES.get(extension) ?? []) {
    const source = path.slice(0, -extension.length) + alias;
    if (isFile(source)) return source;
  }
  if (isFile(path)) return path;
  const added = TRIED_EXTENSIONS.find((candidate) => isFile(path + candidate));
  return added === undefined ? undefined : path + added;
}
