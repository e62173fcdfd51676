import { defineWorkRule, isSetUpFile } from "../../src/policy/index.js";

/** A failure of the database leaves half of an operation behind, or goes unseen. */
export default defineWorkRule({
  name: "require-db-error-handling",
  description: "require that a failing database call leaves nothing half done and does not go unseen",
  cwe: [460, 703, 755],
  review: ["004.2"],
  precision: "medium",
  securitySeverity: 4.3,
  recommended: true,
  since: "0.1.0",

  messages: {
    sequence: "`{{first}}` and `{{last}}` change the database one after the other, outside a transaction: when the second fails, the first stays. Make both in one transaction, or undo the first where the second fails.",
    unawaited: "`{{last}}` changes the database, and nobody sees when it fails: its promise is neither awaited, returned nor given a handler. Await it.",
    dropped: "`{{last}}` runs a function that changes the database and drops its promise: nobody sees when it fails. Wait for it (`await` in a loop, `Promise.all`), or handle the failure in the function.",
  },
  skips: isSetUpFile,
  applies: (work, { calls }) => calls === "through-functions" || !work.isIndirect,

  schema: {
    calls: {
      description: 'Which changes count: those that a function makes itself ("direct"), or those of the functions that it calls, too ("through-functions").',
      type: "string",
      enum: ["direct", "through-functions"],
    },
  },
  defaultOptions: { calls: "direct" },
  strictOptions: { calls: "through-functions" },
});
