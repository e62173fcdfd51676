/**
 * Failures as callers see them. The texts of the service's own errors are written here, for whoever called; nothing of another error
 * gets into one. Of any other error the caller gets its class with an event, and else no more than that there was one.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

const ServerPath = z.strictObject({ server_id: z.uuid().toLowerCase() });
const Migration = z.strictObject({ host: z.string().regex(/^[\w.-]{1,255}$/) });

/** An error of this service's own. Its message may be shown to the caller, and kept with an event. */
export class ModelError extends Error {}

/** The host cannot take the instance. */
class HostRefused extends ModelError {
  constructor(cause: unknown) {
    super("The host cannot take the instance.", { cause });
  }
}

/** The machines. */
export interface Compute {
  readonly reboot: (uuid: string) => Promise<void>;
  readonly checkCanLiveMigrate: (uuid: string, host: string) => Promise<void>;
}

/** How a step of an action ended. */
interface EventView {
  readonly event: string;
  readonly result: "Success" | "Error";
  readonly details: string | null;
}

/** What a reader may see of an error of any kind. */
function textOf(error: unknown): string {
  if (error instanceof ModelError) return error.message.slice(0, 255);
  return error instanceof Error ? error.constructor.name.slice(0, 80) : "UnknownFailure";
}

async function during(event: string, operation: () => Promise<void>): Promise<EventView> {
  try {
    await operation();
    return { event, result: "Success", details: null };
  } catch (error) {
    return { event, result: "Error", details: textOf(error) };
  }
}

/** Null where the host can take the instance. What the driver said goes along as the cause, for the log. */
async function checkCanLiveMigrate(compute: Compute, uuid: string, host: string): Promise<HostRefused | null> {
  try {
    await compute.checkCanLiveMigrate(uuid, host);
    return null;
  } catch (error) {
    return new HostRefused(error);
  }
}

export function operationRoutes(app: FastifyInstance, compute: Compute): void {
  app.setErrorHandler(answerProblem);

  app.post("/servers/:server_id/reboot", async function reboot(request, reply) {
    const { server_id } = ServerPath.parse(request.params);
    const ended = await during("compute_reboot", () => compute.reboot(server_id));
    return await reply.code(ended.result === "Error" ? 500 : 202).send(ended);
  });

  app.post("/servers/:server_id/live-migration", async function liveMigrate(request, reply) {
    const { server_id } = ServerPath.parse(request.params);
    const refused = await checkCanLiveMigrate(compute, server_id, Migration.parse(request.body).host);
    if (refused === null) return await reply.code(202).send();
    request.log.warn({ err: refused }, "a migration was refused");
    return await reply.code(400).send({ status: 400, detail: refused.message });
  });
}

/** Answers with a problem. Of what the service itself could not do, the log has everything. */
function answerProblem(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof z.ZodError) return reply.code(400).send({ status: 400, detail: "The request is not understood." });
  if (error instanceof ModelError) return reply.code(409).send({ status: 409, detail: error.message });
  request.log.error({ err: error }, "a request failed");
  return reply.code(500).send({ status: 500, detail: "The service failed. Give the request's id to its operators.", request_id: request.id });
}
