import type { Mutation } from "../mutation.js";

export default [
  {
    id: "no-tenant-condition",
    removes: "An instance is looked up in the caller's project.",
    edits: [{ file: "src/storage/instance-rows.ts", from: "and(eq(instances.uuid, uuid), visibleTo(caller), living)", to: "and(eq(instances.uuid, uuid), living)" }],
    reports: [
      { file: "src/http/action-routes.ts", line: "await instances.get(" },
      { file: "src/http/operation-routes.ts", line: "await operations.delete(" },
    ],
  },
  {
    id: "scope-of-everybody",
    removes: "The tenant's part of a condition names the tenant.",
    edits: [{ file: "src/storage/scope.ts", from: "return isAdmin(caller) ? undefined : eq(instances.projectId, caller.projectId);", to: "return isAdmin(caller) ? undefined : sql`true`;" }, { file: "src/storage/scope.ts", from: "import { eq, type SQL }", to: "import { sql, type SQL }" }],
    reports: [{ file: "src/http/action-routes.ts", line: "const instance = await instances.get(" }, { file: "src/http/operation-routes.ts", line: "await operations.delete(" }],
  },
  {
    id: "no-policy-for-the-instance",
    removes: "The policy is asked before the state of any project's instance is reset.",
    edits: [{ file: "src/service/operations.ts", from: '    policy.requireFor(caller, "reset the state of an instance", instance);\n', to: "" }],
    reports: [{ file: "src/http/operation-routes.ts", line: "await operations.resetState(" }],
  },
  {
    id: "delete-in-any-project",
    removes: "What is deleted is looked up in the caller's project. (Two lines: the policy's roles, and the lookup.)",
    edits: [
      { file: "src/service/operations.ts", from: '    policy.require(caller, "delete an instance");\n    const instance = await instances.get(caller, uuid, "living");', to: "    const instance = await instances.getOfAnyProject(uuid);" },
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: "await operations.delete(" }],
  },
  {
    id: "reboot-in-any-project",
    removes: "What is rebooted is looked up in the caller's project; that his roles allow it does not make it his.",
    edits: [
      { file: "src/service/operations.ts", from: 'const instance = await instances.get(caller, uuid, "living");\n    if (instance.state', to: "const instance = await instances.getOfAnyProject(uuid);\n    if (instance.state" },
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: "await operations.reboot(" }],
    missed: "A condition that calls put together is no lookup of a record.",
  },
  {
    id: "action-by-its-request-alone",
    removes: "An action is looked up among those of an instance that the caller may see.",
    edits: [
      { file: "src/http/action-routes.ts", from: "const action = await actions.getByRequestId(instance, request_id);", to: "const action = await actions.getByRequestId(request_id);" },
      { file: "src/service/instance-actions.ts", from: "getByRequestId(instance: Instance, requestId: RequestId): Promise<InstanceAction | null> {\n    return this.#transactions.run((queries) => findAction(queries, instance, requestId));", to: "getByRequestId(requestId: RequestId): Promise<InstanceAction | null> {\n    return this.#transactions.run((queries) => findActionOfAnyone(queries, requestId));" },
      { file: "src/service/instance-actions.ts", from: "import { findAction, holdAction", to: "import { findActionOfAnyone, holdAction" },
      { file: "src/storage/action-rows.ts", from: "/** The action that a step belongs to, held", to: "export async function findActionOfAnyone(queries: Queries, requestId: RequestId): Promise<InstanceAction | null> {\n  const [row] = await queries.select().from(actions).where(eq(actions.requestId, requestId));\n  return row ?? null;\n}\n\n/** The action that a step belongs to, held" },
    ],
    reports: [{ file: "src/http/action-routes.ts", line: "await actions.getByRequestId(" }],
    missed: "A condition that calls put together is no lookup of a record.",
  },
] as const satisfies readonly Mutation[];
