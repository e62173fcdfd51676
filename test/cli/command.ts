import { run, type ExitCode } from "../../src/cli/run.js";

export interface CommandResult {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as in a folder, with its output collected. */
export async function command(cwd: string, args: readonly string[], terminal: { readonly isTTY?: boolean; readonly columns?: number } = {}): Promise<CommandResult> {
  let [stdout, stderr] = ["", ""];
  const code = await run(args, {
    cwd: () => cwd,
    stdout: { ...terminal, write: (text) => (stdout += text) },
    stderr: { ...terminal, write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}
