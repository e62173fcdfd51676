import type { Mutation } from "../mutation.js";

export default [
  {
    id: "second-time-of-the-database",
    removes: "When a row was written is told by the service's clock.",
    edits: [
      { file: "src/storage/action-rows.ts", from: "values({ ...action, createdAt: now })", to: "values({ ...action, createdAt: sql`now()` })" },
    ],
    reports: [{ file: "src/storage/action-rows.ts", line: "sql`now()`" }],
    missed: "The times of a clock that is handed in are no times of a clock.",
  },
  {
    id: "monotonic-start",
    removes: "A start is a point in time, not a reading of the timer for durations.",
    edits: [{ file: "src/model/event.ts", from: "return { event, host, startTime: now };", to: "return { event, host, startTime: new Date(performance.now()) };" }],
    reports: [{ file: "src/service/instance-action-events.ts", line: "await updateAction(queries, action, { updatedAt: event.startTime })" }, { file: "src/service/instance-action-events.ts", line: "return await insertEvent(queries, action, event, now);" }],
  },
  {
    id: "monotonic-clock",
    removes: "The clock of the service tells UTC.",
    edits: [{ file: "src/model/clock.ts", from: "now: () => new Date()", to: "now: () => new Date(performance.now())" }],
    reports: [{ file: "src/service/instance-action-events.ts", line: "return await insertEvent(queries, action, event, now);" }],
    missed: "The times of a clock that is handed in are no times of a clock.",
  },
  {
    id: "local-time",
    removes: "A time is stored as an instant, not as the hour on the wall.",
    edits: [{ file: "src/model/clock.ts", from: "now: () => new Date()", to: 'now: () => new Date(new Date().toLocaleString("en-US", { timeZone: "Europe/Berlin" }))' }],
    reports: [{ file: "src/service/instance-action-events.ts", line: "return await insertEvent(queries, action, event, now);" }],
    missed: "The times of a clock that is handed in are no times of a clock.",
  },
  {
    id: "deletion-by-the-database",
    removes: "When an instance was deleted is told by the service's clock. (Its creation is.)",
    edits: [
      { file: "src/storage/instance-rows.ts", from: 'set({ state: "deleted", deletedAt: now })', to: 'set({ state: "deleted", deletedAt: sql`now()` })' },
      { file: "src/storage/instance-rows.ts", from: "isNull, lt }", to: "isNull, lt, sql }" },
    ],
    reports: [{ file: "src/storage/instance-rows.ts", line: "sql`now()`" }],
    missed: "The times of a clock that is handed in are no times of a clock.",
  },
  {
    id: "finish-by-the-database",
    removes: "The finish of an action is told by the clock that told its start.",
    edits: [
      { file: "src/storage/action-rows.ts", from: "queries.update(actions).set(forward)", to: "queries.update(actions).set({ ...forward, updatedAt: sql`now()` })" },
    ],
    reports: [{ file: "src/storage/action-rows.ts", line: "sql`now()`" }],
    missed: "The times of a clock that is handed in are no times of a clock.",
  },
  {
    id: "time-of-the-request",
    removes: "When an operation began is told by the service, not by the caller. (Three files: it is read, handed on, stored.)",
    edits: [
      { file: "src/http/operation-routes.ts", from: "await operations.delete(caller, server_id);", to: "await operations.delete(caller, server_id, new Date(request.headers.date ?? Date.now()));" },
      { file: "src/service/operations.ts", from: "async delete(caller: CallerContext, uuid: InstanceId)", to: "async delete(caller: CallerContext, uuid: InstanceId, asked: Date)" },
      { file: "src/service/operations.ts", from: "instances: [instance], actionMayEnd: true }", to: "instances: [instance], actionMayEnd: true, asked }" },
      { file: "src/service/instance-action-events.ts", from: "  /** The action may be gone", to: "  readonly asked?: Date;\n  /** The action may be gone" },
      { file: "src/service/instance-action-events.ts", from: "startAll(context: RequestContext, { instances, action, event, host }: Started)", to: "startAll(context: RequestContext, { instances, action, event, host, asked }: Started)" },
      { file: "src/service/instance-action-events.ts", from: "packEventStart(event, host ?? null, now), now);\n      }", to: "packEventStart(event, host ?? null, asked ?? now), now);\n      }" },
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: "request.headers.date" }],
    missed: "The times of a clock that is handed in are no times of a clock.",
  },
  {
    id: "clock-of-the-insert",
    removes: "A new action has one moment, that of the service's clock; what writes it reads no clock.",
    edits: [
      { file: "src/storage/action-rows.ts", from: "values({ ...action, createdAt: now })", to: "values({ ...action, updatedAt: new Date(), createdAt: sql`now()` })" },
    ],
    reports: [{ file: "src/storage/action-rows.ts", line: "sql`now()`" }],
  },
  {
    id: "start-on-the-wall",
    removes: "A start is an instant, not what a clock on the wall shows.",
    edits: [{ file: "src/model/event.ts", from: "return { event, host, startTime: now };", to: "return { event, host, startTime: new Date(new Date().toLocaleString()) };" }],
    reports: [{ file: "src/service/instance-action-events.ts", line: "await updateAction(queries, action, { updatedAt: event.startTime })" }, { file: "src/service/instance-action-events.ts", line: "return await insertEvent(queries, action, event, now);" }],
  },
  {
    id: "finish-by-the-timer",
    removes: "The finish of an action is a time of the service's clock.",
    edits: [{ file: "src/model/action.ts", from: "return { finishTime: now, updatedAt: now };", to: "return { finishTime: new Date(performance.now()), updatedAt: now };" }],
    reports: [{ file: "src/service/instance-actions.ts", line: "packActionFinish(now));" }, { file: "src/service/instance-actions.ts", line: "...packActionFinish(now) }, now);" }],
  },
] as const satisfies readonly Mutation[];
