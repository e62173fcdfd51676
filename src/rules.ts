// Written by "npm run generate" from the folders in rules/: do not edit.
import noLegacyCompatShim from "../rules/no-legacy-compat-shim/rule.js";
import noPersistedTraceback from "../rules/no-persisted-traceback/rule.js";
import noSensitiveContextInLog from "../rules/no-sensitive-context-in-log/rule.js";
import noSqlInjection from "../rules/no-sql-injection/rule.js";
import noUnvalidatedIdInDbCall from "../rules/no-unvalidated-id-in-db-call/rule.js";

/** Every rule by its name. */
export const rules = {
  "no-legacy-compat-shim": noLegacyCompatShim,
  "no-persisted-traceback": noPersistedTraceback,
  "no-sensitive-context-in-log": noSensitiveContextInLog,
  "no-sql-injection": noSqlInjection,
  "no-unvalidated-id-in-db-call": noUnvalidatedIdInDbCall,
};

export type RuleName = keyof typeof rules;
