/** What the environment sets. */
import { randomBytes } from "node:crypto";
import { z } from "zod";

const Environment = z.object({
  /** A free port by default. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HOST: z.string().default("127.0.0.1"),
  /** A PostgreSQL server; by default the database is in this process and in memory. */
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/ }).optional(),
  /** The key that tokens are signed with: 32 bytes or more, in base64. By default one that nobody else has, for this run. */
  TOKEN_KEY: z
    .base64()
    .transform((text) => Buffer.from(text, "base64"))
    .refine((key) => key.length >= 32, "needs 32 bytes")
    .default(() => randomBytes(32)),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | null;
  readonly tokenKey: Uint8Array;
  readonly logLevel: string;
}

/** Throws an error that names each variable that is wrong, and not its value. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = Environment.safeParse(environment);
  if (!read.success) throw new Error(`The environment is not right:\n${z.prettifyError(read.error)}`);
  const { PORT, HOST, DATABASE_URL, TOKEN_KEY, LOG_LEVEL } = read.data;
  return { port: PORT, host: HOST, databaseUrl: DATABASE_URL ?? null, tokenKey: TOKEN_KEY, logLevel: LOG_LEVEL };
}
