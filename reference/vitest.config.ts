import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/announce.ts"],
    testTimeout: 20_000,
    hookTimeout: 40_000,
  },
});
