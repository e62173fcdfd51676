/** Lists as they are cheap to make and to keep. */

/** One for each number that arrays are filled with. */
const TEMPLATES = new Map<number, number[]>();

/**
 * An array of one number. Arrays and not typed ones where a module, a function or a branch makes its own: a typed array costs
 * several hundred nanoseconds and bytes besides its data. A copy of a longer one, for that is one call and no loop.
 */
export function filled(length: number, value: number): number[] {
  return templateOf(length, value).slice(0, length);
}

function templateOf(length: number, value: number): number[] {
  let template = TEMPLATES.get(value);
  if (template === undefined) TEMPLATES.set(value, (template = []));
  while (template.length < length) template.push(value);
  return template;
}

const EMPTY: readonly never[] = [];

/** A copy without the room that a list grew into (a list of one has room for 17), for lists that are kept. */
export function packed<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? EMPTY : list.slice();
}
