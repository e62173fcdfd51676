/** What a request may say. Whatever is not here is refused, by name. */
import { z } from "zod";
import { InstanceId, RequestId } from "../model/ids.js";

/** The most actions of one page. */
export const MAX_LIMIT = 1000;

export const ServerPath = z.strictObject({ server_id: InstanceId });
export const ActionPath = z.strictObject({ server_id: InstanceId, request_id: RequestId });

/** A time with its offset, or in UTC without one; it is kept in UTC, never with the offset dropped. */
const Time = z
  .union([z.iso.datetime({ offset: true }), z.iso.datetime({ local: true }).transform((text) => `${text}Z`), z.iso.date()])
  .transform((text) => new Date(text))
  .refine((time) => time.getUTCFullYear() >= 1970 && time.getUTCFullYear() <= 9999, "out of range");

export const ListQuery = z
  .strictObject({
    limit: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform((text) => Math.min(Number(text), MAX_LIMIT))
      .default(MAX_LIMIT),
    marker: RequestId.optional(),
    "changes-since": Time.optional(),
    "changes-before": Time.optional(),
  })
  .refine(({ "changes-since": since, "changes-before": before }) => since === undefined || before === undefined || since <= before, {
    path: ["changes-before"],
    error: "before changes-since",
  });
export type ListQuery = z.infer<typeof ListQuery>;

export const NoQuery = z.strictObject({});

/** One operation on an instance. */
export const Operation = z.union([
  z.strictObject({ reboot: z.strictObject({ type: z.enum(["SOFT", "HARD"]) }) }),
  z.strictObject({ "os-resetState": z.strictObject({ state: z.enum(["active", "error"]) }) }),
]);
export type Operation = z.infer<typeof Operation>;
