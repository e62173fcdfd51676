#!/usr/bin/env node
import { run } from "./run.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // `instance-actions review | head` closes the pipe: nobody reads on.
  if (error.code !== "EPIPE") throw error;
});

// ESLint warns of an old .eslintignore in the reviewed tree; but nothing there is read as configuration.
process.removeAllListeners("warning");
process.on("warning", (warning) => {
  if (warning.name !== "ESLintIgnoreWarning") console.error(`${warning.name}: ${warning.message}`);
});

process.exitCode = await run(process.argv.slice(2), process);
