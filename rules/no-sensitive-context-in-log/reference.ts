/**
 * The context of a request, and what is made of it: the columns of an action and of its events, which hold who asked; and the check of
 * a policy. The log tells what was asked and how it ended, and which requests belong together; who asked is in the records.
 */
import { createHash } from "node:crypto";
import { pino, type DestinationStream, type Logger } from "pino";

/** Whose request this is, and with what rights: made once per request, by what verified the token. */
export interface CallerContext {
  readonly userId: string;
  readonly projectId: string;
  readonly roles: readonly ("admin" | "member" | "reader")[];
  readonly requestId: string;
  /** For calls of other services on behalf of the caller. */
  readonly token: string;
}

export class Forbidden extends Error {
  override readonly name = "Forbidden";
}

const SECRET = ["authorization", "cookie", "password", "token", "tokenKey", "secret"];

/** What is secret is taken out of each line, wherever it appears: for whatever the code below does not foresee. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level, redact: { paths, censor: "[removed]" } }, destination);
}

/** The columns of an action. */
export function packActionStart(context: CallerContext, instanceUuid: string, action: string, now: Date) {
  const { requestId, userId, projectId } = context;
  return { action, instanceUuid, requestId, userId, projectId, startTime: now, updatedAt: now };
}

export function packActionFinish(context: CallerContext, instanceUuid: string, now: Date) {
  return { instanceUuid, requestId: context.requestId, finishTime: now, updatedAt: now };
}

export function packEventStart(context: CallerContext, event: string, host: string | null, now: Date) {
  return { event, requestId: context.requestId, host, startTime: now };
}

export function packEventFinish(context: CallerContext, event: string, result: "Success" | "Error", now: Date) {
  return { event, requestId: context.requestId, result, finishTime: now };
}

/** Says that an action was recorded: what, and of which instance. */
export async function startAction(log: Logger, insert: (values: object) => Promise<void>, context: CallerContext, instanceUuid: string, action: string): Promise<void> {
  const values = packActionStart(context, instanceUuid, action, new Date());
  await insert(values);
  log.info({ instance: values.instanceUuid, action: values.action }, "an action started");
}

/** The same for the same caller, and no way back. */
function pseudonym(userId: string): string {
  return createHash("sha256").update(userId).digest("hex").slice(0, 12);
}

/** Who may do what: rights, and the roles that have them. */
export class Policy {
  readonly #rights: ReadonlyMap<string, readonly string[]>;
  readonly #log: Logger;

  constructor(rights: ReadonlyMap<string, readonly string[]>, log: Logger) {
    this.#rights = rights;
    this.#log = log;
  }

  /** Throws {@link Forbidden}. */
  require(context: CallerContext, right: string): void {
    if (context.roles.some((role) => this.#rights.get(right)?.includes(role))) return;
    this.#log.debug({ right, caller: pseudonym(context.userId) }, "policy check failed");
    throw new Forbidden(`Your roles do not allow ${right}.`);
  }

  /** The same, and each check is logged. */
  requireVerbosely(context: CallerContext, right: string): void {
    this.#log.debug("policy check of %s for %s", right, pseudonym(context.userId));
    this.require(context, right);
  }
}
