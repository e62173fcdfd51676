import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [{ test: { name: "plugin", include: ["test/**/*.test.ts"], testTimeout: 30_000 } }, "reference", "reference/mutation"],
  },
});
