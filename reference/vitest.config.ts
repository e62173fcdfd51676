import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "reference",
    include: ["test/**/*.test.ts"],
    // The files share nothing but modules, and the database's are large.
    isolate: false,
    globalSetup: ["test/setup.ts"],
    testTimeout: 20_000,
    hookTimeout: 40_000,
  },
});
