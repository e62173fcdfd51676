// Written by "npm run generate" from the folders in rules/: do not edit.
import noErrorExposure from "../rules/no-error-exposure/rule.js";
import noHtmlInjection from "../rules/no-html-injection/rule.js";
import noLegacyCompatShim from "../rules/no-legacy-compat-shim/rule.js";
import noLogInjection from "../rules/no-log-injection/rule.js";
import noMixedClocks from "../rules/no-mixed-clocks/rule.js";
import noPersistedTraceback from "../rules/no-persisted-traceback/rule.js";
import noSensitiveContextExposure from "../rules/no-sensitive-context-exposure/rule.js";
import noSensitiveContextInLog from "../rules/no-sensitive-context-in-log/rule.js";
import noSqlInjection from "../rules/no-sql-injection/rule.js";
import noUnvalidatedException from "../rules/no-unvalidated-exception/rule.js";
import noUnvalidatedIdInDbCall from "../rules/no-unvalidated-id-in-db-call/rule.js";
import requireAccessCheck from "../rules/require-access-check/rule.js";
import requireAuthentication from "../rules/require-authentication/rule.js";
import requireDbErrorHandling from "../rules/require-db-error-handling/rule.js";

/** Every rule by its name. */
export const rules = {
  "no-error-exposure": noErrorExposure,
  "no-html-injection": noHtmlInjection,
  "no-legacy-compat-shim": noLegacyCompatShim,
  "no-log-injection": noLogInjection,
  "no-mixed-clocks": noMixedClocks,
  "no-persisted-traceback": noPersistedTraceback,
  "no-sensitive-context-exposure": noSensitiveContextExposure,
  "no-sensitive-context-in-log": noSensitiveContextInLog,
  "no-sql-injection": noSqlInjection,
  "no-unvalidated-exception": noUnvalidatedException,
  "no-unvalidated-id-in-db-call": noUnvalidatedIdInDbCall,
  "require-access-check": requireAccessCheck,
  "require-authentication": requireAuthentication,
  "require-db-error-handling": requireDbErrorHandling,
};

export type RuleName = keyof typeof rules;
