/**
 * Events of an action: what each step did on which host, and how it ended. Of a foreign error the table keeps only the class; but
 * beside it goes the whole stack trace, with paths and source lines, and stays for as long as the instance is remembered.
 */
import type { Knex } from "knex";

/** The uuid of an instance that was loaded: no other text has this type. */
export type InstanceUuid = string & { readonly form: "uuid" };

export interface InstanceActionEvent {
  readonly id: number;
  readonly action_id: number;
  readonly event: string;
  readonly host: string | null;
  readonly start_time: Date;
  readonly finish_time: Date | null;
  readonly result: "Success" | "Error" | null;
  readonly details: string | null;
  readonly traceback: string | null;
}

/** Nova's own errors: their text is written for whoever reads the events. */
export class NovaError extends Error {
  formatMessage(): string {
    return this.message;
  }
}

export class InstanceActionEvents {
  constructor(private readonly db: Knex) {}

  async eventStart(instanceUuid: InstanceUuid, event: string, host: string | null): Promise<void> {
    const action = await this.db("instance_actions").where({ instance_uuid: instanceUuid }).orderBy("id", "desc").first("id");
    await this.db<InstanceActionEvent>("instance_actions_events").insert({ action_id: action?.id, event, host, start_time: new Date() });
  }

  async eventFinishWithFailure(instanceUuid: InstanceUuid, event: string, excVal: unknown): Promise<void> {
    await this.unfinished(instanceUuid, event).update(packActionEventFinish(excVal)); // $ Alert[no-persisted-traceback]
  }

  async eventFinish(instanceUuid: InstanceUuid, event: string): Promise<void> {
    await this.unfinished(instanceUuid, event).update({ finish_time: new Date(), result: "Success" });
  }

  private unfinished(instanceUuid: InstanceUuid, event: string) {
    const actions = this.db("instance_actions").where({ instance_uuid: instanceUuid }).select("id");
    return this.db<InstanceActionEvent>("instance_actions_events").whereIn("action_id", actions).where({ event, finish_time: null });
  }
}

/** The columns of an event that failed. */
function packActionEventFinish(excVal: unknown): Partial<InstanceActionEvent> {
  const traceback = excVal instanceof Error ? (excVal.stack ?? null) : null;
  return { finish_time: new Date(), result: "Error", details: detailsOf(excVal), traceback };
}

/** A text of Nova's own, or no more than a class: at most what the column holds. */
function detailsOf(excVal: unknown): string {
  if (typeof excVal === "string") return excVal.slice(0, 255);
  return excVal instanceof NovaError ? excVal.formatMessage().slice(0, 255) : excVal instanceof Error ? excVal.name : "unknown failure";
}

/** Runs a step of an action as an event: it ends as the step ends, and a failure goes on. */
export async function wrapInstanceEvent<Result>(events: InstanceActionEvents, host: string, uuid: InstanceUuid, event: string, step: () => Promise<Result>): Promise<Result> {
  await events.eventStart(uuid, event, host);
  try {
    const result = await step();
    await events.eventFinish(uuid, event);
    return result;
  } catch (error) {
    await events.eventFinishWithFailure(uuid, event, error);
    throw error;
  }
}
