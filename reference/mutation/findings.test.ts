/** Every security line of the reference is load-bearing: without it exactly one rule reports, at the named places. */
import { availableParallelism } from "node:os";
import { beforeAll, describe, expect, it } from "vitest";
import { copyReference, type FindingText } from "./copy.js";
import { mutated, placesOf, type Mutation } from "./mutation.js";
import { mutations } from "./mutations/index.js";

const lists = Object.entries(mutations);
const all = lists.flatMap(([, list]): readonly Mutation[] => list);

/** What strict says of each version, by its id; "" is the reference itself. */
const said = new Map<string, readonly FindingText[]>();

/** Each version is reviewed in a process of its own; as many at a time as there are processors, each on a copy of its own. */
async function reviewAll(): Promise<void> {
  const waiting: (Mutation | null)[] = [null, ...all];
  const work = async (): Promise<void> => {
    const copy = copyReference();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const texts = next === null ? new Map<string, string>() : mutated(next);
      copy.write(texts);
      said.set(next?.id ?? "", await copy.review());
      copy.restore(texts.keys());
    }
    copy.remove();
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
}

beforeAll(reviewAll, 600_000);

it("the reference has no finding", () => {
  expect(said.get("")).toEqual([]);
});

for (const [rule, list] of lists) {
  describe(rule, () => {
    for (const mutation of list) {
      it(`${mutation.id}: ${mutation.removes}`, () => {
        const texts = mutated(mutation);
        const wanted = mutation.reports.flatMap((place) => placesOf(place, texts).map((at) => `${at} ${rule}`)).sort();
        const found = said.get(mutation.id);
        if (mutation.missed === undefined) expect(found).toEqual(wanted);
        else expect(found, `${mutation.id} is noticed now: \`missed\` is to go`).not.toEqual(wanted);
      });
    }
  });
}

describe("the list", () => {
  it("has at least sixty that are noticed, and four for each rule", () => {
    const noticed = lists.map(([, list]) => list.filter(({ missed }: Mutation) => missed === undefined).length);
    expect(noticed.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(60);
    expect(Math.min(...noticed)).toBeGreaterThanOrEqual(4);
  });

  it("has at least as many with the report in another file as in the file of the edit alone", () => {
    const elsewhere = all.filter(({ edits, reports }) => reports.some((place) => edits.some(({ file }) => file !== place.file)));
    expect(elsewhere.length * 2).toBeGreaterThanOrEqual(all.length);
  });

  it("names each once", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });
});
