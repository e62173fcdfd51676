import { fileURLToPath } from "node:url";
import rule from "../../rules/no-sensitive-context-exposure/rule.js";
import { ruleTester } from "./rule-tester.js";

/** A route over knex: `body` on line 7, `before` on line 6. */
const route = (body: string, before = ""): string => `import express from "express";
import type { Knex } from "knex";
import { createHash } from "node:crypto";
import fs from "node:fs/promises";
declare const db: Knex; const app = express(); interface Instance { readonly uuid: string; readonly hostname: string; readonly adminPassword: string }
${before}
app.post("/", async (req, res) => { ${body} });`;
const LOAD = 'async function load(uuid: string): Promise<Instance> { return db("instances").where({ uuid }).first(); }';
const POST = 'const send = (event: object) => fetch("https://billing.example", { method: "POST", body: JSON.stringify(event) });';
const secret = [{ messageId: "flow", line: 7 }] as const;
const object = [{ messageId: "object", line: 7 }] as const;
const storage = [{ messageId: "storage", line: 7 }] as const;
const file = [{ messageId: "file", line: 7 }] as const;

ruleTester.run("no-sensitive-context-exposure: responses", rule, {
  valid: [
    { name: "fields of a body", code: route("res.json({ action: req.body.action });") },
    { name: "a body, back to who sent it", code: route("res.status(201).json({ id: 1, ...req.body });") },
    { name: "fields of a user", code: route("res.json({ name: req.user.name, roles: req.user.roles });") },
    { name: "a header", code: route('res.json({ agent: req.headers["user-agent"] });') },
    { name: "headers without what is secret in them", code: route('res.json({ ...req.headers, authorization: "***", cookie: "***" });') },
    { name: "the names of a body's fields", code: route("res.json(Object.keys(req.body));") },
    { name: "selected fields of a row", code: route('const { uuid, hostname } = await load("a"); res.json({ uuid, hostname });', LOAD) },
    { name: "a row, mapped", code: route('res.json(viewOf(await load("a")));', `${LOAD} const viewOf = ({ uuid, hostname }: Instance) => ({ uuid, hostname });`) },
    { name: "a row without its password", code: route('const { adminPassword, ...rest } = await load("a"); res.json(rest);', LOAD) },
    { name: "a row whose password is overwritten", code: route('res.json({ ...(await load("a")), adminPassword: undefined });', LOAD) },
    { name: "rows, mapped", code: route('const rows: Instance[] = await db("instances"); res.json(rows.map(({ uuid }) => ({ uuid })));') },
    { name: "a row of a type without secrets", code: route('const action: { uuid: string; name: string } = await db("actions").first(); res.json(action);') },
    { name: "that there is a password", code: route("res.json({ hasPassword: req.body.password !== undefined });") },
    { name: "the length of a password", code: route("res.json({ length: req.body.password.length });") },
    { name: "a hash of a password", code: route('res.json({ mark: createHash("sha256").update(req.body.password).digest("hex") });') },
    { name: "a token, for whoever it was made for", code: route("const token = jwt.sign({ sub: 1 }, key); res.json({ token });", 'import jwt from "jsonwebtoken";') },
    { name: "a key that was made for the caller", code: route("const apiKey = crypto.randomUUID(); await db('keys').insert({ digest: createHash('sha256').update(apiKey).digest('hex') }); res.json({ apiKey });") },
    { name: "part of a configuration", code: route("res.json({ region: config.region });", 'const config = { region: "eu", clientSecret: process.env.CLIENT_SECRET };') },
    { name: "redacted", code: route("res.json(redact(req.headers));", 'import fastRedact from "fast-redact"; const redact = fastRedact({ paths: ["authorization", "cookie"] });') },
    { name: "picked", code: route('res.json(_.pick(req.user, ["id", "name"]));', 'import _ from "lodash";') },
    { name: "the content of a file", code: route('res.send(await fs.readFile("terms.txt", "utf8"));') },
    { name: "in a test", code: route("res.json(req.headers);"), filename: "routes.test.ts" },
    { name: "a secret that was made for the caller", code: route("const secret = generateSecret(); res.json({ secret });", 'import { generateSecret } from "otplib";') },
    { name: "a token made with a secret", code: route("const token = jwt.sign({ sub: 1 }, process.env.CLIENT_SECRET); res.json({ token });", 'import jwt from "jsonwebtoken";') },
    // $ MISSING: the type that knex is told is not taken for that of its rows.
    { name: "known miss: a row whose type only the query says", code: route('const found = await db<Instance>("instances").where({ uuid: "a" }).first(); res.json(found);') },
    // $ MISSING: what a method gives that is only declared is not taken for its declared type.
    { name: "known miss: a row that a declared method gives", code: route('res.json(await instances.load("a"));', "interface Instances { load(uuid: string): Promise<Instance> } declare const instances: Instances;") },
    // $ MISSING: hashes of passwords are taken for redacted.
    { name: "known miss: a row with the hash of a password", code: route('const found: { name: string; passwordHash: string } = await db("users").first(); res.json(found);') },
    // $ MISSING: by its name a token is for whoever it was made for, also where it was somebody else's.
    { name: "known miss: a row with a token", code: route('const found: { name: string; accessToken: string } = await db("sessions").first(); res.json(found);') },
    // $ MISSING: one secret that is overwritten is taken for all of them.
    { name: "known miss: headers with one of two secrets overwritten", code: route('res.json({ ...req.headers, authorization: "***" });') },
    // $ MISSING: the fields of a row are looked for where the row itself is answered with, or put into the answer.
    { name: "known miss: a row that a function copies", code: route('res.json(copyOf(await load("a")));', `${LOAD} const copyOf = (instance: Instance) => ({ ...instance });`) },
  ],
  invalid: [
    { name: "a user", code: route("res.json({ user: req.user });"), errors: [...object] },
    { name: "a user in a page", code: route('res.render("account", { user: req.user });'), errors: [...object] },
    { name: "a session", code: route("res.json(req.session);"), errors: [...object] },
    { name: "headers", code: route("res.json({ echo: { headers: req.headers } });"), errors: [...object] },
    { name: "headers as text", code: route("res.json({ text: JSON.stringify(req.headers) });"), errors: [...object] },
    // $ SPURIOUS: what a schema leaves out is not followed.
    { name: "known false alarm: a user, parsed to fewer fields", code: route("res.json(z.object({ name: z.string() }).parse(req.user));", 'import { z } from "zod";'), errors: [...object] },
    { name: "a password of a body", code: route("res.json({ password: req.body.password });"), errors: [...secret] },
    { name: "a row", code: route('res.json(await load("a"));', LOAD), errors: [...secret] },
    { name: "a row that was tested to be there", code: route('const found: Instance | undefined = await db("instances").first(); if (found === undefined) res.status(404).end(); else res.json(found);'), errors: [...secret] },
    { name: "a row without its name", code: route('const { hostname, ...rest } = await load("a"); res.json(rest);', LOAD), errors: [...secret] },
    { name: "a row, beside something", code: route('const instance = await load("a"); res.json({ instance });', LOAD), errors: [...secret] },
    { name: "a row, copied", code: route('res.json({ ...(await load("a")), hostname: "b" });', LOAD), errors: [...secret] },
    { name: "the password of a row", code: route('const { uuid, adminPassword } = await load("a"); res.json({ uuid, adminPassword });', LOAD), errors: [...secret] },
    { name: "rows", code: route('const rows: Instance[] = await db("instances"); res.json(rows);'), errors: [...secret] },
    { name: "a row that was tested where it was read", code: route('res.json(await find("a"));', 'async function find(uuid: string): Promise<Instance> { const row = await db("instances").where({ uuid }).first(); if (row === undefined) throw new Error("gone"); return row; }'), errors: [...secret] },
    { name: "a secret of the environment", code: route("res.json({ secret: process.env.CLIENT_SECRET });"), errors: [...secret] },
    { name: "a whole configuration", code: route("res.json(config);", 'const config = { region: "eu", clientSecret: process.env.CLIENT_SECRET };'), errors: [...secret] },
    // $ SPURIOUS: which fields of an untyped object were taken away is not known to be all that are secret.
    { name: "known false alarm: headers without what is secret in them, by destructuring", code: route("const { authorization, cookie, ...rest } = req.headers; res.json(rest);"), errors: [...object] },
    // $ SPURIOUS: what is deleted from an object stays in what is known of it.
    { name: "known false alarm: a row whose password is deleted", code: route('const instance = await load("a"); delete instance.adminPassword; res.json(instance);', LOAD), errors: [...secret] },
  ],
});

/** Rows of a database library, whose fields only their class or their table tells. `body` on line 7. */
const SEQUELIZE = 'import { DataTypes, Model, Sequelize, type CreationOptional } from "sequelize"; class User extends Model { declare id: number; declare name: string; declare password: CreationOptional<string> }';
const PLAIN = 'import { DataTypes, Model, Sequelize } from "sequelize"; const sequelize = new Sequelize(); class User extends Model {} User.init({ name: DataTypes.STRING, password: { type: DataTypes.STRING } }, { sequelize });';
const DEFINED = 'import { DataTypes, Sequelize } from "sequelize"; const sequelize = new Sequelize(); const User = sequelize.define("User", { name: DataTypes.STRING, password: DataTypes.STRING });';
const TYPEORM = (column: string): string => `import { Column, DataSource, Entity, type Repository } from "typeorm"; import { Exclude } from "class-transformer"; @Entity() class User { @Column() name!: string; ${column} password!: string } const source = new DataSource({ type: "sqlite", database: "a" });`;
const DRIZZLE = 'import { drizzle } from "drizzle-orm/node-postgres"; import { pgTable, text } from "drizzle-orm/pg-core"; const users = pgTable("users", { name: text("name"), password: text("password") }); const database = drizzle("a");';

ruleTester.run("no-sensitive-context-exposure: rows", rule, {
  valid: [
    { name: "sequelize: chosen columns", code: route('res.json(await User.findOne({ attributes: ["id", "name"] }));', SEQUELIZE) },
    { name: "sequelize: all but the password", code: route('res.json(await User.findByPk(1, { attributes: { exclude: ["password"] } }));', SEQUELIZE) },
    { name: "sequelize: fields of a row", code: route("const user = await User.findByPk(1); res.json({ id: user.id, name: user.name });", SEQUELIZE) },
    { name: "sequelize: a row whose password is masked", code: route('const user = await User.findByPk(1); res.json({ ...user.get(), password: user.password.replace(/./g, "*") });', SEQUELIZE) },
    { name: "sequelize: a class without secrets", code: route("res.json(await Note.findAll());", 'import { Model } from "sequelize"; class Note extends Model { declare text: string }') },
    { name: "sequelize: a class that writes its own JSON", code: route("res.json(await User.findAll());", 'import { Model } from "sequelize"; class User extends Model { declare name: string; declare password: string; toJSON() { return { name: this.name }; } }') },
    { name: "sequelize: a scope that leaves it out", code: route("res.json(await User.findAll());", PLAIN.replace("{ sequelize }", '{ sequelize, defaultScope: { attributes: { exclude: ["password"] } } }')) },
    { name: "sequelize: a model with such a scope", code: route("res.json(await User.findAll());", DEFINED.replace(" });", ' }, { defaultScope: { attributes: { exclude: ["password"] } } });')) },
    { name: "sequelize: what is only created with it", code: route("await User.create({ name: req.body.name, password: req.body.password }); res.json({ name: req.body.name });", SEQUELIZE) },
    { name: "typeorm: a column that is not selected", code: route("res.json(await source.getRepository(User).find());", TYPEORM("@Column({ select: false })")) },
    { name: "typeorm: a column that is not serialised", code: route("res.json(await source.getRepository(User).find());", TYPEORM("@Exclude() @Column()")) },
    { name: "typeorm: chosen columns", code: route("res.json(await source.manager.find(User, { select: { name: true } }));", TYPEORM("@Column()")) },
    { name: "drizzle: chosen columns", code: route("res.json(await database.select({ name: users.name }).from(users));", DRIZZLE) },
    // $ MISSING: what a related record's query chooses is not looked at, so that those are left alone that are asked for with options.
    { name: "known miss: sequelize: a related record, with options", code: route("res.json(await Note.findAll({ include: [{ model: User }] }));", `${SEQUELIZE} class Note extends Model { declare text: string }`) },
  ],
  invalid: [
    { name: "sequelize: a row", code: route("const user = await User.findByPk(1); res.json({ user });", SEQUELIZE), errors: [...secret] },
    { name: "sequelize: rows", code: route("res.json(await User.findAll({ where: { name: req.query.name } }));", SEQUELIZE), errors: [...secret] },
    { name: "sequelize: a row that was changed", code: route("const user = await User.findByPk(1); const changed = await user.update({ name: req.body.name }); res.json(changed);", SEQUELIZE), errors: [...secret] },
    { name: "sequelize: a related record", code: route("res.json(await Note.findAll({ include: [User] }));", `${SEQUELIZE} class Note extends Model { declare text: string }`), errors: [...secret] },
    { name: "sequelize: a row of a class that says nothing itself", code: route("res.json(await User.findOne({ where: { name: req.query.name } }));", PLAIN), errors: [...secret] },
    { name: "sequelize: a row of a model", code: route("res.json(await User.findOne({ where: { name: req.query.name } }));", DEFINED), errors: [...secret] },
    { name: "typeorm: of a repository", code: route("res.json(await source.getRepository(User).find());", TYPEORM("@Column()")), errors: [...secret] },
    { name: "typeorm: of a repository, by its type", code: route("res.json(await new Users(source.getRepository(User)).all());", `${TYPEORM("@Column()")} class Users { constructor(private readonly users: Repository<User>) {} all() { return this.users.find(); } }`), errors: [...secret] },
    { name: "typeorm: of a manager", code: route("res.json(await source.manager.findOneBy(User, { name: String(req.query.name) }));", TYPEORM("@Column()")), errors: [...secret] },
    { name: "drizzle: rows", code: route("res.json(await database.select().from(users).limit(10));", DRIZZLE), errors: [...secret] },
    { name: "drizzle: a row", code: route("const [user] = await database.select().from(users); res.json(user);", DRIZZLE), errors: [...secret] },
  ],
});

ruleTester.run("no-sensitive-context-exposure: messages to others", rule, {
  valid: [
    { name: "fields", code: route("await send({ action: req.body.action });", POST) },
    { name: "a hash", code: route('await send({ caller: createHash("sha256").update(req.body.password).digest("hex") });', POST) },
    { name: "an authorization, where it belongs", code: route('await fetch("https://billing.example", { headers: { authorization: req.headers.authorization } });') },
    { name: "the identity of the caller, by default", code: route("await send({ actor: req.user.id });", POST) },
    { name: "a token to a known window", code: 'export const hand = (token: string) => window.parent.postMessage({ token }, "https://a.example");' },
    { name: "what a body holds", code: route("await send(req.body);", POST) },
    { name: "the client's secret, for the server that issued it", code: route('await fetch("https://id.example/token", { method: "POST", body: JSON.stringify({ client_secret: process.env.CLIENT_SECRET }) });') },
    // $ MISSING: single secrets in messages are left alone, for most are sent to whom they are for.
    { name: "known miss: a token in an event", code: route("await send({ token: req.headers.authorization });", POST) },
    { name: "known miss: a password by mail", code: route("await mails.sendMail({ text: `Your password: ${req.body.password}` });", 'import nodemailer from "nodemailer"; const mails = nodemailer.createTransport({});') },
    // $ MISSING: a context is known by what it is called at the request, not by its declared type.
    { name: "known miss: a context of a declared type", code: 'interface Context { userId: string; authToken: string } export const notify = (context: Context) => fetch("https://billing.example", { method: "POST", body: JSON.stringify(context) });' },
  ],
  invalid: [
    { name: "headers", code: route('await fetch("https://billing.example", { method: "POST", body: JSON.stringify({ headers: req.headers }) });'), errors: [...object] },
    { name: "headers, as headers", code: route('await fetch("https://billing.example", { headers: req.headers });'), errors: [...object] },
    { name: "a user, through a helper", code: route("await send({ user: req.user });", POST), errors: [{ messageId: "object", line: 6 }] },
    { name: "a user in a job", code: route('await jobs.add("notify", { user: req.user });', 'import { Queue } from "bullmq"; const jobs = new Queue("jobs");'), errors: [...object] },
    { name: "headers in a message", code: route('await producer.send({ topic: "actions", messages: [{ value: JSON.stringify({ context: req.headers }) }] });', 'import { Kafka } from "kafkajs"; const producer = new Kafka({ brokers: [] }).producer();'), errors: [...object] },
    { name: "a user to all sockets", code: route('sockets.emit("started", req.user);', 'import { Server } from "socket.io"; const sockets = new Server();'), errors: [...object] },
    { name: "what was read into one of several buffers", code: route('const part = Buffer.alloc(9); readvSync(1, [part]); await fetch("https://billing.example", { method: "POST", body: part.toString() });', 'import { readvSync } from "node:fs";'), errors: [...file] },
    { name: "a key to any window", code: 'window.parent.postMessage(authKey, "*");', errors: [{ messageId: "flow", line: 1 }] },
    { name: "a token to any window", code: 'export const hand = (token: string) => window.parent.postMessage({ token }, "*");', errors: [{ messageId: "flow", line: 1 }] },
  ],
});

ruleTester.run("no-sensitive-context-exposure: places that keep text as it is", rule, {
  valid: [
    { name: "a session's id in a cookie", code: route('res.cookie("session", req.session.id);') },
    { name: "a token in a cookie", code: route('res.cookie("token", req.body.token);') },
    { name: "a hash in a file", code: route('await fs.writeFile("mark", createHash("sha256").update(req.body.password).digest("hex"));') },
    { name: "a password in the program's .env file", code: route('await fs.writeFile(".env", `DB_PASSWORD=${req.body.password}`);') },
    { name: "a password in a .env file elsewhere", code: route('const place = join(home, ".env.local"); await fs.appendFile(place, `DB_PASSWORD=${req.body.password}`);', 'import { join } from "node:path";') },
    { name: "a field of what a file says", code: route('const manifest = JSON.parse(await fs.readFile("package.json", "utf8")); await fetch(`https://registry.example/${manifest.name}`);') },
    { name: "an encrypted password", code: route('res.cookie("kept", seal(req.body.password));', 'import { createCipheriv } from "node:crypto"; function seal(text: string) { const cipher = createCipheriv("aes-256-gcm", key, iv); return cipher.update(text, "utf8", "hex") + cipher.final("hex"); }') },
    { name: "the length of a password", code: 'export const keep = (password: string) => localStorage.setItem("length", String(password.length));' },
    { name: "a password in another service of AngularJS's", code: 'angular.module("app").controller("form", function ($cookies, $http) { $cookies.other("kept", form.password); $http.put("kept", form.password); $cookies.put(form.password, "kept"); });' },
    { name: "a user in a file", code: route('await fs.writeFile("user.json", JSON.stringify(req.user));') },
    // $ MISSING: tables are no such place: which of their columns are encrypted, or hashed by the database, is not known.
    { name: "known miss: a password in a table", code: route("await db('users').insert({ password: req.body.password });") },
  ],
  invalid: [
    { name: "a password in a cookie", code: route('res.cookie("kept", req.body.password);'), errors: [...storage] },
    { name: "a password in a file that is called like one", code: route('await fs.writeFile(join(home, "my.environment"), req.body.password);', 'import { join } from "node:path";'), errors: [...storage] },
    { name: "known false alarm: the name of a .env file in a template", code: route('await fs.writeFile(`${home}/.env`, req.body.password);'), errors: [...storage] },
    { name: "what a file says, as a whole", code: route('const manifest = JSON.parse(await fs.readFile("package.json", "utf8")); await fetch("https://registry.example", { method: "POST", body: JSON.stringify(manifest) });'), errors: [...file] },
    { name: "a password in a file", code: route('await fs.writeFile("kept", req.body.password);'), errors: [...storage] },
    { name: "a password in AngularJS's cookies", code: 'angular.module("app").controller("form", function ($scope, $cookies) { $cookies.put("kept", form.password); });', errors: [{ messageId: "storage", line: 1 }] },
    { name: "a password in AngularJS's cookies, by a list of names", code: 'angular.module("app").service("form", ["$cookies", ($cookies) => { $cookies.putObject("kept", { password: form.password }); }]);', errors: [{ messageId: "storage", line: 1 }] },
    { name: "a password in the browser", code: 'export const keep = (password: string) => localStorage.setItem("kept", password);', errors: [{ messageId: "storage", line: 1 }] },
  ],
});

const read = route('await fetch("https://billing.example", { method: "POST", body: await fs.readFile("report.csv", "utf8") });');
const actor = route('await fetch("https://billing.example", { method: "POST", body: JSON.stringify({ actor: req.user.id }) });');
const project = 'interface Context { projectId: string } export const notify = (context: Context) => fetch("https://billing.example", { method: "POST", body: JSON.stringify({ project: context.projectId }) });';

ruleTester.run("no-sensitive-context-exposure: options", rule, {
  valid: [
    { name: "files, left out", code: read, options: [{ files: false }] },
    { name: "identities, by default", code: actor },
    { name: "a hash of an identity", code: route('await fetch("https://billing.example", { method: "POST", body: createHash("sha256").update(req.user.id).digest("hex") });'), options: [{ identity: true }] },
    { name: "an identity in a response", code: route("res.json({ actor: req.user.id });"), options: [{ identity: true }] },
    { name: "an identity in a record", code: route("await db('actions').insert({ user_id: req.user.id });"), options: [{ identity: true }] },
  ],
  invalid: [
    { name: "files, by default", code: read, errors: [...file] },
    { name: "identities, where asked for", code: actor, options: [{ identity: true }], errors: [{ messageId: "identity", line: 7 }] },
    { name: "the identity of a context, where asked for", code: project, options: [{ identity: true }], errors: [{ messageId: "identity", line: 1 }] },
  ],
});

/** Beside `fixtures/instance-views.ts`, or with a redactor of a package. */
const beside = (view: string): string => route(`res.json(${view}(await load("a")));`, `import { sameAs, viewOf } from "./instance-views.js"; ${LOAD}`);
const filename = fileURLToPath(new URL("fixtures/route.ts", import.meta.url));
const unknown = route("res.json(publicUser(req.user));", 'import { publicUser } from "@acme/users";');
const shown = route("res.json(lastFour(String(req.body.password)));", 'import { lastFour } from "./masking.js";');

ruleTester.run("no-sensitive-context-exposure: other files, own wrappers", rule, {
  valid: [
    { name: "a view made elsewhere", code: beside("viewOf"), filename },
    { name: "a function of a package", code: unknown },
    { name: "a redactor", code: shown, filename, settings: { "instance-actions": { root: process.cwd(), redactors: ["test/rules/fixtures/masking.js#lastFour"] } } },
  ],
  invalid: [
    { name: "a view made elsewhere that leaves nothing out", code: beside("sameAs"), filename, errors: [...secret] },
    { name: "a function that is not named as a redactor", code: shown, filename, errors: [...secret] },
  ],
});
