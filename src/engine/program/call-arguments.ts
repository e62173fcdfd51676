/** What calls are given. */
import type { Loaded } from "./loaded.js";

/** The nodes of a call's arguments, in their order. */
export const argumentsOf = ({ flow }: Loaded, call: number): readonly number[] => Array.from(flow.calls.argumentNode.slice(flow.calls.firstArgument[call] ?? 0, flow.calls.firstArgument[call + 1] ?? 0));
