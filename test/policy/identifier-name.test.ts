import { describe, expect, it } from "vitest";
import { columnOf, isIdentifierName, isOwnerName, sourceName } from "../../src/policy/index.js";
import { flow, step } from "./flows.js";

describe("isIdentifierName", () => {
  it.each(["id", "_id", "ID", "uuid", "userId", "user_id", "instanceUUID", "instance-uuid", "apiKeyId", "ids", "requestIds", "primaryKey", "row_key", "objectid".replace("id", "Id")])("%s is one", (name) => {
    expect(isIdentifierName(name)).toBe(true);
  });
  it.each(["", "_", "grid", "valid", "paid", "idle", "identity", "idea", "name", "apiKey", "sortKey", "publicKey", "key", "uuidVersion", "toString"])("%s is none", (name) => {
    expect(isIdentifierName(name)).toBe(false);
  });
});

describe("columnOf", () => {
  it.each([
    [["id"], "id"],
    [["where", "user", "id", "equals"], "id"],
    [["_id", "$in", "[]"], "_id"],
    [["$or", "[]", "owner_id", "$eq"], "owner_id"],
    [["[]"], null],
    [["0"], null],
    [[], null],
  ])("%j lies in the column %s", (path, column) => {
    expect(columnOf(path)).toBe(column);
  });
});

describe("sourceName", () => {
  it("is the last name read", () => {
    expect(sourceName(flow({ sourcePath: ["params", "id"] }))).toBe("id");
  });
  it("is the root's own name where nothing is read", () => {
    expect(sourceName(flow({ sourcePath: [], steps: [step("/repo/a.ts", 0, "instanceUuid: string")] }))).toBe("instanceUuid");
  });
  it("is null for what has no name", () => {
    expect(sourceName(flow({ sourcePath: [], steps: [step("/repo/a.ts", 0, "{ a, b }")] }))).toBeNull();
  });
});

describe("isOwnerName", () => {
  it.each(["userId", "user_id", "ownerUuid", "tenant", "created_by", "createdBy", "organisationId"])("%s says whose a record is", (name) => {
    expect(isOwnerName(name)).toBe(true);
  });
  it.each(["id", "instanceId", "userAgent", "projectName", "authored", ""])("%s does not", (name) => {
    expect(isOwnerName(name)).toBe(false);
  });
});
