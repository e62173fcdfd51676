/**
 * The vocabulary that models and rules share: what a value can be (source kinds), where it must not go (sink kinds),
 * and what can be proven of it on the way (barrier kinds). Names are CodeQL's where it has one.
 */

/** What a value is when it appears. */
export const SOURCE_KINDS = {
  remote: "data that a caller from outside controls: request bodies, parameters, headers, messages",
  browser: "what a page gets from its visitor: its address, inputs, posted messages, the window's name",
  fetched: "what another service answered",
  "model-parameter": "a parameter of an exported function or public method (strict)",
  "stack-trace": "the text of a stack trace",
  exception: "a caught or passed error object, with its message and stack",
  credential: "a password, token, API key, cookie or other secret",
  contact: "an e-mail address, a phone number or a person's name",
  "ip-address": "the IP address that a request came from",
  "sensitive-object": "a whole object that holds such fields: request, headers, session, context, user",
  identity: "the id of a user, project or tenant (strict)",
  caller: "who sent the request, as what authenticated him left it there",
  correlation: "a request id (strict)",
  environment: "what the place where the program runs sets: an environment variable, a configuration",
  "keyed-digest": "what only those can compute who know a key",
  "file-content": "what was read from a file",
  "wall-clock": "the time of this process's clock",
  "monotonic-clock": "time since an unknown start (performance.now), no point in time",
  "database-clock": "the time of the database's clock",
  "caller-time": "the time that a request, a message or a job carries, by whoever sent it",
  "local-time": "a time written in the local zone, or parsed without one",
} as const;
export type SourceKind = keyof typeof SOURCE_KINDS;

/** Where a value arrives. */
export const SINK_KINDS = {
  "sql-injection": "text of an SQL statement or a part of one",
  "nosql-injection": "a condition of a NoSQL query, where an object of the caller's would act as an operator",
  "code-in-query": "text that a database runs as code ($where, mapReduce, server-side scripts)",
  "database-identifier": "an identifier position of a database call: find-by-id argument, key of a key-value store",
  "database-condition": "an object of conditions by column (where); the columns that look like identifiers count",
  "database-parameter": "a bound parameter of a statement",
  "database-record": "the columns of a record that is written",
  "persistent-store": "anything that outlives the process: a record, a document, a cache entry, a queued job, a file",
  log: "a log call",
  "log-injection": "text of a log that is written as lines",
  "html-injection": "markup: an element's inner HTML, raw output of a template",
  "html-output": "markup that is sent: the body of an HTML response, of a mail",
  "html-or-selector": "text that is taken as markup when it begins with <",
  response: "what a caller gets to see: the body of a response, the text of a redirect or flash, a socket message, an error that goes out",
  "outbound-message": "what leaves for another service or process: a request's body or headers, an event, a queued message",
  "cross-window": "a message to a window of any origin",
  "clear-text-storage": "a place outside the server that keeps text as it is: a cookie, the browser's storage, a file",
  "unchecked-error": "a use of a value as an error: its message or stack is read, it is asserted to be one",
} as const;
export type SinkKind = keyof typeof SINK_KINDS;

/**
 * What has been proven of a value, or done to it. A barrier named like a sink kind says: made safe for that sink.
 * At most 31: the engine keeps them as bits.
 */
export const BARRIER_KINDS = {
  text: "it is a string (not an object of the caller's)",
  "inherent-text": "it is a string by the way it travels (a route parameter, a header), which nobody had to check",
  number: "it is a number, boolean, date or another primitive that carries no text",
  form: "its form is proven: a schema, a pattern, an enum, a checked number",
  known: "it is one of the values that the program knows",
  "sql-injection": "escaped or quoted for SQL",
  "nosql-injection": "wrapped or checked so that it cannot act as an operator",
  "html-injection": "escaped for HTML",
  "log-injection": "free of line breaks",
  redacted: "masked, hashed, encrypted or stripped of what is sensitive",
  restricted: "where it goes, only those read it who may see traces and secrets",
  "fields-redacted": "an object of which whoever takes it leaves the sensitive fields out",
  "sanitized-error": "an error reduced to its class, code or fingerprint",
  "access-checked": "whoever asks may have the record of this id",
  "error-class": "it is an error: its class was tested, or made sure of",
  "client-safe": "an error of a class whose text is written for the caller",
  discriminated: "one of its fields was found to have a value that the program knows (an error's code, type or status)",
  "plain-content": "a response whose content type is set, and is not HTML",
  "html-content": "headers whose content type is HTML",
  thrown: "text of an error that an unknown call may have thrown because of the value that it was handed",
  convertible: "it becomes the number or boolean that its declared type says, where something that runs first converts (the effect `converts`)",
  "fixed-start": "text whose first character the caller cannot choose",
  character: "one character of a text",
  declared: "a parameter or a field takes it whose declared type no text has by accident",
  uncast: "no assertion (`as`) gave it its type",
} as const;
export type BarrierKind = keyof typeof BARRIER_KINDS;

/** What calling a value does, beside what it does with its arguments. */
export const EFFECT_KINDS = {
  "database-read": "reads records of a database",
  "database-write": "creates, changes or deletes records of a database",
  "takes-record": "deletes a record and gives it to the caller, who is the only one to get it (a one-time token, a claimed job)",
  transaction: "what the called function does, it does in one transaction; of a method: opens a transaction",
  "joins-transaction": "takes part in a transaction that it is given (an option, a session)",
  "ends-transaction": "commits the open transaction, or rolls it back",
  "drops-result": "runs what it is handed and drops what that gives, a promise, too",
  "handles-reads": "answers requests that change nothing",
  "handles-changes": "answers requests that change something",
  handles: "answers requests",
  "runs-first": "runs before all that answers requests: a middleware by the name of its file, what is provided under a token, what a call is handed",
  "whole-service": "what the call gives, or the value itself, is a router above which nothing runs but what the program puts there, even where it is handed out",
  converts: "makes of texts that callers send the numbers and booleans that are declared",
  authenticates: "lets only authenticated callers go on (a middleware, a guard, a call that rejects)",
  authorises: "lets only those go on who may (a middleware, a guard, a call that rejects)",
} as const;
export type EffectKind = keyof typeof EFFECT_KINDS;

/** The names, by the role that a model row gives them. */
export const KINDS = { source: Object.keys(SOURCE_KINDS), sink: Object.keys(SINK_KINDS), barrier: Object.keys(BARRIER_KINDS), effect: Object.keys(EFFECT_KINDS) } as const;
