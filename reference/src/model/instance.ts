/** What the action model needs to know of an instance. Whoever has one got it from storage, under the scope of a caller. */
import type { InstanceId, ProjectId } from "./ids.js";

export const STATES = ["active", "rebooting", "error", "deleted"] as const;
export type InstanceState = (typeof STATES)[number];

export interface Instance {
  readonly uuid: InstanceId;
  readonly projectId: ProjectId;
  readonly state: InstanceState;
}
