/**
 * Names of properties and parameters that suggest sensitive content. A name is only a sign: the engine asks besides what the
 * property is read from. Words that say the value is *about* the secret (its hash, length, presence) take it back.
 */
import { wordsOf } from "./identifier-name.js";
import type { SourceKind } from "./kinds.js";

const CREDENTIAL = new Set([
  "password", "passwd", "pwd", "passphrase", "passcode", "secret", "token", "apikey", "accesstoken", "refreshtoken", "authtoken", "idtoken", "bearertoken",
  "sessiontoken", "authkey", "privatekey", "secretkey", "clientsecret", "credential", "credentials", "authorization", "cookie", "cookies", "jwt", "otp", "totp", "pincode",
  "accesskey", "secretaccesskey", "signingkey", "encryptionkey", "totpsecret", "pwdhash", "setcookie",
]);
const CONTACT = new Set(["email", "emailaddress", "phone", "phonenumber", "mobilenumber", "mobilephone", "firstname", "lastname", "fullname", "ssn", "dateofbirth", "birthdate", "creditcard", "cardnumber", "iban"]);
const IP_ADDRESS = new Set(["ipaddress"]);
const IDENTITY = new Set(["userid", "projectid", "tenantid", "organizationid", "organisationid", "accountid", "customerid"]);
/** Whose `id` is an identity. */
const CALLERS = new Set(["user", "account", "tenant", "organization", "organisation", "customer", "project"]);
const CORRELATION = new Set(["requestid", "correlationid", "traceid"]);
/** Objects that hold secrets: what is read from them need not be one. */
const COLLECTIVE = new Set(["credential", "credentials", "cookie", "cookies"]);

/** Says the value describes the secret or is made safe. */
const ABOUT = /^(?:has|is|no|num|need|should|require|requires|with|without|show|hide|reset|change|update|invalid|valid|missing|wrong|forgot|create|generate|verify|check|validate|get|set|on|use|enable|disable|allow|min|max|compare|encrypt|decrypt|hash|mask|redact)[A-Z_]|hash|encrypted|masked|redacted|obfuscated|sanitized|hashed|count|length|size|expir|ttl|type|name$|field|label|placeholder|url|uri|path|regex|pattern|policy|rule|strength|error|message|schema|valid|enabled|required|status|limit|usage|index|prefix|input|form|element|button|page|link|id$|ids$|provider|service|manager|helper|repository|store|factory|handler|controller|module|config$|options|settings$|key$(?<!apiKey|authKey|auth_key|accessKey|secretKey|privateKey|signingKey|encryptionKey|api_key|access_key|secret_key|private_key)/i;

/** What names suggest by themselves: a program reads the same few thousand names again and again. */
const known = new Map<string, SourceKind | null>();

/** The kind that a name suggests; `owner`: the name of what it is read from, or of the type that declares it. */
export function sensitiveKind(name: string, owner: string | null = null): SourceKind | null {
  let kind = known.get(name);
  if (kind === undefined) known.set(name, (kind = kindOfName(name)));
  return kind === null && owner !== null && isId(plainOf(name)) && isCaller(owner) ? "identity" : kind;
}

const plainOf = (name: string): string => name.replace(/[_-]/g, "").toLowerCase();

function kindOfName(name: string): SourceKind | null {
  const plain = plainOf(name);
  if (IDENTITY.has(plain)) return "identity";
  if (CORRELATION.has(plain.replace(/^x/, ""))) return "correlation";
  if (CONTACT.has(plain)) return "contact";
  if (IP_ADDRESS.has(plain)) return "ip-address";
  if (CREDENTIAL.has(plain)) return "credential";
  if (ABOUT.test(name)) return null;
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  if (last === "password" || last === "passwd" || last === "secret" || last === "token" || last === "passphrase") return "credential";
  if (words.length > 1 && CREDENTIAL.has(words.slice(-2).join(""))) return "credential";
  return words.length > 1 && last === "email" ? "contact" : null;
}

export function isSensitiveCollection(name: string): boolean {
  return COLLECTIVE.has(plainOf(name));
}

/** Whether a name, or code, speaks of a password: a secret that nobody but its owner has, where a token is given to its bearer. */
export const namesPassword = (text: string): boolean => /pass(?:word|phrase|wd)|pwd|secret/i.test(text);

/** Whether a whole object of that name is what a caller is known by, not what he sent. */
export const namesCaller = (name: string): boolean => /headers|cookies?|session|user|account/i.test(name);

/** What a function of that name is called for: `password` of `getPassword`; `null`: the name does not say. */
export function nameOfResult(name: string): string | null {
  const subject = /^(?:get|read|fetch|load|find|generate|create|issue|decrypt|retrieve)([A-Z]\w*)$/.exec(name)?.[1];
  return subject === undefined ? null : subject.charAt(0).toLowerCase() + subject.slice(1);
}

const isId = (plain: string): boolean => plain === "id" || plain === "uuid";

/** `user`, `currentUser`, `UserEntity`, `UserSessionData`. */
function isCaller(owner: string): boolean {
  const words = wordsOf(owner);
  while (words.length > 1 && TYPE_WORDS.has(words.at(-1) ?? "")) words.pop();
  return CALLERS.has(words.at(-1) ?? "");
}
const TYPE_WORDS = new Set(["entity", "dto", "data", "model", "record", "session", "context", "info", "type", "interface", "document"]);
