/** All parts of the service, put together: the one place where it is decided which clock, policy and database it has. */
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { createServer } from "./http/server.js";
import { systemClock, type Clock } from "./model/clock.js";
import { rolePolicy } from "./model/policy.js";
import { EventReporter } from "./service/event-reporter.js";
import { InstanceActionEvents } from "./service/instance-action-events.js";
import { InstanceActions } from "./service/instance-actions.js";
import { Instances } from "./service/instances.js";
import { Operations, type Compute } from "./service/operations.js";
import type { Database } from "./storage/database.js";
import { transactionsOf } from "./storage/transactions.js";

export interface Service {
  readonly app: FastifyInstance;
  readonly instances: Instances;
  readonly actions: InstanceActions;
  readonly events: InstanceActionEvents;
  readonly reporter: EventReporter;
}

export interface ServiceParts {
  readonly database: Database;
  readonly compute: Compute;
  readonly log: Logger;
  readonly tokenKey: Uint8Array;
  readonly clock?: Clock;
}

export function createService({ database, compute, log, tokenKey, clock = systemClock }: ServiceParts): Service {
  const transactions = transactionsOf(database.queries);
  const instances = new Instances(transactions, clock);
  const actions = new InstanceActions(transactions, clock);
  const events = new InstanceActionEvents(transactions, clock);
  const reporter = new EventReporter(events, log);
  const policy = rolePolicy;
  const operations = new Operations({ policy, instances, actions, reporter, compute });
  const app = createServer({ log, tokenKey, policy, instances, actions, events, operations });
  return { app, instances, actions, events, reporter };
}
