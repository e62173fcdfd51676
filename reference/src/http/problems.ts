/** Failures as callers see them: problem documents (RFC 9457). Of an error that was not written for callers, none of its text. */
import type { Socket } from "node:net";
import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { AlreadyCreated, AlreadyStarted, Forbidden, ModelError, NotFound, StorageUnavailable, WrongState } from "../model/errors.js";
import { newRequestId } from "../model/ids.js";
import { Unauthenticated } from "./authentication.js";

export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** What is wrong with the request, and where in it. */
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

/** What there is to say of a failed request without saying what failed. */
const TITLES = new Map([
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [403, "Forbidden"],
  [404, "Not Found"],
  [405, "Method Not Allowed"],
  [408, "Request Timeout"],
  [409, "Conflict"],
  [413, "Content Too Large"],
  [414, "URI Too Long"],
  [415, "Unsupported Media Type"],
  [431, "Request Header Fields Too Large"],
  [500, "Internal Server Error"],
  [503, "Service Unavailable"],
]);

/** What Node says of a connection that it gives up, where that is not simply a bad request. */
const CONNECTION_STATUS = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", 408],
  ["HPE_HEADER_OVERFLOW", 431],
]);

const PROBLEM = "application/problem+json";

const problem = (status: number, detail: string): Problem => ({ status, title: TITLES.get(status) ?? "Error", detail });

export function problemOf(error: unknown): Problem {
  if (error instanceof z.ZodError) return { ...problem(400, "The request is not understood."), issues: error.issues.map(({ path, message }) => ({ path: path.join("."), message })) };
  if (error instanceof Unauthenticated) return problem(401, "A valid token is needed.");
  if (error instanceof ModelError) return problem(statusOf(error), error.message);
  const status = statusOfFramework(error);
  return status === null ? problem(500, "The service failed. Give the request's id to its operators.") : problem(status, "The request cannot be handled as it was sent.");
}

function statusOf(error: ModelError): number {
  if (error instanceof NotFound) return error.subject === "marker" ? 400 : 404;
  if (error instanceof Forbidden) return 403;
  if (error instanceof AlreadyStarted || error instanceof AlreadyCreated || error instanceof WrongState) return 409;
  return error instanceof StorageUnavailable ? 503 : 500;
}

/** A request that fastify itself refused: a body that is no JSON, too large, of another type. */
function statusOfFramework(error: unknown): number | null {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : null;
  return typeof status === "number" && status >= 400 && status < 500 ? status : null;
}

/** Answers with a problem. Of what the service itself could not do, the log has everything. */
export function answerProblem(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, ...rest } = problemOf(error);
  if (status >= 500) request.log.error({ err: error }, "a request failed");
  if (error instanceof Unauthenticated) request.log.info({ reason: reasonOf(error) }, "a caller was not let in");
  if (status === 401) reply.header("www-authenticate", "Bearer");
  if (status === 503) reply.header("retry-after", "5");
  return reply.code(status).type(PROBLEM).send({ type: "about:blank", status, ...rest, request_id: request.id });
}

function reasonOf({ cause, message }: Unauthenticated): string {
  return cause instanceof Error ? cause.message : message;
}

/** Answers what is not HTTP, or not in time, and so has no request: on the connection itself, which ends with it. */
export function answerConnection({ code }: ConnectionError, socket: Socket): void {
  if (socket.writable) {
    const { status, ...rest } = problem(CONNECTION_STATUS.get(code) ?? 400, "The request cannot be handled as it was sent.");
    const body = JSON.stringify({ type: "about:blank", status, ...rest, request_id: newRequestId() });
    socket.write(`HTTP/1.1 ${status} ${rest.title}\r\ncontent-type: ${PROBLEM}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
  }
  socket.destroySoon();
}
