import type { Module } from "../../../src/ir/ir.js";
import { Program, type Files } from "../program.js";

/** The usages in the file `main` of a program: `kind (note): text`. */
export function usagesOf(program: string | Files, lower?: (text: string) => Module): readonly string[] {
  const files = typeof program === "string" ? { main: program } : program;
  const text = files["main"] ?? "";
  return new Program(files, lower).usages("main").map(({ kind, note, start, end }) => `${kind}${note === "" ? "" : ` (${note})`}: ${text.slice(start, end)}`);
}
