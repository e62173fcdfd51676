/** The text of the statement that a sink's call runs, as far as it is constant, and which of its values lands there. */
import { Node } from "../../compile/index.js";
import { RESULT } from "../../models/model.js";
import type { Statement } from "../api.js";
import type { Sink } from "../facts/summary.js";
import type { Site } from "../program/entity.js";
import { constantAt } from "../rows/call-places.js";
import type { Models } from "../rows/context.js";
import { onlyBefore } from "./written-records.js";

/** `path`: where in the argument the value lies. `null`: no constant text is in sight. */
export function statementOf(models: Models, { module, call, argument }: Sink, path: readonly string[]): Statement | null {
  if (call < 0 || argument <= RESULT) return null;
  const site: Site = { module, call };
  const own = textAt(models, site);
  if (own !== null) return { text: own.text, value: argument === own.at && !isListed(own.key, path) ? null : placeholderOf(path, argument) };
  // `db.prepare(text).run(value)`
  const prepared = preparedBy(site);
  const text = prepared < 0 ? null : textAt(models, { module, call: prepared });
  return text === null ? null : { text: text.text, value: placeholderOf(path, argument + 1) };
}

/** The constant text that a call is given first. */
export function statementText(models: Models, site: Site): string | null {
  return textAt(models, site)?.text ?? null;
}

interface TextAt {
  readonly text: string;
  readonly at: number;
  /** The property that holds it; "": the argument is the text. */
  readonly key: string;
}

/** A text, the text of a statement object, or the parts of a tagged template. */
function textAt(models: Models, site: Site): TextAt | null {
  for (const key of ["", "text", "sql"]) {
    const text = constantAt(models, site, { at: 0, path: key === "" ? [] : [key] });
    if (typeof text === "string") return /\s/.test(text) ? { text, at: 0, key } : null;
  }
  const parts: string[] = [];
  for (let index = 0; index < PARTS; index++) {
    const part = constantAt(models, site, { at: 0, path: [String(index)] });
    if (typeof part !== "string") break;
    parts.push(part);
  }
  const text = parts.reduce((before, part, index) => `${before}${index === 0 ? "" : `$${index}`}${part}`, "");
  return parts.length === 0 ? null : { text, at: 0, key: "" };
}
const PARTS = 64;

/** The value lies beside the text in an object that holds both. */
const isListed = (key: string, path: readonly string[]): boolean => key !== "" && path.length > 0 && path[0] !== key;

/** By position, from 1; by name. */
function placeholderOf(path: readonly string[], argument: number): string {
  const last = path.at(-1);
  if (last === undefined) return String(argument);
  return /^\d+$/.test(last) ? String(Number(last) + 1) : last;
}

/** The call whose result this one is made on; -1. */
function preparedBy({ module, call }: Site): number {
  const { flow } = module;
  let node = flow.calls.receiver[call] ?? -1;
  for (let left = 8; left > 0 && node >= 0; left--) {
    node = flow.nodeOrigin[node] ?? node;
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Call) return flow.nodeAux[node] ?? -1;
    if (kind !== Node.Variable && kind !== Node.Captured && kind !== Node.Cell && kind !== Node.Await) return -1;
    node = onlyBefore(module, node);
  }
  return -1;
}
