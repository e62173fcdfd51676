/** One operation, one transaction: what is tried again, what is given up, and what goes on as it is. */
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { NotFound, StorageUnavailable } from "../../src/model/errors.js";
import type { Queries } from "../../src/storage/database.js";
import { updateState } from "../../src/storage/instance-rows.js";
import { transactionsOf } from "../../src/storage/transactions.js";
import { addInstance, caller, openBench } from "../harness.js";

const bench = await openBench();
const transactions = transactionsOf(bench.database.queries);

/** Lets the database itself fail, as if it had said this. */
const refuse = (queries: Queries, sqlState: string) => queries.execute(sql.raw(`do $$ begin raise exception using errcode = '${sqlState}'; end $$`));

/** Runs work that the database refuses so often, and counts how often it was tried. */
async function tried(sqlState: string, times: number): Promise<{ readonly tries: number; readonly error: unknown }> {
  let tries = 0;
  const work = async (queries: Queries) => {
    tries += 1;
    if (tries <= times) await refuse(queries, sqlState);
  };
  const error: unknown = await transactions.run(work).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { tries, error };
}

describe("what another writer caused", () => {
  it.each([
    ["a deadlock", "40P01"],
    ["a serialisation failure", "40001"],
  ])("is tried again, five times in all: %s", async (_, state) => {
    expect(await tried(state, 1)).toEqual({ tries: 2, error: null });
    expect(await tried(state, 4)).toEqual({ tries: 5, error: null });
    expect(await tried(state, 5)).toEqual({ tries: 5, error: expect.any(StorageUnavailable) as unknown });
  });

  it("leaves nothing of the tries that were given up", async () => {
    const instance = await addInstance(bench);
    let tries = 0;
    await transactions.run(async (queries) => {
      tries += 1;
      if (tries === 1) await updateState(queries, instance, "error");
      if (tries === 1) await refuse(queries, "40001");
    });
    expect(await bench.instances.get(caller(instance.projectId), instance.uuid)).toEqual(instance);
  });
});

describe("what the database cannot do", () => {
  it.each([
    ["connections are at an end", "08006"],
    ["too many connections", "53300"],
    ["the disk is full", "53100"],
    ["it is shutting down", "57P01"],
    ["it is starting", "57P03"],
    ["a statement took too long", "57014"],
    ["a file cannot be read", "58030"],
  ])("is unavailable at once: %s", async (_, state) => {
    expect(await tried(state, 9)).toEqual({ tries: 1, error: expect.any(StorageUnavailable) as unknown });
  });

  it("is told with its cause, of which nothing is in the text", async () => {
    const { error } = await tried("57P01", 1);
    expect(error).toMatchObject({ message: "The records cannot be reached at the moment. Try again.", cause: { cause: { code: "57P01" } } });
  });
});

describe("any other failure", () => {
  it("goes on as it is, is tried once, and nothing of the operation is kept", async () => {
    const instance = await addInstance(bench);
    const failure = new NotFound("event");
    let tries = 0;
    const work = async (queries: Queries) => {
      tries += 1;
      await updateState(queries, instance, "error");
      throw failure;
    };
    await expect(transactions.run(work)).rejects.toBe(failure);
    expect(tries).toBe(1);
    expect(await bench.instances.get(caller(instance.projectId), instance.uuid)).toEqual(instance);
  });

  it("goes on as it is where the database says that the operation is wrong", async () => {
    const { tries, error } = await tried("22012", 1);
    expect(tries).toBe(1);
    expect(error).not.toBeInstanceOf(StorageUnavailable);
    expect(error).toMatchObject({ cause: { code: "22012" } });
  });

  it("goes on as it is, whatever was thrown", async () => {
    const anything: readonly unknown[] = [undefined, null, "40001", { code: "40001" }];
    for (const thrown of anything) {
      const run = transactions.run(() => {
        throw thrown;
      });
      await expect(run).rejects.toBe(thrown);
    }
  });
});
