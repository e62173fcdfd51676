/** What `npm run reference` shows: an instance with a history, machines that only pretend, and tokens to call the service with. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SignJWT } from "jose";
import { AUDIENCE, ISSUER } from "./http/authentication.js";
import { serviceContext, type Role } from "./model/context.js";
import { WrongState } from "./model/errors.js";
import { InstanceId, newRequestId, ProjectId } from "./model/ids.js";
import type { Instance } from "./model/instance.js";
import type { Service } from "./service.js";
import type { Compute } from "./service/operations.js";

/** Machines that do what they are told at once. */
export const pretendedCompute: Compute = {
  hostOf: () => "host-1",
  reboot: () => Promise.resolve(),
  destroy: () => Promise.resolve(),
};

/** Writes a header with a token of each role, as the identity service would make it, for an hour; only its owner can read it. */
export async function writeDemoTokens(key: Uint8Array, projectId: ProjectId, folder: string): Promise<void> {
  for (const role of ["member", "admin"] as const satisfies readonly Role[]) {
    const token = await new SignJWT({ project_id: projectId, roles: [role] })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(randomUUID())
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setExpirationTime("1h")
      .sign(key);
    await writeFile(join(folder, role), `Authorization: Bearer ${token}\n`, { mode: 0o600 });
  }
}

/** An instance that was created, and could not be rebooted. */
export async function seedDemo({ instances, reporter }: Service): Promise<Instance> {
  const instance: Instance = { uuid: InstanceId.parse(randomUUID()), projectId: ProjectId.parse(randomUUID()), state: "active" };
  await instances.add(instance);
  await reporter.during(serviceContext(newRequestId()), { action: "create", event: "compute_create", host: "host-1", instances: [instance] }, () => Promise.resolve());
  await reporter
    .during(serviceContext(newRequestId()), { action: "reboot", event: "compute_reboot", host: "host-1", instances: [instance] }, () => Promise.reject(new WrongState()))
    .catch((error: unknown) => {
      if (!(error instanceof WrongState)) throw error;
    });
  return instance;
}
