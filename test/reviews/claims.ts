/**
 * What five reviews claim of Nova's action and event model, whether it is true of it, and where in the model (`rules/*\/violation.ts`)
 * `strict` has to say so. The test holds the rules to it; `docs/reviews.md` is made of it.
 */
import type { rules } from "../../src/rules.js";

export type RuleName = keyof typeof rules;

export interface Place {
  /** The rule whose `violation.ts` it is in. */
  readonly file: RuleName;
  /** A declaration in that file, with what it is in (`Class.method`); a module that is imported; the condition of an `if`. */
  readonly construct: string;
  /** The rule that finds it, or has to be silent about it. */
  readonly rule: RuleName;
}

export interface Claim {
  /** The number of the review, and of the point in it. */
  readonly id: string;
  readonly says: string;
  /** `in part`: of some of what it names, or of code beside the files that were reviewed. */
  readonly verdict: "true" | "in part" | "false" | "not checkable";
  readonly because: string;
  /** Where it is true: reported. */
  readonly found: readonly Place[];
  /** Where it is not: silence. */
  readonly silent: readonly Place[];
  /** What is not Nova's: the same without that which makes a claim false, so that silence means something; or more of its kind. Reported. */
  readonly beyond: readonly Place[];
  /** Where it is true, and nothing is reported. */
  readonly missed: readonly Place[];
}

/** Constructs of one file, and what one rule says of them. */
const places = (file: RuleName, constructs: readonly string[], rule: RuleName = file): readonly Place[] => constructs.map((construct) => ({ file, construct, rule }));

const NONE = { found: [], silent: [], beyond: [], missed: [] };

const ACCESS = {
  silent: places("require-access-check", ["findAction", "finishAction", "findInstance", "show", "finish"]),
  beyond: places("require-access-check", ["findAnyAction", "deleteAny"]),
};
const LOGGED = {
  found: places("no-sensitive-context-in-log", ["Policy.require"]),
  silent: places("no-sensitive-context-in-log", ["packActionStart", "packActionFinish", "packEventStart", "packEventFinish", "startAction"]),
  beyond: places("no-sensitive-context-in-log", ["Policy.requireVerbosely"]),
};
const OLD_PYTHON = {
  found: places("no-legacy-compat-shim", ["node:util", "InstanceActionEvent", "textOf"]),
  beyond: places("no-legacy-compat-shim", ["object-assign", "!Object.hasOwn", "truncateUtf8"]),
  silent: places("no-legacy-compat-shim", ["packEventFinish", "ObjectDictCompat"]),
};
const TRACEBACK = places("no-persisted-traceback", ["InstanceActionEvents.fail"]);
const REQUEST_ID = [
  ...places("no-unvalidated-id-in-db-call", ["findAction"]),
  ...places("no-sql-injection", ["findAction"], "no-unvalidated-id-in-db-call"),
];
const CHECKED_IDS = places("no-unvalidated-id-in-db-call", ["findInstance", "listEvents", "insertAction"]);
const SQL = {
  silent: places("no-sql-injection", ["findAction", "listActions", "insertEvent"]),
  beyond: places("no-sql-injection", ["sortedActions"]),
};
const DETAILS = {
  found: places("no-error-exposure", ["liveMigrate"]),
  silent: [...places("no-error-exposure", ["textOf", "during", "reboot"]), ...places("no-unvalidated-id-in-db-call", ["eventView", "show"], "no-error-exposure")],
};

export const claims: readonly Claim[] = [
  {
    ...NONE, ...ACCESS,
    id: "000.1",
    says: "Actions and events are read and changed by ids that callers choose, perhaps by callers who must not (CWE-639).",
    verdict: "false",
    because: "The instance is looked for in the caller's project, a policy is asked, and the action is read by the uuid of the loaded instance. The method that takes ids alone has no caller.",
  },
  {
    ...NONE,
    id: "000.2",
    says: "Uuids and request ids may be injected into SQL (CWE-89).",
    verdict: "false",
    because: "All values are bound, the uuid of the instance is checked besides. (That nothing looks at the id of a request: 001.4.)",
    silent: [...SQL.silent, ...CHECKED_IDS],
    beyond: SQL.beyond,
  },
  {
    ...NONE,
    id: "000.3",
    says: "The methods that start and finish actions and events do not authenticate (CWE-306).",
    verdict: "false",
    because: "A token is asked for before any route that leads to them.",
    silent: places("require-authentication", ["startAction", "finishAction", "startEvent", "finishEvent", "operationRoutes"]),
    beyond: places("require-authentication", ["externalEventRoutes"]),
  },
  {
    ...NONE,
    id: "000.4",
    says: "The ids of users and projects in the records may get to those who must not have them (CWE-200).",
    verdict: "false",
    because: "They are audit data, given to those whom the policy lets read them. (So a reader of the project sees the id of an administrator who took an action: by design.)",
    silent: [...places("no-sensitive-context-exposure", ["insertAction", "actionView", "index"]), ...LOGGED.silent],
    beyond: [...places("no-sensitive-context-exposure", ["notify"]), ...LOGGED.beyond],
  },
  { ...NONE, ...OLD_PYTHON, id: "000.5", says: "`six.string_types` keeps Python 2 alive (CWE-676).", verdict: "true", because: "Nothing runs on it any more; nor does anything need objects that read like dictionaries." },
  {
    ...NONE, ...LOGGED,
    id: "001.1",
    says: "Ids of users, projects and requests may be logged where actions and events are made.",
    verdict: "in part",
    because: "The methods log nothing. Elsewhere the check of a policy logs who asked.",
  },
  {
    ...NONE,
    id: "001.2",
    says: "The exception and its traceback are stored in the database.",
    verdict: "true",
    because: "The traceback is, for good. Of a foreign exception only the class is.",
    found: TRACEBACK,
    silent: places("no-persisted-traceback", ["InstanceActionEvents.start", "InstanceActionEvents.finish", "detailsOf"]),
  },
  { ...NONE, ...OLD_PYTHON, id: "001.3", says: "`six.string_types` stands for two versions of Python.", verdict: "true", because: "As 000.5; it stands in another method than the review says." },
  {
    ...NONE,
    id: "001.4",
    says: "All input has to be validated: SQL injection, cross-site scripting and the like.",
    verdict: "in part",
    because: "Values are bound, answers are JSON, logs are structured. The id of a request goes from the path into the database as it came.",
    found: REQUEST_ID,
    silent: [...SQL.silent, ...places("no-html-injection", ["index", "show"]), ...places("no-log-injection", ["ActionLog.start"])],
    beyond: [...SQL.beyond, ...places("no-html-injection", ["filtersOf"]), ...places("no-log-injection", ["Journal.start"])],
  },
  { ...NONE, ...LOGGED, id: "002.1", says: "Ids of users, projects and instances may be logged.", verdict: "in part", because: "As 001.1." },
  { ...NONE, ...OLD_PYTHON, id: "002.2", says: "`six.string_types` is there for a Python that has ended.", verdict: "true", because: "As 000.5." },
  {
    ...NONE, ...DETAILS,
    id: "002.3",
    says: "The details of an event may tell the text of errors that are not Nova's.",
    verdict: "in part",
    because: "They become the name of their class. But an error of Nova's that was made out of a foreign one's text tells it.",
  },
  { ...NONE, id: "002.4", says: "Least privilege, audits, current dependencies.", verdict: "not checkable", because: "It names no code." },
  {
    ...NONE,
    id: "003.1",
    says: "Formatted exceptions and tracebacks are stored and may be shown.",
    verdict: "in part",
    because: "The traceback is stored (001.2), and shown to those whom the policy allows it; for the texts see 002.3.",
    found: [...TRACEBACK, ...DETAILS.found],
    silent: DETAILS.silent,
  },
  {
    ...NONE,
    id: "003.2",
    says: "`exc_val` and other input is formatted and stored without being validated.",
    verdict: "in part",
    because: "The exception is looked at first, whatever it is; the traceback is not, nor is the id of the request.",
    found: [...places("no-unvalidated-exception", ["fingerprintOf"]), ...REQUEST_ID],
    silent: [...places("no-unvalidated-exception", ["textOf", "describeFailure", "packEventFinish", "EventReporter.during"]), ...places("no-log-injection", ["ActionLog.fail"])],
    beyond: places("no-log-injection", ["Journal.fail"]),
  },
  { ...NONE, ...ACCESS, id: "003.3", says: "Records are read and changed by what users send; access has to be controlled somewhere.", verdict: "false", because: "It is: 000.1." },
  {
    ...NONE,
    id: "004.1",
    says: "What goes into calls of the database has to be validated.",
    verdict: "in part",
    because: "The uuid of the instance is. The id of the request is not, nor are the ids that a method takes which nobody calls. Declared fields do not help: these are arguments.",
    found: [...REQUEST_ID, ...places("no-unvalidated-id-in-db-call", ["findEvent"])],
    silent: [...CHECKED_IDS, ...SQL.silent],
    beyond: SQL.beyond,
  },
  {
    ...NONE,
    id: "004.2",
    says: "`create()` and other calls do not handle failures of the database: partial states, texts of errors that leak.",
    verdict: "in part",
    because: "Each call is one transaction, and one handler hides the texts. But sequences of calls are not held together.",
    found: places("require-db-error-handling", ["Conductor.bury", "Conductor.#recordFailure", "Conductor.resetState"]),
    missed: places("require-db-error-handling", ["Conductor.during"]),
    silent: [...places("require-db-error-handling", ["createAction", "insertAction", "finishAction", "insertEvent", "endEvent"]), ...places("no-error-exposure", ["answerProblem"])],
  },
  { ...NONE, ...LOGGED, id: "004.3", says: "Ids of users and requests may be logged.", verdict: "in part", because: "As 001.1." },
  { ...NONE, ...ACCESS, id: "004.4", says: "No access control is to be seen.", verdict: "false", because: "It stands in the controller: 000.1." },
  {
    ...NONE,
    id: "004.5",
    says: "Start times come from the request's context, finish times from the clock.",
    verdict: "true",
    because: "Same zone, but other hosts and another meaning: a finish may lie before its start.",
    found: places("no-mixed-clocks", ["InstanceActions.finish"]),
    beyond: places("no-mixed-clocks", ["InstanceActions.during", "InstanceActions.close"]),
  },
];
