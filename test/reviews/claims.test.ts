/** What the reviews claim of Nova's model, asked of `strict`: found where it is true, silence where it is not. */
import { ESLint } from "eslint";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parser } from "typescript-eslint";
import { beforeAll, describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import { rules } from "../../src/rules.js";
import { claims, type Place, type RuleName } from "./claims.js";
import { constructsOf, type Lines } from "./constructs.js";

interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly line: number;
}

const repository = fileURLToPath(new URL("../../", import.meta.url));
const findings: Finding[] = [];

beforeAll(async () => {
  const eslint = new ESLint({ cwd: repository, overrideConfigFile: true, overrideConfig: [{ ...plugin.configs.strict, languageOptions: { parser } }] });
  for (const { filePath, messages } of await eslint.lintFiles(["rules/*/violation.ts"])) {
    const file = /rules[\\/](.*)[\\/]violation\.ts$/.exec(filePath)?.[1] ?? filePath;
    findings.push(...messages.map(({ ruleId, line, message }) => ({ file, rule: ruleId?.replace("instance-actions/", "") ?? message, line })));
  }
}, 60_000);

const files = new Map<RuleName, ReadonlyMap<string, readonly Lines[]>>();

function linesOf({ file, construct }: Place): Lines {
  let constructs = files.get(file);
  if (constructs === undefined) files.set(file, (constructs = constructsOf(readFileSync(`${repository}rules/${file}/violation.ts`, "utf8"))));
  const [lines, ...others] = constructs.get(construct) ?? [];
  if (lines === undefined || others.length > 0) throw new Error(`rules/${file}/violation.ts has ${others.length === 0 ? "no" : "more than one"} ${construct}`);
  return lines;
}

const isAt = (place: Place, { file, rule, line }: Finding): boolean => file === place.file && rule === place.rule && line >= linesOf(place).first && line <= linesOf(place).last;

const told = (place: Place): boolean => findings.some((finding) => isAt(place, finding));
const named = ({ file, construct, rule }: Place): string => `${rule} at ${construct} of ${file}`;

describe.each(claims)("$id $says", (claim) => {
  it("is reported where it is true", () => {
    expect(claim.found.filter((place) => !told(place)).map(named)).toEqual([]);
  });
  it("is not where it is false", () => {
    expect(claim.silent.filter(told).map(named)).toEqual([]);
  });
  it("is beyond Nova, where what makes it false is missing", () => {
    expect(claim.beyond.filter((place) => !told(place)).map(named)).toEqual([]);
  });
  it("is missed where that is known", () => {
    expect(claim.missed.filter(told).map(named)).toEqual([]);
  });
  it("has the places that its verdict asks for", () => {
    const { found, silent, beyond } = claim;
    expect({ found: found.length > 0, silent: silent.length > 0, all: found.length + silent.length + beyond.length > 0 }).toMatchObject(
      { true: { found: true }, "in part": { found: true, silent: true }, false: { found: false, silent: true }, "not checkable": { all: false } }[claim.verdict],
    );
  });
  it("is a point that its rules name", () => {
    const asked = new Set([...claim.found, ...claim.silent, ...claim.beyond, ...claim.missed].map(({ rule }) => rule));
    expect([...asked].sort()).toEqual((Object.keys(rules) as RuleName[]).filter((rule) => rules[rule].meta.docs.review.includes(claim.id)).sort());
  });
});

it("every finding in the pieces of the model is what a claim says", () => {
  const pieces = new Set<string>(claims.flatMap(({ found, silent, beyond }) => [...found, ...silent, ...beyond].map(({ file }) => file)));
  const claimed = claims.flatMap(({ found, beyond }) => [...found, ...beyond]);
  expect(findings.filter((finding) => pieces.has(finding.file) && !claimed.some((place) => isAt(place, finding)))).toEqual([]);
});
