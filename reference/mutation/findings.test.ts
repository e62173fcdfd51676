/** Every security line of the reference is load-bearing: without it exactly one rule reports, at the named places. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { copyReference, type ReferenceCopy } from "./copy.js";
import { mutated, placesOf, type Mutation } from "./mutation.js";
import { mutations } from "./mutations/index.js";

const lists = Object.entries(mutations);
const all = lists.flatMap(([rule, list]) => list.map((mutation) => ({ rule, mutation })));

let copy: ReferenceCopy;
const changed = new Set<string>();

beforeAll(async () => { copy = await copyReference(); });
afterAll(() => { copy.remove(); });
afterEach(() => {
  copy.restore(changed);
  changed.clear();
});

function mutate(mutation: Mutation): ReadonlyMap<string, string> {
  const texts = mutated(mutation);
  for (const file of texts.keys()) changed.add(file);
  copy.write(texts);
  return texts;
}

it("the reference has no finding", async () => {
  expect(await copy.lint()).toEqual([]);
});

for (const [rule, list] of lists) {
  describe(rule, () => {
    for (const mutation of list) {
      it(`${mutation.id}: ${mutation.removes}`, async () => {
        const texts = mutate(mutation);
        const wanted = mutation.reports.flatMap((place) => placesOf(place, texts).map((at) => `${at} ${rule}`)).sort();
        const found = await copy.lint();
        if (mutation.missed === undefined) expect(found).toEqual(wanted);
        else expect(found, `${mutation.id} is noticed now: \`missed\` is to go`).not.toEqual(wanted);
      });
    }
  });
}

describe("a process that has seen other versions says what a new one says", () => {
  for (const { rule, mutation } of all.filter((_, index) => index % 9 === 0)) {
    it(`${rule}, ${mutation.id}`, async () => {
      mutate(mutation);
      expect(await copy.lint()).toEqual(await copy.review());
    });
  }
});

describe("the list", () => {
  it("has at least sixty, and four for each rule", () => {
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(lists.filter(([, list]) => list.length < 4)).toEqual([]);
  });

  it("has at least as many with the report in another file as in the file of the edit alone", () => {
    const elsewhere = all.filter(({ mutation: { edits, reports } }) => reports.some((place) => edits.some(({ file }) => file !== place.file)));
    expect(elsewhere.length * 2).toBeGreaterThanOrEqual(all.length);
  });

  it("names each once", () => {
    expect(new Set(all.map(({ mutation }) => mutation.id)).size).toBe(all.length);
  });
});
