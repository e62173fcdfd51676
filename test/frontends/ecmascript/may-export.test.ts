import { describe, expect, test } from "vitest";
import { mayExport } from "../../../src/frontends/ecmascript/may-export.js";
import { parse } from "../../../src/frontends/ecmascript/parse.js";

/** Every way to export `Name`. */
const EXPORTING = [
  "export class Name {}",
  "export const Name = 1;",
  "export const other = {}, Name = 1;",
  "export const { a: { Name } } = all;",
  "export const [Name] = all;",
  "export async function* Name() {}",
  "export abstract class Name {}",
  "export declare const Name: string;",
  "export interface Name { a: { b: 1 } }",
  "export type Name = { a: 1 };",
  "export enum Name { A }",
  "export namespace Name {}",
  "const Name = 1;\nexport { Name };",
  "export { other, inner as Name };",
  "export type { Name } from './a';",
  "export * as Name from './a';",
  "export * from './a';",
  "exports.Name = 1;",
  "module.exports = make();",
  "export = make();",
  "export const N\\u0061me = 1;",
  "@sealed({ a: 1 }) export class Name {}",
  "export @sealed({ a: 1 }) class Name {}",
];

describe("whether a text may export a name", () => {
  test.each(EXPORTING)("it may: %s", (text) => {
    expect(mayExport(text)("Name")).toBe(true);
  });

  test.each(["import { Name } from './a';\nnew Name();", "export class NameSpace {}", "export const other = 1;\nuse(Name);", "const Name = 1;", ""])("it may not: %j", (text) => {
    expect(mayExport(text)("Name")).toBe(false);
  });

  test("a name with characters that patterns give a meaning", () => {
    expect(mayExport("export const $name = 1;")("$name")).toBe(true);
    expect(mayExport("export const a$name = 1;")("$name")).toBe(false);
  });

  test("never false for a name that parsing finds", () => {
    for (const text of EXPORTING) {
      const parsed = parse("a.ts", text);
      if (!parsed.ok) continue;
      for (const item of parsed.module.exports) if (item.kind === "local") expect(mayExport(text)(item.name), text).toBe(true);
    }
  });
});
