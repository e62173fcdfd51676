import type { DiskFiles } from "./disk-files.js";
import { isObject, type JsonObject } from "./json-text.js";
import type { ProblemLog } from "./problems.js";

/** A `package.json` and where it stands. */
export interface Package {
  readonly directory: string;
  readonly manifest: JsonObject;
}

/** Reads `directory/package.json`; one that is broken is a problem to tell and counts as empty, one that is not there as undefined. */
export function readPackage(directory: string, files: DiskFiles, problems: ProblemLog): Package | undefined {
  const path = `${directory === "/" ? "" : directory}/package.json`;
  if (files.stamp(path) === null) return undefined;
  problems.clear(path);
  const content = files.read(path);
  if (content.kind === "none") {
    problems.add(path, `this package.json cannot be read: ${content.reason}; its name, exports and workspaces are not known`);
    return { directory, manifest: {} };
  }
  try {
    const manifest: unknown = JSON.parse(content.text);
    if (isObject(manifest)) return { directory, manifest };
    problems.add(path, "this package.json holds no JSON object; its name, exports and workspaces are not known");
  } catch (error) {
    problems.add(path, `this package.json is no valid JSON (${messageOf(error)}); its name, exports and workspaces are not known`);
  }
  return { directory, manifest: {} };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
