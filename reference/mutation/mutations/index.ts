/** All mutations, by the rule that must notice them. */
import type { Mutation, RuleName } from "../mutation.js";
import noErrorExposure from "./no-error-exposure.js";
import noHtmlInjection from "./no-html-injection.js";
import noLegacyCompatShim from "./no-legacy-compat-shim.js";
import noLogInjection from "./no-log-injection.js";
import noMixedClocks from "./no-mixed-clocks.js";
import noPersistedTraceback from "./no-persisted-traceback.js";
import noSensitiveContextExposure from "./no-sensitive-context-exposure.js";
import noSensitiveContextInLog from "./no-sensitive-context-in-log.js";
import noSqlInjection from "./no-sql-injection.js";
import noUnvalidatedException from "./no-unvalidated-exception.js";
import noUnvalidatedIdInDbCall from "./no-unvalidated-id-in-db-call.js";
import requireAccessCheck from "./require-access-check.js";
import requireAuthentication from "./require-authentication.js";
import requireDbErrorHandling from "./require-db-error-handling.js";

export const mutations: Readonly<Record<RuleName, readonly Mutation[]>> = {
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
