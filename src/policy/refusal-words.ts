/**
 * Words by which a program refuses a caller for who he is, or is not: the names of errors and of statuses, and messages. They are
 * looked for only where nothing else says that a caller was asked for, so that a finding is withheld and none is made by them.
 */

const REFUSALS = [
  "(?:(?:you|user|caller|client|request|sender)(?:'re|-are|-is)?-)?(?:un-?authori[sz]ed|un-?authenticated|not-?(?:authori[sz]ed|authenticated|logged-?in|signed-?in))",
  "forbidden(?=$|!|-(?:error|exception|resource|access|request))",
  "(?:access|permission)-?(?:is-)?denied",
  "auth(?:entication|ori[sz]ation|n|z)?-?(?:error|exception|required|failed|is-required)(?:$|[^a-z])",
  "(?:invalid|missing|bad|wrong|expired|incorrect)-(?:or-\\w+-)?(?:\\w+-)?(?:auth(?:entication|orization)?|token|api-?key|access-?key|signature|session|jwt)(?:$|[^a-z])",
  "(?:log|sign)-?in-required",
  "(?:you-)?(?:must|need-to|have-to)-be-(?:logged|signed|authenticated|authori[sz]ed|an-admin)",
  "please-(?:log|sign)-?in",
];
const REFUSAL = new RegExp(`^(?:http-?|status-?|err(?:or)?-?|code-?)*(?:40[13]-?)?(?:${REFUSALS.join("|")})`, "i");

/** Where a caller is sent who has to say who he is. */
const ENTRANCE = /^\/(?:[\w-]+\/)*(?:log|sign)[-_]?in(?:$|[/?#])/i;

/** Whether a text, a name or a status (`Unauthorized`, `NOT_AUTHENTICATED`, `You are not signed in`, `/login`, 401) says so. */
export function isRefusal(said: string | number): boolean {
  if (typeof said === "number") return said === 401 || said === 403;
  if (said.length > LONGEST) return false;
  return ENTRANCE.test(said) || REFUSAL.test(plain(said));
}
const LONGEST = 160;

const FORBIDDEN = /^(?:http-?|status-?|err(?:or)?-?|code-?)*(?:403-?)?(?:forbidden(?=$|!|-?(?:error|exception|resource|access|request))|(?:access|permission)-?(?:is-)?denied|insufficient-(?:permission|role|scope|privilege))/i;

/** Whether it says that the caller is known, but may not. */
export function isForbidden(said: string | number): boolean {
  return typeof said === "number" ? said === 403 : said.length <= LONGEST && FORBIDDEN.test(plain(said));
}

/** `NotAllowed`, `NOT_ALLOWED` and `not allowed` alike. */
const plain = (said: string): string => said.replace(/([a-z])([A-Z])/g, "$1-$2").replace(/[\s_:,.-]+/g, "-");

/** Whether a member of that name says what someone may: his role, his permissions. */
export const namesRight = (name: string): boolean => RIGHT.test(name);

const RIGHT = /^(?:is_?)?(?:super_?)?(?:admin|administrator|moderator|staff|superuser)$|^(?:user_?)?(?:roles?|permissions?|scopes?|privileges?)$/i;
