import rule from "../../rules/no-sensitive-context-in-log/rule.js";
import { ruleTester } from "./rule-tester.js";

const ALL = ["credentials", "contact", "objects", "addresses", "identity", "correlation"];

/** A service whose logger only its declared type tells. */
const service = (members: string, body: string): string => `interface Sink { ${members} }
export class Actions {
  constructor(private readonly log: Sink) {}
  start(token: string, email: string): void { ${body} }
}`;
const LOGGER = "info(text: string): void; warn(text: string): void; error(text: string): void; debug(text: string): void;";

ruleTester.run("no-sensitive-context-in-log: loggers by their declared type", rule, {
  valid: [
    { name: "messages for people", code: service("info(text: string): void; warn(text: string): void; error(text: string): void; success(text: string): void;", "this.log.info(email);") },
    { name: "no logger at all", code: service("info(text: string): void; send(text: string): void;", "this.log.info(token);") },
    { name: "a member that logs nothing", code: service(`${LOGGER} flush(text: string): void;`, "this.log.flush(token);") },
    { name: "properties that are no functions", code: service("info: string; warn: string; error: string; debug: string;", "use(this.log.info, token);") },
    {
      name: "a class of the program that implements it and writes nothing",
      code: `${service(LOGGER, "this.log.info(token);")}\nexport class Silent implements Sink { info(text: string) {} warn(text: string) {} error(text: string) {} debug(text: string) {} }`,
    },
  ],
  invalid: [
    { name: "methods", code: service(LOGGER, "this.log.info(token);"), errors: [{ messageId: "flow", line: 4 }] },
    { name: "function properties", code: service("info: (text: string) => void; warn: (text: string) => void; error: (text: string) => void; debug: (text: string) => void;", "this.log.debug(token);"), errors: [{ messageId: "flow", line: 4 }] },
    {
      name: "a member of a parameter's type",
      code: `interface Tools { log: { ${LOGGER} } }\nexport function run({ io, apiKey }: { io: Tools; apiKey: string }) { io.log.warn(apiKey); }`,
      errors: [{ messageId: "flow", line: 2 }],
    },
    { name: "a parent's methods", code: service("", "this.log.error(email);").replace("Sink { ", `Sink extends Base { `).replace("export", `interface Base { ${LOGGER} }\nexport`), errors: [{ messageId: "contact", line: 5 }] },
    {
      name: "a class of the program that implements it",
      code: `${service(LOGGER, "this.log.info(token);")}\nexport class Plain implements Sink { info(text: string) { console.info(text); } warn(text: string) {} error(text: string) {} debug(text: string) {} }`,
      errors: [{ messageId: "flow", line: 6 }],
    },
  ],
});

ruleTester.run("no-sensitive-context-in-log: what else is known of a name", rule, {
  valid: [
    { name: "the token of a parser", code: "export function visit(token) { if (token.kind === 1) console.log(token); }" },
    { name: "a function", code: "export function check(password) { console.log(password); return password(1); }" },
    { name: "a member of an enum", code: 'enum Prefix { API_KEY = "k" }\nexport function key() { console.log(Prefix.API_KEY); }' },
    { name: "an entry of a table", code: 'const labels = { password: "Password" };\nexport function label() { console.log(labels.password); }' },
    { name: "a number", code: "export function spent(usage: { token: number }) { console.log(usage.token); }" },
    { name: "a flag", code: "export function shown(settings: { password: boolean }) { console.log(settings.password); }" },
    { name: "one of a few words", code: 'type Secret = "on" | "off";\nexport function mode(secret: Secret) { console.log(secret); }' },
    { name: "an inherited flag", code: "interface Base { email: boolean }\ninterface Channels extends Base { sms: boolean }\nexport function show(channels: Channels) { console.log(channels.email); }" },
    { name: "what the program calls an id", code: "export function open(apiKey: string) { load(apiKey); }\nfunction load(id: string) { console.log(id); }" },
    { name: "a known function of that name", code: "function getToken() { return 1; }\nconsole.log(getToken());" },
    { name: "what a function does, not what it gets", code: "console.log(resetPassword());" },
    { name: "an object without sensitive fields", code: "interface Action { name: string; token: number }\nexport function start(action: Action) { console.log(action); }" },
    { name: "one field of an object", code: "interface User { role: string; email: string }\nexport function start(user: User) { console.log(user.role); }" },
    { name: "an object whose identity is not asked for", code: "interface Job { userId: string }\nexport function start(job: Job) { console.log(job); }" },
  ],
  invalid: [
    { name: "a text that may be missing", code: "export function check(password: string | null) { console.log(password); }", errors: [{ messageId: "flow", line: 1 }] },
    { name: "an alias of a text", code: "type Secret = string;\nexport function check(secret: Secret) { console.log(secret); }", errors: [{ messageId: "flow", line: 2 }] },
    { name: "a token that is cut", code: "export function check(token) { console.log(token.slice(2)); }", errors: [{ messageId: "flow", line: 1 }] },
    { name: "a name that nothing declares", code: 'require("./setup");\nconsole.log(password);', errors: [{ messageId: "flow", line: 2 }] },
    { name: "a function that nothing is known of", code: 'import { getPassword } from "somewhere";\nconsole.log(getPassword());', errors: [{ messageId: "flow", line: 2 }] },
    { name: "a whole object by its type", code: "interface User { role: string; email: string }\nexport function start(user: User) { console.log(user); }", errors: [{ messageId: "object", line: 2 }] },
    { name: "a whole object in another", code: "interface User { role: string; email: string }\nexport function start(user: User) { console.log({ at: 1, user }); }", errors: [{ messageId: "object", line: 2 }] },
    { name: "a whole object as a text", code: "class User { role = ''; email: string | null = null }\nexport function start(user: User) { console.log(JSON.stringify(user)); }", errors: [{ messageId: "contact", line: 2 }] },
    { name: "a whole list", code: "interface User { email: string }\nexport function start(users: User[]) { console.log(users); }", errors: [{ messageId: "object", line: 2 }] },
    {
      name: "a whole object through a wrapper that takes anything",
      code: "interface User { email: string }\nfunction note(text: string, more: unknown) { console.log(text, more); }\nexport function start(user: User) { note('start', user); }",
      errors: [{ messageId: "object", line: 2 }],
    },
    { name: "an inherited field", code: "interface Base { userId: string }\ninterface Job extends Base { name: string }\nexport function start(job: Job) { console.log(job); }", options: [{ categories: ALL }], errors: [{ messageId: "object", line: 3 }] },
  ],
});
