import { RuleTester, type InvalidTestCase, type RunTests } from "@typescript-eslint/rule-tester";
import { afterAll, describe, expect, it } from "vitest";
import type { PolicyRule } from "../../src/policy/index.js";
import { suggestionsFor } from "./suggestions.js";

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const tester = new RuleTester();
type Cases = RunTests<string, readonly unknown[]>;

/**
 * Runs cases of a rule through ESLint with typescript-eslint's parser. The suggestions of an invalid case are not written beside it:
 * each is held to what holds for all, that the text it makes parses, and that the finding is gone. What they make of a text stands
 * in the tests of suggestions.
 */
export const ruleTester = {
  run(name: string, rule: PolicyRule, cases: Cases): void {
    tester.run(name, withoutSuggestions(rule), cases);
    if (!rule.meta.hasSuggestions) return;
    describe(`${name}: suggestions`, () => {
      it.each(cases.invalid.map((each: InvalidTestCase<string, readonly unknown[]>) => [each.name ?? each.code, each] as const))("repair: %s", (_, { code, options, filename }) => {
        for (const { left } of suggestionsFor(rule, code, { options: options?.[0], filename })) expect(left).toEqual([]);
      });
    });
  },
};

function withoutSuggestions(rule: PolicyRule): PolicyRule {
  return {
    meta: { ...rule.meta, hasSuggestions: false },
    create: (context) => rule.create(Object.create(context, { report: { value: ({ suggest: _, ...report }: Parameters<typeof context.report>[0]) => context.report(report) } }) as typeof context),
  };
}
