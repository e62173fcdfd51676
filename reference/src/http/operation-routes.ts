/** Changing: what may be asked of an instance. */
import type { FastifyInstance } from "fastify";
import type { Operations } from "../service/operations.js";
import { callerOf } from "./authentication.js";
import { Operation, ServerPath } from "./requests.js";

export function operationRoutes(app: FastifyInstance, operations: Operations): void {
  app.post("/servers/:server_id/action", async (request, reply) => {
    const caller = callerOf(request);
    const { server_id } = ServerPath.parse(request.params);
    const asked = Operation.parse(request.body);
    if ("reboot" in asked) await operations.reboot(caller, server_id, asked.reboot.type);
    else await operations.resetState(caller, server_id, asked["os-resetState"].state);
    return await reply.code(202).header("x-request-id", caller.requestId).send();
  });

  app.delete("/servers/:server_id", async (request, reply) => {
    const caller = callerOf(request);
    const { server_id } = ServerPath.parse(request.params);
    await operations.delete(caller, server_id);
    return await reply.code(204).header("x-request-id", caller.requestId).send();
  });
}
