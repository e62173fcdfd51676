import { createProgress, type Terminal } from "./progress.js";
import { HELP, readArguments } from "./arguments.js";
import { report } from "../formatters/index.js";
import { VERSION } from "../version.js";
import { ReviewError, review } from "./review.js";

/** What the command needs of the process around it. */
export interface Surroundings {
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  cwd(): string;
}

/** 0: nothing found. 1: findings, or files that could not be read. 2: could not run. */
export type ExitCode = 0 | 1 | 2;

/** Runs the command `instance-actions` with these arguments. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { stdout, stderr } = surroundings;
  const command = readArguments(args);
  switch (command.kind) {
    case "help":
      stdout.write(HELP);
      return 0;
    case "version":
      stdout.write(`${VERSION}\n`);
      return 0;
    case "wrong":
      stderr.write(`instance-actions: ${command.reason}\nSee instance-actions --help.\n`);
      return 2;
    case "review": {
      const progress = createProgress(stderr);
      try {
        const outcome = await review({
          ...command,
          cwd: surroundings.cwd(),
          onFile: (done, total, path) => {
            progress.show(done, total, path);
          },
        });
        progress.clear();
        stdout.write(report(outcome, { format: command.format, stats: command.stats, width: Math.min(stdout.columns ?? 80, 100), target: stdout }));
        return outcome.results.some((result) => result.messages.length > 0) ? 1 : 0;
      } catch (error) {
        progress.clear();
        stderr.write(`instance-actions: ${error instanceof ReviewError ? error.message : detail(error)}\n`);
        return 2;
      }
    }
  }
}

function detail(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
