/** What a program sets up in one file for all others. */
import { describe, expect, it } from "vitest";
import { lintTree, type Files } from "../settings/lint-tree.js";

const linted = async (files: Files, rule: string, path: string): Promise<readonly string[]> => (await lintTree(files, { messages: "sentence" }, [rule])).get(path) ?? [];

describe("a pipe for all handlers", () => {
  const controller = (type: string): string => `import { Controller, Get, Query } from "@nestjs/common";
import { Instance } from "./instance.js";
@Controller("instances")
export class Instances {
  @Get() list(@Query("archived") archived: ${type}) { return Instance.find({ archived }); }
}`;
  const program = (pipe: string, type = "boolean"): Files => ({
    "package.json": "{}",
    "src/instance.js": 'const mongoose = require("mongoose"); exports.Instance = mongoose.model("Instance", new mongoose.Schema({ archived: Boolean }));',
    "src/instances.controller.ts": controller(type),
    "src/app.module.ts": 'import { Module } from "@nestjs/common"; import { Instances } from "./instances.controller.js"; @Module({ controllers: [Instances] }) export class AppModule {}',
    "src/main.ts": `import { ValidationPipe } from "@nestjs/common"; import { NestFactory } from "@nestjs/core"; import { AppModule } from "./app.module.js"; export async function start() { const app = await NestFactory.create(AppModule); ${pipe} await app.listen(3000); }`,
  });
  const found = (files: Files): Promise<readonly string[]> => linted(files, "no-sql-injection", "src/instances.controller.ts");

  it("makes of a query the flag that its parameter is declared as", async () => {
    expect(await found(program("app.useGlobalPipes(new ValidationPipe({ transform: true }));"))).toEqual([]);
  });
  it("does not where it only validates", async () => {
    expect(await found(program("app.useGlobalPipes(new ValidationPipe({ whitelist: true }));"))).toHaveLength(1);
  });
  it("does not of a text: a list stays a list", async () => {
    expect(await found(program("app.useGlobalPipes(new ValidationPipe({ transform: true }));", "string"))).toHaveLength(1);
  });
  it("does not where there is none", async () => {
    expect(await found(program(""))).toHaveLength(1);
  });
});

describe("a logger that another package of the workspace hands on", () => {
  const workspace = (paths: string): Files => ({
    "package.json": '{ "workspaces": ["libs/*"] }',
    "libs/kit/package.json": '{ "name": "@acme/kit", "main": "src/index.ts" }',
    "libs/kit/src/index.ts": 'export * from "./logging.js";',
    "libs/kit/src/logging.ts": `import { LoggerModule, PinoLogger } from "nestjs-pino"; export { LoggerModule, PinoLogger }; export function loggingOptions() { return { pinoHttp: { redact: { paths: ${paths} } } }; }`,
    "src/app.module.ts": 'import { Module } from "@nestjs/common"; import { LoggerModule, loggingOptions } from "@acme/kit"; @Module({ imports: [LoggerModule.forRoot(loggingOptions())] }) export class AppModule {}',
    "src/guard.ts": 'import { PinoLogger } from "@acme/kit"; export class Guard { constructor(private readonly logger: PinoLogger) {} check(password: string) { this.logger.info({ user: { password } }, "checked"); } }',
  });
  const found = (files: Files): Promise<readonly string[]> => linted(files, "no-sensitive-context-in-log", "src/guard.ts");

  it("leaves out what the program set it up to leave out", async () => {
    expect(await found(workspace('["*.password"]'))).toEqual([]);
  });
  it("leaves out whatever cannot be told", async () => {
    expect(await found(workspace("namesFromElsewhere()"))).toEqual([]);
  });
  it("writes what it was not", async () => {
    expect(await found(workspace('["*.token"]'))).toHaveLength(1);
  });
});

describe("a secret that several files call one", () => {
  const files = (name: string): Files => ({
    "package.json": "{}",
    "src/caller.ts": 'import { keep } from "./callee.js"; export const handle = (req: { body: { password: string } }) => keep(req.body.password);',
    "src/callee.ts": `export function keep(${name}: string) { console.log(${name}); }`,
  });
  it("is reported where it is called so last", async () => {
    expect(await linted(files("password"), "no-sensitive-context-in-log", "src/caller.ts")).toEqual([]);
    expect(await linted(files("password"), "no-sensitive-context-in-log", "src/callee.ts")).toHaveLength(1);
  });
  it("is reported where it is called so", async () => {
    expect(await linted(files("value"), "no-sensitive-context-in-log", "src/caller.ts")).toHaveLength(1);
    expect(await linted(files("value"), "no-sensitive-context-in-log", "src/callee.ts")).toEqual([]);
  });
});

describe("a class that a test made for itself", () => {
  const files = (path: string): Files => ({
    "package.json": "{}",
    "src/store.ts": "export abstract class Store { abstract keep(id: unknown): Promise<unknown>; }",
    [path]: 'import { Store } from "./store.js"; import { Instance } from "./instance.js"; export class Kept extends Store { keep(id: unknown) { return Instance.findOne({ id }); } }',
    "src/instance.js": 'const mongoose = require("mongoose"); exports.Instance = mongoose.model("Instance", new mongoose.Schema({ id: String }));',
    "src/routes.ts": 'import express from "express"; import { Store } from "./store.js"; export const routes = (store: Store) => express().post("/", async (req, res) => { await store.keep(req.body.id); res.end(); });',
  });
  it("is not what runs elsewhere", async () => {
    expect(await linted(files("src/kept.test.ts"), "no-sql-injection", "src/routes.ts")).toEqual([]);
    expect(await linted(files("src/kept.ts"), "no-sql-injection", "src/routes.ts")).toHaveLength(1);
  });
});
