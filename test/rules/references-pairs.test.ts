/** The two models of a rule are one text but for the flaw: who compares them sees what matters. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { rules } from "../../src/rules.js";

/** The most of either text that the other may lack. */
const MOST = 0.4;

/** More of it, and why. */
const EXCEPTIONS: Readonly<Record<string, { readonly most: number; readonly because: string }>> = {
  "no-legacy-compat-shim": { most: 0.5, because: "Shims and old imports are what should not be there: the right text has nothing in their place." },
};

/** What a reader compares: the lines with something on them, without the marks of findings. */
function linesOf(name: string, model: "violation" | "reference"): string[] {
  const text = readFileSync(new URL(`../../rules/${name}/${model}.ts`, import.meta.url), "utf8");
  return text.split("\n").map((line) => line.replace(/\/\/ \$ .*/, "").trim()).filter((line) => line !== "");
}

/** How many lines two texts have in common, in the same order. */
function common(left: readonly string[], right: readonly string[]): number {
  let below = Array.from({ length: right.length + 1 }, () => 0);
  for (const line of left.toReversed()) {
    const row = [0];
    for (const [index, other] of right.toReversed().entries()) row.push(line === other ? (below[index] ?? 0) + 1 : Math.max(row[index] ?? 0, below[index + 1] ?? 0));
    below = row;
  }
  return below.at(-1) ?? 0;
}

it.each(Object.keys(rules))("%s: both models are the same text but for the flaw", (name) => {
  const [violation, reference] = [linesOf(name, "violation"), linesOf(name, "reference")];
  const shared = common(violation, reference);
  const most = EXCEPTIONS[name]?.most ?? MOST;
  expect({ violation: 1 - shared / violation.length <= most, reference: 1 - shared / reference.length <= most }).toEqual({ violation: true, reference: true });
});

it("makes exceptions for rules that there are", () => {
  expect(Object.keys(EXCEPTIONS).filter((name) => !(name in rules))).toEqual([]);
});

it("counts lines that moved, and lines that changed", () => {
  expect(common(["a", "b", "c"], ["a", "b", "c"])).toBe(3);
  expect(common(["a", "b", "c"], ["c", "a", "b"])).toBe(2);
  expect(common(["a", "x"], ["a", "y"])).toBe(1);
  expect(common(["a"], [])).toBe(0);
});
