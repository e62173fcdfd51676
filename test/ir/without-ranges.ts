/** A copy of IR data without the fields `start` and `end`. */
export function withoutRanges(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRanges);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== "start" && key !== "end");
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutRanges(item)]));
}
