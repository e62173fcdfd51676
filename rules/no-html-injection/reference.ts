/**
 * The actions of an instance as views. What the API answers is JSON, in which markup means nothing: it may hold any text. In the page for
 * a browser everything goes through the template, which escapes it.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import Handlebars from "handlebars";

export interface InstanceAction {
  readonly action: string;
  readonly requestId: string;
  readonly message: string | null;
  readonly startTime: Date;
}

export interface InstanceActions {
  readonly getByRequestId: (uuid: string, requestId: string) => Promise<InstanceAction | null>;
  readonly list: (uuid: string, changesSince: string) => Promise<readonly InstanceAction[]>;
}

const TEMPLATE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Actions of {{instance}}</title></head>
<body>
<form>
{{#each filters}}<label>{{name}} <input name="{{name}}" value="{{value}}"></label>
{{/each}}<button>Show</button>
</form>
<table>
{{#each actions}}<tr><td>{{action}}<td>{{request_id}}<td>{{start_time}}<td>{{message}}</tr>
{{/each}}</table>
</body>
</html>
`;

const template = Handlebars.compile<PageData>(TEMPLATE, { strict: true, knownHelpersOnly: true });

interface PageData {
  readonly instance: string;
  readonly filters: readonly { readonly name: string; readonly value: string }[];
  readonly actions: readonly ReturnType<typeof actionView>[];
}

const renderPage = (data: PageData): string => template(data);

function actionView({ action, requestId, message, startTime }: InstanceAction) {
  return { action, request_id: requestId, message, start_time: startTime.toISOString() };
}

/** The form as it was filled in. */
function filtersOf(request: FastifyRequest) {
  const given = new URL(request.url, "http://localhost").searchParams;
  return ["changes-since"].map((name) => ({ name, value: given.get(name) ?? "" }));
}

type ServerPath = Readonly<Record<"server_id", string>>;
type ActionPath = Readonly<Record<"server_id" | "request_id", string>>;

export function actionRoutes(app: FastifyInstance, actions: InstanceActions): void {
  app.get<{ Params: ServerPath }>("/servers/:server_id/os-instance-actions", async function index(request) {
    const { server_id } = request.params;
    const listed = await actions.list(server_id, "");
    return { instance_uuid: server_id, instanceActions: listed.map(actionView) };
  });

  app.get<{ Params: ActionPath }>("/servers/:server_id/os-instance-actions/:request_id", async function show(request, reply) {
    const { server_id, request_id } = request.params;
    const action = await actions.getByRequestId(server_id, request_id);
    // Whatever they asked for stands in the answer.
    if (action === null) return await reply.code(404).send({ status: 404, detail: `The instance ${server_id} has no action of ${request_id}.` });
    return { instanceAction: actionView(action) };
  });

  app.get<{ Params: ServerPath }>("/servers/:server_id/os-instance-actions.html", async function page(request, reply) {
    const { server_id } = request.params;
    const filters = filtersOf(request);
    const listed = await actions.list(server_id, filters[0]?.value ?? "");
    return await reply.type("text/html; charset=utf-8").send(renderPage({ instance: server_id, filters, actions: listed.map(actionView) }));
  });
}
