/** docs/reviews.md: what the reviews claim, as the table of the tests has it. */
import { claims, type Claim, type Place } from "../test/reviews/claims.js";
import { fill, type Output } from "./generated-file.js";

export function reviewClaims(output: Output): void {
  const rows = claims.map((claim) => `| ${claim.id} | ${claim.says} | **${claim.verdict}** | ${claim.because} | ${where(claim)} |`);
  fill("docs/reviews.md", "claims", ["| | claim | true? | | `strict` |", "| --- | --- | --- | --- | --- |", ...rows].join("\n"), output);
}

function where({ found, missed, silent, beyond }: Claim): string {
  const lists = [["reports", found], ["misses", missed], ["is silent about", silent], ["beyond Nova, reports", beyond]] as const;
  return lists.flatMap(([does, places]) => (places.length === 0 ? [] : `${does} ${byRule(places)}`)).join("<br>");
}

/** `getById`, `show` ([rule](…)): a construct in the file of another rule names that. */
function byRule(places: readonly Place[]): string {
  const named = ({ construct, file, rule }: Place): string => `\`${construct}\`${file === rule ? "" : ` of [${file}](../rules/${file}/violation.ts)`}`;
  const asked = [...new Set(places.map(({ rule }) => rule))];
  return asked.map((rule) => `${places.filter((place) => place.rule === rule).map(named).join(", ")} ([${rule}](../rules/${rule}/violation.ts))`).join("; ");
}
