import type { Mutation } from "../mutation.js";

export default [
  {
    id: "order-by-a-column-of-the-query",
    removes: "The order of a list is written here.",
    edits: [
      { file: "src/http/requests.ts", from: "marker: RequestId.optional(),", to: 'marker: RequestId.optional(),\n    sort: z.string().default("created_at"),' },
      { file: "src/http/action-routes.ts", from: 'filterOf({ limit, marker, "changes-since"', to: 'filterOf({ limit, marker, sort, "changes-since"' },
      { file: "src/http/action-routes.ts", from: "return { limit, marker, changesSince, changesBefore };", to: "return { limit, marker, sort, changesSince, changesBefore };" },
      { file: "src/storage/action-rows.ts", from: "  readonly limit: number;\n", to: "  readonly limit: number;\n  readonly sort: string;\n" },
      { file: "src/storage/action-rows.ts", from: "{ limit, changesSince, changesBefore }: ActionFilter", to: "{ limit, sort, changesSince, changesBefore }: ActionFilter" },
      { file: "src/storage/action-rows.ts", from: ".orderBy(desc(actions.createdAt), desc(actions.id))\n    .limit(limit);", to: ".orderBy(sql.raw(`${sort} desc`), desc(actions.id))\n    .limit(limit);" },
    ],
    reports: [
      { file: "src/http/action-routes.ts", line: "actions.list(instance, filterOf(query));" },
      { file: "src/http/action-routes.ts", line: "actions.list(instance, filterOf(query.data))" },
      { file: "src/storage/action-rows.ts", line: "sql.raw(" },
    ],
  },
  {
    id: "event-name-in-the-text",
    removes: "The name of an event is bound.",
    edits: [
      { file: "src/storage/event-rows.ts", from: "eq(events.event, event)", to: "sql.raw(`event = '${event}'`)" },
      { file: "src/storage/event-rows.ts", from: "eq, isNull }", to: "eq, isNull, sql }" },
    ],
    reports: [{ file: "src/storage/event-rows.ts", line: "sql.raw(" }],
  },
  {
    id: "marker-in-a-subquery",
    removes: "The marker is a parsed id, and where its page begins is a bound value. (Two lines.)",
    edits: [
      { file: "src/http/requests.ts", from: "marker: RequestId.optional()", to: "marker: z.string().optional()" },
      { file: "src/storage/action-rows.ts", from: "readonly marker?: RequestId | undefined;", to: "readonly marker?: string | undefined;" },
      { file: "src/storage/action-rows.ts", from: "  const after = filter.marker === undefined ? undefined : await findAction(queries, instance, filter.marker);\n  if (after === null) throw new NotFound(\"marker\");\n  return await pageAfter(queries, instance, after, filter);", to: "  return await pageAfter(queries, instance, filter);" },
      { file: "src/storage/action-rows.ts", from: "after: InstanceAction | undefined, { limit, changesSince, changesBefore }: ActionFilter", to: "{ limit, marker, changesSince, changesBefore }: ActionFilter" },
      { file: "src/storage/action-rows.ts", from: "after && sql`(${actions.createdAt}, ${actions.id}) < (${sql.param(after.createdAt, actions.createdAt)}, ${after.id})`", to: "marker === undefined ? undefined : sql.raw(`id < (select id from instance_actions where request_id = '${marker}')`)" },
    ],
    reports: [
      { file: "src/http/action-routes.ts", line: "actions.list(instance, filterOf(query));" },
      { file: "src/http/action-routes.ts", line: "actions.list(instance, filterOf(query.data))" },
      { file: "src/storage/action-rows.ts", line: "sql.raw(" },
    ],
  },
  {
    id: "time-as-it-was-sent",
    removes: "A time of the query is parsed, and bound.",
    edits: [
      { file: "src/http/requests.ts", from: '"changes-since": Time.optional()', to: '"changes-since": z.string().optional()' },
      { file: "src/http/requests.ts", from: "since <= before", to: "new Date(since) <= before" },
      { file: "src/http/action-routes.ts", from: "if (time !== undefined) next.set(name, time.toISOString());", to: "if (time !== undefined) next.set(name, new Date(time).toISOString());" },
      { file: "src/storage/action-rows.ts", from: "readonly changesSince?: Date | undefined;", to: "readonly changesSince?: string | undefined;" },
      { file: "src/storage/action-rows.ts", from: "changesSince && gte(actions.updatedAt, changesSince)", to: "changesSince === undefined ? undefined : sql.raw(`updated_at >= '${changesSince}'`)" },
    ],
    reports: [
      { file: "src/http/action-routes.ts", line: "actions.list(instance, filterOf(query));" },
      { file: "src/http/action-routes.ts", line: "actions.list(instance, filterOf(query.data))" },
      { file: "src/storage/action-rows.ts", line: "sql.raw(" },
    ],
  },
  {
    id: "schema-name-in-a-statement",
    removes: "No statement is put together of text: the name of a schema is an option of the connection.",
    edits: [
      { file: "src/storage/database.ts", from: "  await migrateServer(queries", to: "  if (schema !== undefined) await queries.execute(`create schema if not exists ${schema}`);\n  await migrateServer(queries" },
    ],
    reports: [{ file: "src/storage/database.ts", line: "create schema" }],
  },
  {
    id: "statement-as-text",
    removes: "What an event is called is no part of a statement, not even of one that is written by hand.",
    edits: [
      { file: "src/storage/event-rows.ts", from: "  const [row] = await queries.insert(events)", to: "  await queries.execute(`update instance_actions set message = null where id = ${action.id} and '${event.event}' like 'retry_%'`);\n  const [row] = await queries.insert(events)" },
    ],
    reports: [{ file: "src/storage/event-rows.ts", line: "like 'retry_%'" }],
  },
  {
    id: "order-made-in-the-route",
    removes: "What a caller sends never becomes a piece of SQL, wherever it is made.",
    edits: [
      { file: "src/http/action-routes.ts", from: 'return { limit, marker, changesSince, changesBefore };', to: "return { limit, marker, changesSince, changesBefore, order };" },
      { file: "src/http/action-routes.ts", from: 'filterOf({ limit, marker, "changes-since": changesSince, "changes-before": changesBefore }: ListQuery)', to: 'filterOf({ limit, marker, "changes-since": changesSince, "changes-before": changesBefore }: ListQuery, order?: SQL)' },
      { file: "src/http/action-routes.ts", from: "actions.list(instance, filterOf(query));", to: "actions.list(instance, filterOf(query, sql.raw(request.headers[\"x-order\"] as string)));" },
      { file: "src/http/action-routes.ts", from: 'import type { ZodError } from "zod";', to: 'import { sql, type SQL } from "drizzle-orm";\nimport type { ZodError } from "zod";' },
      { file: "src/storage/action-rows.ts", from: "  readonly limit: number;\n", to: "  readonly limit: number;\n  readonly order?: SQL | undefined;\n" },
      { file: "src/storage/action-rows.ts", from: "{ limit, changesSince, changesBefore }: ActionFilter", to: "{ limit, order, changesSince, changesBefore }: ActionFilter" },
      { file: "src/storage/action-rows.ts", from: ".orderBy(desc(actions.createdAt), desc(actions.id))\n    .limit(limit);", to: ".orderBy(order ?? desc(actions.createdAt), desc(actions.id))\n    .limit(limit);" },
      { file: "src/storage/action-rows.ts", from: "lte, sql }", to: "lte, sql, type SQL }" },
    ],
    reports: [{ file: "src/http/action-routes.ts", line: "sql.raw(" }],
  },
] as const satisfies readonly Mutation[];
