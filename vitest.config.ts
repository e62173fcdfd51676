import { defineConfig } from "vitest/config";

// The mutations of the reference take minutes and have a command of their own: `npm run test:mutation`.
export default defineConfig({
  test: {
    projects: [{ test: { name: "plugin", include: ["test/**/*.test.ts"], testTimeout: 30_000 } }, "reference"],
  },
});
