/**
 * Code that its own comment calls compatibility code to be removed. Nothing but the comment tells it from a default or a choice
 * (`job.newId ?? job.id`): whether anything from before is still about is not in the program. So both things must be said in it:
 * what it is for, and that it is to go.
 */
import { Node } from "../../compile/index.js";
import type { Usage } from "../api.js";
import type { Loaded } from "../program/loaded.js";

const COMPATIBLE = /backwards?[-\s]compatib|\b(legacy|old) (format|data|jobs?|records?|rows?|payloads?|clients?|callers?|api|support|behaviou?r)\b|compatibility (layer|shim|fallback)/i;
const TO_REMOVE = /\b(to be|should be|can be|needs? to be|must be|will be) (removed|deleted|dropped)\b|\b(remove|delete|drop) (this|it|me|them|the \w+)?\s*(after|once|when|in v?\d)\b|todo\b[^\n]*\b(remove|delete|drop)\b/i;
/** Kept for what still runs or lies about until something has happened: that says both. */
const TRANSITION = /\b(remove|delete|drop)\b[^\n.]{0,30}\b(after|once|when)\b[^\n.]{0,20}\b(deployment|deploy|deployed|roll-?out|rolled out|migration|migrated|upgrade|upgraded|cut-?over)\b/i;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(),])\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*/g;

/** Kind: `marked-code`; the line of code that the comment stands over. */
export function markedCode(module: Loaded): Usage[] {
  const { text } = module;
  if (!isMarked(text)) return [];
  const usages: Usage[] = [];
  for (const match of text.matchAll(COMMENT)) {
    const words = match[0].replaceAll(/\s*\n[ \t]*(\/\/|\*)[ \t]*/g, " ");
    if (!isMarked(words) || isInText(module, match.index)) continue;
    const [, gap = "", line = ""] = /^(\s*)([^\n]*)/.exec(text.slice(match.index + match[0].length)) ?? [];
    const start = match.index + match[0].length + gap.length;
    const code = line.trimEnd();
    if (/\w/.test(code)) usages.push({ start, end: start + code.length, kind: "marked-code", note: "" });
  }
  return usages;
}

const isMarked = (text: string): boolean => TRANSITION.test(text) || (COMPATIBLE.test(text) && TO_REMOVE.test(text));

function isInText({ flow }: Loaded, offset: number): boolean {
  for (let node = 0; node < flow.nodeCount; node++) {
    const kind = flow.nodeKind[node] as Node;
    if ((kind === Node.Constant || kind === Node.Text) && (flow.nodeStart[node] ?? 0) < offset && offset < (flow.nodeEnd[node] ?? 0)) return true;
  }
  return false;
}
