import type { Mutation } from "../mutation.js";

export default [
  {
    id: "path-asserted",
    removes: "The ids in the path of an action are parsed.",
    edits: [
      { file: "src/http/action-routes.ts", from: "ActionPath.parse(request.params);", to: "request.params as { server_id: InstanceId; request_id: RequestId };" },
      { file: "src/http/action-routes.ts", from: 'import type { Policy } from', to: 'import type { InstanceId, RequestId } from "../model/ids.js";\nimport type { Policy } from' },
    ],
    reports: [
      { file: "src/http/action-routes.ts", line: "await instances.get(", below: "request.params as {" },
      { file: "src/http/action-routes.ts", line: "await actions.getByRequestId(" },
    ],
  },
  {
    id: "path-asserted-for-a-change",
    removes: "The instance's id in the path of a deletion is parsed.",
    edits: [
      { file: "src/http/operation-routes.ts", from: "const { server_id } = ServerPath.parse(request.params);\n    await operations.delete", to: "const { server_id } = request.params as { server_id: InstanceId };\n    await operations.delete" },
      { file: "src/http/operation-routes.ts", from: 'import type { Operations } from', to: 'import type { InstanceId } from "../model/ids.js";\nimport type { Operations } from' },
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: "await operations.delete(" }],
  },
  {
    id: "brand-without-a-form",
    removes: "An instance's id is a uuid before it is branded.",
    edits: [{ file: "src/model/ids.ts", from: 'z.uuid().toLowerCase().brand("InstanceId")', to: 'z.string().brand("InstanceId")' }],
    reports: [
      { file: "src/http/action-routes.ts", line: "await instances.get(" },
      { file: "src/http/operation-routes.ts", line: "await operations." },
      { file: "src/storage/action-rows.ts", line: "requestId, requestId)));" },
      { file: "src/storage/action-rows.ts", line: 'requestId, requestId))).for("update")' },
      { file: "src/storage/action-rows.ts", line: "where(eq(actions.instanceUuid, uuid))" },
      { file: "src/storage/action-rows.ts", line: "        eq(actions.instanceUuid, instance.uuid)," },
      { file: "src/storage/instance-rows.ts", line: "visibleTo(caller), living" },
      { file: "src/storage/instance-rows.ts", line: "and(eq(instances.uuid, uuid), isNull" },
      { file: "src/storage/instance-rows.ts", line: "set({ state }).where" },
      { file: "src/storage/instance-rows.ts", line: "deletedAt: now }).where" },
      { file: "src/storage/instance-rows.ts", line: "const own =" },
      { file: "src/storage/instance-rows.ts", line: "delete(actions).where(eq(" },
      { file: "src/storage/instance-rows.ts", line: "delete(instances).where(eq(" },
    ],
  },
  {
    id: "request-id-of-any-form",
    removes: "A request's id has the form of one.",
    edits: [{ file: "src/model/ids.ts", from: "  .regex(/^req-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)\n", to: "" }],
    reports: [{ file: "src/http/action-routes.ts", line: "actions.list(instance, filterOf(query" }, { file: "src/http/action-routes.ts", line: "await actions.getByRequestId(" }, { file: "src/storage/action-rows.ts", line: "requestId, requestId)));" }, { file: "src/storage/action-rows.ts", line: 'requestId, requestId))).for("update")' }],
  },
  {
    id: "marker-of-any-kind",
    removes: "The marker of a page is parsed as a request's id.",
    edits: [{ file: "src/http/requests.ts", from: "marker: RequestId.optional()", to: "marker: z.custom<RequestId>().optional()" }],
    reports: [{ file: "src/http/action-routes.ts", line: "actions.list(instance, filterOf(query));" }],
    missed: "An assertion between a request and its field hides the field's name.",
  },
  {
    id: "path-transformed-not-parsed",
    removes: "The schema of the path uses the parser of the id.",
    edits: [{ file: "src/http/requests.ts", from: "export const ServerPath = z.strictObject({ server_id: InstanceId });", to: "export const ServerPath = z.looseObject({ server_id: z.string().transform((id) => id as InstanceId) });" }],
    reports: [{ file: "src/http/action-routes.ts", line: "const instance = await instances.get(caller, server_id);" }],
    missed: "An assertion between a request and its field hides the field's name.",
  },
  {
    id: "bare-string-into-storage",
    removes: "Storage takes ids that only their parsers make, no bare texts.",
    edits: [
      { file: "src/storage/action-rows.ts", from: "export async function findAction(queries: Queries, { uuid }: Instance, requestId: RequestId): Promise<InstanceAction | null> {\n  const [row] = await queries.select().from(actions).where(and(eq(actions.instanceUuid, uuid), eq(actions.requestId, requestId)));", to: "export async function findAction(queries: Queries, { uuid }: Instance, requestId: string): Promise<InstanceAction | null> {\n  const [row] = await queries.select().from(actions).where(and(eq(actions.instanceUuid, uuid), eq(actions.requestId, requestId as RequestId)));" },
    ],
    reports: [{ file: "src/storage/action-rows.ts", line: "requestId as RequestId" }],
  },
  {
    id: "request-id-of-the-caller",
    removes: "A request's id is made here, never taken from a header. (Two lines: whose id it is, and that it is parsed.)",
    edits: [
      { file: "src/http/server.ts", from: "requestIdHeader: false", to: 'requestIdHeader: "x-request-id"' },
      { file: "src/http/authentication.ts", from: "RequestId.parse(request.id)", to: "request.id as RequestId" },
      { file: "src/http/authentication.ts", from: "import { ProjectId, RequestId, UserId }", to: "import { ProjectId, type RequestId, UserId }" },
    ],
    reports: [{ file: "src/http/authentication.ts", line: "request.id as RequestId" }],
    missed: "The id of a request is no data of a caller, though the settings of the server take it from a header.",
  },
] as const satisfies readonly Mutation[];
