/** What no rule has to notice, for TypeScript refuses it: ids are branded, contexts are made by the authenticator alone. */
import type { Version } from "./mutation.js";

export const prevented: readonly Version[] = [
  {
    id: "bare-string-as-an-id",
    removes: "The id of a path is parsed before it is handed on.",
    edits: [{ file: "src/http/operation-routes.ts", from: "ServerPath.parse(request.params);\n    await operations.delete", to: "request.params as { server_id: string };\n    await operations.delete" }],
  },
  {
    id: "schema-of-texts",
    removes: "The schema of a path makes ids of its texts.",
    edits: [{ file: "src/http/requests.ts", from: "z.strictObject({ server_id: InstanceId, request_id: RequestId })", to: "z.strictObject({ server_id: z.string(), request_id: z.string() })" }],
  },
  {
    id: "one-id-for-another",
    removes: "An action is looked up by its request's id, not by that of its instance.",
    edits: [{ file: "src/service/instance-actions.ts", from: "findAction(queries, instance, requestId)", to: "findAction(queries, instance, instance.uuid)" }],
  },
  {
    id: "context-by-hand",
    removes: "Only the authenticator makes the context of a caller.",
    edits: [{ file: "src/http/authentication.ts", from: 'if (request.caller === null) throw new Unauthenticated("no caller");\n  return request.caller;', to: 'return request.caller ?? { userId: null, projectId: null, roles: ["admin"], requestId: RequestId.parse(request.id) };' }],
  },
  {
    id: "caller-who-may-be-nobody",
    removes: "A handler without a caller refuses.",
    edits: [{ file: "src/http/authentication.ts", from: '  if (request.caller === null) throw new Unauthenticated("no caller");\n', to: "" }],
  },
  {
    id: "service-as-a-caller",
    removes: "What users ask for is done for a caller, never for the service.",
    edits: [
      { file: "src/http/operation-routes.ts", from: "await operations.delete(caller, server_id);", to: "await operations.delete(serviceContext(caller.requestId), server_id);" },
      { file: "src/http/operation-routes.ts", from: 'import { callerOf }', to: 'import { serviceContext } from "../model/context.js";\nimport { callerOf }' },
    ],
  },
  {
    id: "id-in-place-of-an-instance",
    removes: "Actions are asked for of an instance that was found, not of an id.",
    edits: [{ file: "src/http/action-routes.ts", from: "const action = await actions.getByRequestId(instance, request_id);", to: "const action = await actions.getByRequestId(server_id, request_id);" }],
  },
  {
    id: "right-that-is-not-in-the-table",
    removes: "A right is one of the table.",
    edits: [{ file: "src/http/action-routes.ts", from: 'policy.require(caller, "show an action");', to: 'policy.require(caller, "show actions");' }],
  },
  {
    id: "text-as-the-message-of-an-action",
    removes: "The message of an action is `Error` or nothing.",
    edits: [{ file: "src/service/instance-action-events.ts", from: '{ message: "Error" }', to: "{ message: String(failed.error) }" }],
  },
  {
    id: "forgotten-await-of-a-lookup",
    removes: "What a lookup found is waited for.",
    edits: [{ file: "src/service/operations.ts", from: "const instance = await instances.getOfAnyProject(uuid);", to: "const instance = instances.getOfAnyProject(uuid);" }],
  },
  {
    id: "message-of-what-need-not-be-an-error",
    removes: "What is caught is tested before its message is read.",
    edits: [{ file: "src/service/event-reporter.ts", from: "this.#log.error({ err: error, event: reported.event },", to: "this.#log.error({ reason: error.message, event: reported.event }," }],
  },
  {
    id: "text-as-a-time",
    removes: "A time of the query is parsed before it is a time.",
    edits: [{ file: "src/http/requests.ts", from: '"changes-since": Time.optional()', to: '"changes-since": z.string().optional()' }],
  },
];
