import { parseArgs } from "node:util";
import type { PresetName } from "../configs.js";
import type { ReportFormat } from "../formatters/index.js";

export const HELP = `\
instance-actions: follows data through JavaScript and TypeScript, and reports
where it goes wrong.

Usage
  instance-actions review [path…]   review files and folders; no path: the
                                    flawed model that comes with the rules

Options
  --preset recommended|strict   precision first (default), or everything the
                                reviews asked for, for action and event code
  --format stylish|json         for people (default), or ESLint's JSON results
  --stats                       add what the analysis did: files, functions,
                                flows, bounds hit, files it could not look into
  --help, --version

The reviewed tree needs no configuration, and its own ESLint configuration is
not read. Comments such as
  // eslint-disable-next-line instance-actions/no-sql-injection -- reason
are respected. Left out: node_modules, dist, build, out, coverage, folders whose
name starts with a dot, declaration files and minified files.

Exit code: 0 nothing found, 1 findings, 2 could not run.
`;

export type Command =
  | { readonly kind: "help" | "version" }
  | { readonly kind: "wrong"; readonly reason: string }
  | { readonly kind: "review"; readonly paths: readonly string[]; readonly preset: PresetName; readonly format: ReportFormat; readonly stats: boolean };

/** Reads the command line. Never throws: what is wrong is part of the answer. */
export function readArguments(args: readonly string[]): Command {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return { kind: "wrong", reason: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) };
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  const [command, ...paths] = positionals;
  if (command === undefined) return { kind: "help" };
  if (command !== "review") return { kind: "wrong", reason: `unknown command "${command}"; the command is "review"` };
  const { preset, format } = values;
  if (preset !== "recommended" && preset !== "strict") return { kind: "wrong", reason: `unknown preset "${preset}"; write recommended or strict` };
  if (format !== "stylish" && format !== "json") return { kind: "wrong", reason: `unknown format "${format}"; write stylish or json` };
  return { kind: "review", paths, preset, format, stats: values.stats === true };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      preset: { type: "string", default: "recommended" },
      format: { type: "string", default: "stylish" },
      stats: { type: "boolean" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "v" },
    },
  });
}
