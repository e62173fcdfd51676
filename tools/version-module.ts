import { currentText, type Output } from "./generated-file.js";

/** `src/version.ts` names the version of package.json: the plugin must not read files to know its own. */
export function versionModule(output: Output): void {
  const manifest: unknown = JSON.parse(currentText("package.json") ?? "{}");
  const version = typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
  const text = currentText("src/version.ts") ?? "";
  output.put("src/version.ts", text.replace(/(VERSION = )"[^"]*"/, `$1"${version}"`));
}
