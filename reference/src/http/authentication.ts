/** Who calls: a bearer token, signed by the identity service. No other place makes the context of a caller. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { errors as joseErrors, jwtVerify } from "jose";
import { z } from "zod";
import { callerContext, ROLES, type CallerContext } from "../model/context.js";
import { ProjectId, RequestId, UserId } from "../model/ids.js";

export const ISSUER = "identity";
export const AUDIENCE = "instance-actions";

declare module "fastify" {
  interface FastifyRequest {
    /** Null until the authenticator has run. */
    caller: CallerContext | null;
  }
}

/** There is no token, or none that holds. Why is in the log, not in the answer. */
export class Unauthenticated extends Error {
  override readonly name = "Unauthenticated";
}

/** What a token says of its bearer. Roles that this service does not know are left out. */
const Claims = z.object({
  sub: UserId,
  project_id: ProjectId,
  roles: z.array(z.string()).transform((roles) => ROLES.filter((role) => roles.includes(role))),
});

/** A hook that lets nobody go on without a token that holds. Throws {@link Unauthenticated}. */
export function authenticator(key: Uint8Array) {
  return async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
    const token = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (token === undefined) throw new Unauthenticated("no bearer token");
    request.caller = await contextOf(token, key, RequestId.parse(request.id));
  };
}

async function contextOf(token: string, key: Uint8Array, requestId: RequestId): Promise<CallerContext> {
  try {
    const { payload } = await jwtVerify(token, key, { issuer: ISSUER, audience: AUDIENCE, algorithms: ["HS256"], requiredClaims: ["exp"] });
    const { sub, project_id, roles } = Claims.parse(payload);
    return callerContext({ userId: sub, projectId: project_id, roles, requestId });
  } catch (error) {
    if (error instanceof joseErrors.JOSEError || error instanceof z.ZodError) throw new Unauthenticated("a token that does not hold", { cause: error });
    throw error;
  }
}

/** The caller, for handlers behind the authenticator. Throws {@link Unauthenticated} where there is none. */
export function callerOf(request: FastifyRequest): CallerContext {
  if (request.caller === null) throw new Unauthenticated("no caller");
  return request.caller;
}
