/** Identifiers. A text becomes one only through its parser here; everything behind the door takes these types and no bare strings. */
import { randomUUID } from "node:crypto";
import { z } from "zod";

export const InstanceId = z.uuid().toLowerCase().brand("InstanceId");
export type InstanceId = z.infer<typeof InstanceId>;

/** `req-` and a uuid: one request of a caller, and the action it started. */
export const RequestId = z
  .string()
  .regex(/^req-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .brand("RequestId");
export type RequestId = z.infer<typeof RequestId>;

/** A project or user, as the identity service writes it: a uuid with or without dashes. */
const IdentityId = z.string().regex(/^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/);
export const ProjectId = IdentityId.brand("ProjectId");
export type ProjectId = z.infer<typeof ProjectId>;
export const UserId = IdentityId.brand("UserId");
export type UserId = z.infer<typeof UserId>;

/** Keys of records, given by the database. */
const RecordKey = z.int().positive();
export const ActionId = RecordKey.brand("ActionId");
export type ActionId = z.infer<typeof ActionId>;
export const EventId = RecordKey.brand("EventId");
export type EventId = z.infer<typeof EventId>;

export function newRequestId(): RequestId {
  return RequestId.parse(`req-${randomUUID()}`);
}
