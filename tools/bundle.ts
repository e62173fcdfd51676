/**
 * `npm run build`, second half: what is published, the plugin and its command in a few files. Some three hundred modules cost
 * more to find and read than to run, and everybody who lints would pay that at each start.
 */
import { build } from "rolldown";

await build({
  input: { index: "dist/src/index.js", cli: "dist/src/cli/main.js" },
  platform: "node",
  external: (id) => !/^[./]/.test(id),
  output: { dir: "dist", format: "esm", entryFileNames: "[name].js", chunkFileNames: "shared-[name].js" },
});
