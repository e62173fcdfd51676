/** The tables, as migrations/ makes them. What an instance's end leaves behind moves into tables of the same columns, named `shadow_`. */
import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, pgEnum, pgTable, text, timestamp, unique, uuid, varchar } from "drizzle-orm/pg-core";
import { ACTIONS } from "../model/action.js";
import { RESULTS } from "../model/event.js";
import type { ActionId, EventId, InstanceId, ProjectId, RequestId, UserId } from "../model/ids.js";
import { STATES } from "../model/instance.js";

/** Times are UTC, from the service's clock; no column has a default that reads the database's. */
const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const instanceState = pgEnum("instance_state", STATES);
export const actionName = pgEnum("action_name", ACTIONS);
export const actionMessage = pgEnum("action_message", ["Error"]);
export const eventResult = pgEnum("event_result", RESULTS);

export const instances = pgTable(
  "instances",
  {
    uuid: uuid("uuid").$type<InstanceId>().primaryKey(),
    projectId: varchar("project_id", { length: 36 }).$type<ProjectId>().notNull(),
    state: instanceState("state").notNull(),
    createdAt: time("created_at").notNull(),
    deletedAt: time("deleted_at"),
  },
  (table) => [index("instances_project_id").on(table.projectId)],
);

const actionColumns = () => ({
  id: bigint("id", { mode: "number" }).$type<ActionId>().primaryKey().generatedAlwaysAsIdentity(),
  action: actionName("action").notNull(),
  instanceUuid: uuid("instance_uuid").$type<InstanceId>().notNull(),
  requestId: varchar("request_id", { length: 40 }).$type<RequestId>().notNull(),
  userId: varchar("user_id", { length: 36 }).$type<UserId>(),
  projectId: varchar("project_id", { length: 36 }).$type<ProjectId>(),
  startTime: time("start_time").notNull(),
  finishTime: time("finish_time"),
  message: actionMessage("message"),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
});

const eventColumns = () => ({
  id: bigint("id", { mode: "number" }).$type<EventId>().primaryKey().generatedAlwaysAsIdentity(),
  actionId: bigint("action_id", { mode: "number" }).$type<ActionId>().notNull(),
  event: varchar("event", { length: 255 }).notNull(),
  host: varchar("host", { length: 255 }),
  startTime: time("start_time").notNull(),
  finishTime: time("finish_time"),
  result: eventResult("result"),
  details: text("details"),
  fingerprint: varchar("fingerprint", { length: 16 }),
  createdAt: time("created_at").notNull(),
});

export const actions = pgTable("instance_actions", actionColumns(), (table) => [
  foreignKey({ columns: [table.instanceUuid], foreignColumns: [instances.uuid] }),
  // One action for each request on an instance.
  unique("instance_actions_request").on(table.instanceUuid, table.requestId),
  index("instance_actions_newest").on(table.instanceUuid, table.createdAt.desc(), table.id.desc()),
  index("instance_actions_changed").on(table.instanceUuid, table.updatedAt),
]);

export const events = pgTable("instance_actions_events", eventColumns(), (table) => [
  foreignKey({ columns: [table.actionId], foreignColumns: [actions.id] }),
  check("instance_actions_events_details_check", sql`octet_length(${table.details}) <= 255`),
  index("instance_actions_events_of").on(table.actionId, table.event),
]);

export const shadowInstances = pgTable("shadow_instances", {
  uuid: uuid("uuid").$type<InstanceId>().primaryKey(),
  projectId: varchar("project_id", { length: 36 }).$type<ProjectId>().notNull(),
  state: instanceState("state").notNull(),
  createdAt: time("created_at").notNull(),
  deletedAt: time("deleted_at"),
});
export const shadowActions = pgTable("shadow_instance_actions", { ...actionColumns(), id: bigint("id", { mode: "number" }).$type<ActionId>().primaryKey() });
export const shadowEvents = pgTable("shadow_instance_actions_events", { ...eventColumns(), id: bigint("id", { mode: "number" }).$type<EventId>().primaryKey() });
