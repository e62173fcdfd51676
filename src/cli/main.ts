#!/usr/bin/env node
import { run } from "./run.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // `instance-actions review | head` closes the pipe: nobody reads on.
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await run(process.argv.slice(2), process);
