/** Flow modules with one number wrong. */
import type { FlowModule } from "../../src/compile/index.js";
import { EDGE_NAMES, NODE_NAMES } from "../../src/compile/names.js";
import type { Edge, Node } from "../../src/compile/index.js";
import { flowOf, type FlowText } from "./flow-text.js";

/** `[IR text, place, value, complaint]`; in each of them `<load a.b>` is a node and `{param a --load .b--> load a.b}` an edge, and behind a `#` its number. */
export type Case = readonly [text: string, place: string, value: unknown, complaint: string];

export interface Broken {
  readonly flow: FlowModule;
  readonly complaint: string;
}

/** The flow module of a text with the value at a place (`functions/1/parent`) replaced; `undefined` takes it away. */
export function broken([text, place, value, complaint]: Case): Broken {
  const sound = flowOf(text);
  const flow = structuredClone(sound.flow);
  const keys = [...place.matchAll(/<[^>]*>|\{[^}]*\}|[^/]+/g)].map(([key]) => numberOf(sound, key) ?? key);
  const last = keys.pop() ?? "";
  let at: unknown = flow;
  for (const key of keys) at = at instanceof Map ? (at as Map<unknown, unknown>).get(key) : Reflect.get(at as object, key);
  const given = typeof value === "string" ? (numberOf(sound, value) ?? value) : value;
  if (at instanceof Map) (at as Map<unknown, unknown>).set(last, given);
  else if (given === undefined) Reflect.set(flow, keys[0] ?? "", (at as Int32Array).slice(0, -1));
  else Reflect.set(at as object, last, given);
  return { flow, complaint: complaint.replaceAll(/#?<[^>]*>|#?\{[^}]*\}/g, (name) => placeName(sound, name)) };
}

function numberOf(sound: FlowText, key: string): number | null {
  if (/^-?\d+$/.test(key)) return Number(key);
  if (key.startsWith("<")) return sound.node(key.slice(1, -1));
  if (!key.startsWith("{")) return null;
  const edge = sound.edges().indexOf(key.slice(1, -1));
  if (edge < 0) throw new Error(`there is no edge ${key}; there are:\n${sound.edges().join("\n")}`);
  return edge;
}

/** As the validator calls it; with `#` before it, its number. */
function placeName(sound: FlowText, name: string): string {
  const { flow } = sound;
  const number = numberOf(sound, name.replace("#", "")) ?? -1;
  if (name.startsWith("#")) return String(number);
  const node = (id: number): string => `node ${id} (${NODE_NAMES[flow.nodeKind[id] as Node]})`;
  return name.startsWith("<") ? node(number) : `edge ${number} (${EDGE_NAMES[flow.edgeKind[number] as Edge]} from ${node(flow.edgeFrom[number] ?? -1)} to ${node(flow.edgeTo[number] ?? -1)})`;
}
