/**
 * Names of properties and parameters that suggest sensitive content. A name is only a sign: the engine asks besides what the
 * property is read from. Words that say the value is *about* the secret (its hash, length, presence) take it back.
 */
import type { SourceKind } from "./kinds.js";

const CREDENTIAL = new Set([
  "password", "passwd", "pwd", "passphrase", "passcode", "secret", "token", "apikey", "accesstoken", "refreshtoken", "authtoken", "idtoken", "bearertoken",
  "sessiontoken", "privatekey", "secretkey", "clientsecret", "credential", "credentials", "authorization", "cookie", "cookies", "jwt", "otp", "totp", "pin",
  "accesskey", "secretaccesskey", "signingkey", "encryptionkey", "totpsecret", "pwdhash", "setcookie",
]);
const CONTACT = new Set(["email", "emailaddress", "phone", "phonenumber", "mobile", "ipaddress", "firstname", "lastname", "fullname", "ssn", "dateofbirth", "birthdate", "creditcard", "cardnumber", "iban"]);
const IDENTITY = new Set(["userid", "projectid", "tenantid", "organizationid", "organisationid", "accountid", "customerid"]);
const CORRELATION = new Set(["requestid", "correlationid", "traceid"]);

/** Says the value describes the secret or is made safe. */
const ABOUT = /^(?:has|is|no|num|need|should|require|requires|with|without|show|hide|reset|change|update|invalid|valid|missing|wrong|forgot|create|generate|verify|check|validate|get|set|on|use|enable|disable|allow|min|max|compare|encrypt|decrypt|hash|mask|redact)[A-Z_]|hash|encrypted|masked|redacted|obfuscated|sanitized|hashed|count|length|size|expir|ttl|type|name$|field|label|placeholder|url|uri|path|regex|pattern|policy|rule|strength|error|message|schema|valid|enabled|required|status|limit|usage|index|prefix|input|form|element|button|page|link|id$|ids$|provider|service|manager|helper|repository|store|factory|handler|controller|module|config$|options|settings$|key$(?<!apiKey|accessKey|secretKey|privateKey|signingKey|encryptionKey|api_key|access_key|secret_key|private_key)/i;

export function sensitiveKind(name: string): SourceKind | null {
  const plain = name.replace(/[_-]/g, "").toLowerCase();
  if (IDENTITY.has(plain)) return "identity";
  if (CORRELATION.has(plain)) return "correlation";
  if (CONTACT.has(plain)) return "contact";
  if (CREDENTIAL.has(plain)) return "credential";
  if (ABOUT.test(name)) return null;
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[\s_-]+/).map((word) => word.toLowerCase());
  const last = words.at(-1) ?? "";
  if (last === "password" || last === "passwd" || last === "secret" || last === "token" || last === "passphrase") return "credential";
  if (words.length > 1 && CREDENTIAL.has(words.slice(-2).join(""))) return "credential";
  return words.length > 1 && last === "email" ? "contact" : null;
}
