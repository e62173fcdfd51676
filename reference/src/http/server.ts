/** The HTTP interface: who calls is known before any route runs, and every failure leaves as a problem document. */
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { newRequestId } from "../model/ids.js";
import type { Policy } from "../model/policy.js";
import type { InstanceActionEvents } from "../service/instance-action-events.js";
import type { InstanceActions } from "../service/instance-actions.js";
import type { Instances } from "../service/instances.js";
import type { Operations } from "../service/operations.js";
import { actionRoutes } from "./action-routes.js";
import { authenticator } from "./authentication.js";
import { operationRoutes } from "./operation-routes.js";
import { answerConnection, answerProblem } from "./problems.js";

/** The largest body, in bytes: an operation and its arguments. */
const BODY_LIMIT = 16 * 1024;

export interface ServerParts {
  readonly log: FastifyBaseLogger;
  /** Tokens are signed with it. */
  readonly tokenKey: Uint8Array;
  readonly policy: Policy;
  readonly instances: Instances;
  readonly actions: InstanceActions;
  readonly events: InstanceActionEvents;
  readonly operations: Operations;
}

export function createServer({ log, tokenKey, policy, instances, actions, events, operations }: ServerParts): FastifyInstance {
  const app = Fastify({
    loggerInstance: log,
    genReqId: newRequestId,
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
    clientErrorHandler: answerConnection,
  });
  app.decorateRequest("caller", null);
  // JSON is the only content that is read.
  app.removeContentTypeParser("text/plain");
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler((request, reply) => answerProblem(new NotHere(), request, reply));
  app.addHook("onRequest", authenticator(tokenKey));
  actionRoutes(app, { policy, instances, actions, events });
  operationRoutes(app, operations);
  return app;
}

/** Nothing answers to this method at this path. */
class NotHere extends Error {
  readonly statusCode = 404;
}
