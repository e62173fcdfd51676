import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: fileURLToPath(new URL(".", import.meta.url)),
    include: ["*.test.ts"],
    reporters: ["verbose"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The plugin is loaded as it is built, by Node.
    server: { deps: { external: [/\/dist\//] } },
  },
});
