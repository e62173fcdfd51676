/** The one clock of the service. Every time that is stored or compared comes from it, never from the database or a request. */
export interface Clock {
  /** UTC; milliseconds, which is what the columns hold. */
  readonly now: () => Date;
}

export const systemClock: Clock = { now: () => new Date() };
