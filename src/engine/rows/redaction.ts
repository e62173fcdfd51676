/** What something leaves out of the values that it is handed, by how it was made: a logger with a list of paths, a format that overwrites fields. */
import { ANY, ELEMENT } from "../../models/model.js";
import type { Site } from "../program/entity.js";
import type { Models } from "./context.js";
import { redactionsOf, type Pattern, type Redaction } from "./redaction-lists.js";
import { settersUp } from "./set-up-calls.js";

/** `parts`: of what lies at the path only some fields are left out. */
export type Redacted = "whole" | "parts" | "no";

const MADE = {};

/** What is left out of an argument of a call, at a path inside the argument. `maker`: where what the call is made on was made; `null`: it is not known. */
export function redactedAt(models: Models, site: Site, maker: Site | null, argument: number, path: readonly string[]): Redacted {
  if (maker !== null) return redactedBy(models, maker, argument, path);
  const receiver = site.module.flow.calls.receiver[site.call] ?? -1;
  const makers = receiver < 0 ? [] : settersUp(models, site.module, models.linker.state(site.module, receiver));
  if (makers.length === 0) return "no";
  const each = makers.map((one) => redactedBy(models, one, argument, path));
  return each.includes("no") ? "no" : each.includes("parts") ? "parts" : "whole";
}

function redactedBy(models: Models, maker: Site, argument: number, path: readonly string[]): Redacted {
  const { memo } = maker.module;
  let table = memo.get(MADE) as Map<number, readonly Redaction[]> | undefined;
  if (table === undefined) memo.set(MADE, (table = new Map()));
  let redactions = table.get(maker.call);
  if (redactions === undefined) table.set(maker.call, (redactions = redactionsOf(models, maker)));
  const own = redactions.filter((each) => each.argument === -1 || each.argument === argument);
  if (own.length === 0) return "no";
  const names = path.filter((name) => name !== ANY);
  if (own.some(({ patterns }) => patterns.some((pattern) => covers(pattern, names)))) return "whole";
  if (own.some(({ isOpen }) => isOpen)) return names.length > 0 ? "whole" : "parts";
  // Whoever leaves some fields of an object out, knows what is sensitive in it.
  const around = [names, names.slice(0, -1)];
  return own.some(({ patterns }) => patterns.some((pattern) => around.some((each) => reachesBelow(pattern, each)))) ? "parts" : "no";
}

/** The value at the path, or what it lies in, is left out. */
function covers(pattern: Pattern, path: readonly string[]): boolean {
  const [first, last = ""] = pattern;
  if (first === "**") return path.includes(last);
  return pattern.length <= path.length && pattern.every((name, index) => fits(name, path[index] ?? ""));
}

function reachesBelow(pattern: Pattern, path: readonly string[]): boolean {
  return pattern[0] === "**" || (pattern.length > path.length && path.every((name, index) => fits(pattern[index] ?? "", name)));
}

const fits = (name: string, at: string): boolean => name === "*" || name === at || (at === ELEMENT && /^\d+$/.test(name));
