/**
 * What a caller asked of an instance, in two logs. In that of JSON lines a text stays a text, whatever is in it. In the journal for people
 * each step is one line: what stands in it as it is has the form of an id or is one of the known words; what a caller wrote, in quotes.
 */
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { z } from "zod";

const ServerPath = z.strictObject({ server_id: z.uuid().toLowerCase() });
const Operation = z.strictObject({ action: z.enum(["delete", "reboot"]), reason: z.string().max(255) });

interface Started {
  readonly uuid: string;
  readonly action: string;
  readonly reason: string;
}

/** One JSON object for each step. */
class ActionLog {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  start({ uuid, action, reason }: Started): void {
    this.#log.info({ instance: uuid, action, reason }, "an action started");
  }

  fail({ uuid, action, reason }: Started, error: unknown): void {
    this.#log.error({ err: error, instance: uuid, action, reason }, "an action failed");
  }
}

/** A line of text for each step. */
class Journal {
  start({ uuid, action, reason }: Started): void {
    console.info(`${new Date().toISOString()} ${action} of ${uuid} started: ${JSON.stringify(reason)}`);
  }

  fail({ uuid, reason }: Started, error: unknown): void {
    console.warn("%s a step on %s failed with %s; the caller said: %s", new Date().toISOString(), uuid, error instanceof Error ? error.constructor.name : "", JSON.stringify(reason));
  }
}

export function operationRoutes(app: FastifyInstance, log: Logger, run: (uuid: string, action: string) => Promise<void>): void {
  const [actionLog, journal] = [new ActionLog(log), new Journal()];

  app.post("/servers/:server_id/action", async (request, reply) => {
    const { action, reason } = Operation.parse(request.body);
    const started: Started = { uuid: ServerPath.parse(request.params).server_id, action, reason };
    actionLog.start(started);
    journal.start(started);
    try {
      await run(started.uuid, started.action);
    } catch (error) {
      actionLog.fail(started, error);
      journal.fail(started, error);
      return await reply.code(500).send();
    }
    return await reply.code(202).send();
  });
}
