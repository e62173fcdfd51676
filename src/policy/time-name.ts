/**
 * Which names say "a point in time", and what they claim of it. A column that holds a time is known by the value that is written there;
 * its name tells when the time is meant to be: what has happened (`start_time`, `updatedAt`), or what is to come (`expires_at`).
 */
import { wordsOf } from "./identifier-name.js";
import type { SourceKind } from "./kinds.js";

/** Last words of names of points in time. */
const TIME_WORDS = new Set(["at", "on", "time", "times", "timestamp", "ts", "date", "datetime", "when", "moment", "instant"]);
/** What is said with them is no point in time. */
const SPANS = new Set(["duration", "elapsed", "latency", "uptime", "runtime", "response", "execution", "processing", "wait", "waiting", "zone", "run", "total", "spent", "took", "life", "lead", "cpu"]);
/** Words of plans: nothing has happened at that time yet. */
const PLANS = new Set([
  "expire", "expires", "expiry", "expiration", "expiring", "due", "schedule", "scheduled", "valid", "until", "next", "deadline", "plan", "planned", "available", "effective", "retry",
  "remind", "reminder", "renew", "renews", "renewal", "target", "estimated", "expected", "eta", "birth", "trial", "after", "before", "starts", "ends", "runs", "publish", "visible", "not", "max", "min",
]);
/** Pairs of what a record claims of itself: what the time of the one must follow. */
const BEGINNINGS = new Set(["start", "started", "begin", "began", "begun", "launched", "opened"]);
const ENDINGS = new Set(["finish", "finished", "end", "ended", "stop", "stopped", "complete", "completed", "closed", "failed", "succeeded"]);
const BOOKKEEPING = new Set(["create", "created", "insert", "inserted", "update", "updated", "modified", "changed", "delete", "deleted", "removed", "touched", "saved"]);

/** What is done, not when it was. */
const VERBS = new Set(["begin", "stop", "complete", "create", "insert", "update", "delete"]);

/** Whether a column of that name holds a point in time. */
export function isTimeName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (words.some((word) => SPANS.has(word))) return false;
  const [, joined = ""] = /^(.+)(?:time|date|stamp|at)$/.exec(last) ?? [];
  return TIME_WORDS.has(last) || isPast(joined) || (isPast(last) && !VERBS.has(last));
}

/** Whether it claims of its record when something happened. */
export function isClaim(name: string): boolean {
  const words = wordsOf(name);
  return isTimeName(name) && !words.some((word) => PLANS.has(word));
}

/** Whether the one is the beginning of what the other ends, or both are the bookkeeping of one record. */
export function isPair(one: string, other: string): boolean {
  const sets = [one, other].map(wordsOf);
  const have = (set: ReadonlySet<string>): boolean[] => sets.map((words) => words.some((word) => set.has(word)));
  const [begins, ends, keeps] = [have(BEGINNINGS), have(ENDINGS), have(BOOKKEEPING)];
  return (begins[0] === true && ends[1] === true) || (ends[0] === true && begins[1] === true) || keeps.every(Boolean) || one.toLowerCase() === other.toLowerCase();
}

const isPast = (word: string): boolean => BEGINNINGS.has(word) || ENDINGS.has(word) || BOOKKEEPING.has(word);

/** The time of a request, by its name and that of what it is read from: `ctx.timestamp`, `RequestContext { receivedAt }`. */
export function requestTime(name: string, owner: string | null): SourceKind | null {
  if (owner === null || !REQUEST_TIMES.has(name.replace(/[_-]/g, "").toLowerCase())) return null;
  return REQUESTS.has(wordsOf(owner).at(-1) ?? "") ? "caller-time" : null;
}

const REQUEST_TIMES = new Set(["timestamp", "requesttimestamp", "requesttime", "requestedat", "receivedat", "requeststart", "requeststarted", "requeststartedat", "starttime", "startedat", "arrivedat"]);
const REQUESTS = new Set(["context", "ctx", "request", "req"]);
