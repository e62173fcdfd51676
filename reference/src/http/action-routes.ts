/** Reading: the actions of an instance, and one of them with its events. Deleted instances keep theirs. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodError } from "zod";
import type { InstanceAction } from "../model/action.js";
import { NotFound } from "../model/errors.js";
import type { Policy } from "../model/policy.js";
import type { InstanceActionEvents } from "../service/instance-action-events.js";
import type { InstanceActions } from "../service/instance-actions.js";
import type { Instances } from "../service/instances.js";
import { callerOf } from "./authentication.js";
import { renderPage, type Filter } from "./page.js";
import { ActionPath, ListQuery, NoQuery, ServerPath } from "./requests.js";
import { actionView, eventView, visibilityFor } from "./views.js";

export interface ActionRoutesOptions {
  readonly policy: Policy;
  readonly instances: Instances;
  readonly actions: InstanceActions;
  readonly events: InstanceActionEvents;
}

export function actionRoutes(app: FastifyInstance, { policy, instances, actions, events }: ActionRoutesOptions): void {
  app.get("/servers/:server_id/os-instance-actions", async (request) => {
    const caller = callerOf(request);
    const { server_id } = ServerPath.parse(request.params);
    const query = ListQuery.parse(request.query);
    policy.require(caller, "list actions");
    const instance = await instances.get(caller, server_id);
    const listed = await actions.list(instance, filterOf(query));
    const next = nextPage(query, listed);
    return { instanceActions: listed.map(actionView), ...(next !== null && { links: [{ rel: "next", href: `/servers/${instance.uuid}/os-instance-actions?${next}` }] }) };
  });

  app.get("/servers/:server_id/os-instance-actions/:request_id", async (request) => {
    const caller = callerOf(request);
    const { server_id, request_id } = ActionPath.parse(request.params);
    NoQuery.parse(request.query);
    policy.require(caller, "show an action");
    const instance = await instances.get(caller, server_id);
    const action = await actions.getByRequestId(instance, request_id);
    if (action === null) throw new NotFound("action");
    const visibility = visibilityFor(caller, policy);
    const happened = await events.listByAction(action);
    return { instanceAction: { ...actionView(action), events: happened.map((event) => eventView(event, action, instance, visibility)) } };
  });

  app.get("/servers/:server_id/os-instance-actions.html", async (request, reply) => {
    const caller = callerOf(request);
    const { server_id } = ServerPath.parse(request.params);
    const query = ListQuery.safeParse(request.query);
    policy.require(caller, "list actions");
    const instance = await instances.get(caller, server_id);
    const listed = query.success ? await actions.list(instance, filterOf(query.data)) : [];
    const next = query.success ? nextPage(query.data, listed) : null;
    const page = renderPage({ instance: instance.uuid, filters: filtersOf(request, query.error), actions: listed.map(({ action, requestId, message, startTime }) => ({ action, requestId, message, started: startTime.toISOString() })), next: next && `?${next}` });
    return await reply
      .code(query.success ? 200 : 400)
      .type("text/html; charset=utf-8")
      .header("content-security-policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
      .send(page);
  });
}

function filterOf({ limit, marker, "changes-since": changesSince, "changes-before": changesBefore }: ListQuery) {
  return { limit, marker, changesSince, changesBefore };
}

/** The query of the page after a full one. */
function nextPage(query: ListQuery, listed: readonly InstanceAction[]): string | null {
  const last = listed.at(-1);
  if (last === undefined || listed.length < query.limit) return null;
  const next = new URLSearchParams({ limit: String(query.limit), marker: last.requestId });
  for (const name of ["changes-since", "changes-before"] as const) {
    const time = query[name];
    if (time !== undefined) next.set(name, time.toISOString());
  }
  return next.toString();
}

/** The form as it was filled in, with what is wrong about it. */
function filtersOf(request: FastifyRequest, error: ZodError | undefined): Filter[] {
  const given = new URL(request.url, "http://localhost").searchParams;
  return ["limit", "marker", "changes-since", "changes-before"].map((name) => ({
    name,
    value: given.get(name) ?? "",
    issue: error?.issues.find(({ path }) => path[0] === name)?.message ?? null,
  }));
}
