/**
 * `npm run build`, second half: what is published, the plugin and its command in a few files. Some three hundred modules cost
 * more to find and read than to run, and everybody who lints would pay that at each start.
 */
import { build } from "rolldown";

await build({
  input: { index: "dist/src/index.js", cli: "dist/src/cli/main.js" },
  platform: "node",
  external: (id) => !/^[./]/.test(id),
  output: {
    dir: "dist", format: "esm", entryFileNames: "[name].js", chunkFileNames: "shared-[name].js",
    // Names stay, for stack traces.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
  plugins: [{ name: "ascii", generateBundle: (_, bundle) => { for (const file of Object.values(bundle)) if (file.type === "chunk") file.code = asciiOnly(file.code); } }],
});

/** A source of other characters takes two bytes for each, in the file cache of Node and while it is read. */
function asciiOnly(code: string): string {
  return code.replace(/[^\p{ASCII}]/gu, (text) => Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""));
}
