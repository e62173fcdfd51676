import { fileURLToPath } from "node:url";
import rule from "../../rules/no-unvalidated-exception/rule.js";
import { ruleTester } from "./rule-tester.js";

/** Code around a failing step: `body`, which has `error`, on line 4; `before` on line 3. */
const failing = (body: string, before = ""): string => `import util from "node:util";
import { z } from "zod";
${before}
export async function run(step: () => Promise<void>) { try { await step(); } catch (error) { ${body} } }`;
const found = [{ messageId: "flow", line: 4 }] as const;
const filename = fileURLToPath(new URL("fixtures/step.ts", import.meta.url));

ruleTester.run("no-unvalidated-exception", rule, {
  valid: [
    { name: "an error, by its class", code: failing("if (error instanceof Error) console.error(error.message);") },
    { name: "an error, by its class, else a text", code: failing('console.error(error instanceof Error ? error.message : "unknown");') },
    { name: "no error: thrown again", code: failing("if (!(error instanceof Error)) throw error; console.error(error.message);") },
    { name: "an own class of errors", code: failing("if (error instanceof NotFound) console.error(error.message);", "class NotFound extends Error {}") },
    { name: "a class of errors of a known library", code: failing("if (error instanceof z.ZodError) console.error(error.message);") },
    { name: "one of several classes", code: failing("if (error instanceof RangeError || error instanceof TypeError) console.error(error.message);") },
    { name: "within a condition", code: failing("console.error(error instanceof Error && error.message);") },
    { name: "a switch over tests", code: failing("switch (true) { case error instanceof Error: console.error(error.message); }") },
    { name: "a native error, asked of Node", code: failing("if (util.types.isNativeError(error)) console.error(error.message);") },
    { name: "an error, asked of the language", code: failing("if (Error.isError(error)) console.error(error.message);") },
    { name: "an own guard", code: failing("if (isError(error)) console.error(error.message);", "function isError(value: unknown): value is Error { return value instanceof Error; }") },
    { name: "an own assertion", code: failing("assertError(error); console.error(error.message);", 'function assertError(value: unknown): asserts value is Error { if (!(value instanceof Error)) throw new TypeError("no error"); }') },
    { name: "an own function that makes an error of anything", code: failing("console.error(toError(error).message);", "function toError(value: unknown): Error { return value instanceof Error ? value : new Error(String(value)); }") },
    { name: "a package that makes an error of anything", code: failing("console.error(ensureError(error).message);", 'import ensureError from "ensure-error";') },
    { name: "told by its code", code: failing('if (error.code === "ENOENT") console.error(error.message);') },
    { name: "told by its name", code: failing('if (error.name === "AbortError") console.error(error.message);') },
    { name: "as a text", code: failing("console.error(String(error));") },
    { name: "in a template", code: failing("console.error(`failed: ${error}`);") },
    { name: "logged whole", code: failing('console.error("failed", error);') },
    { name: "thrown again", code: failing("throw error;") },
    { name: "the cause of a new error", code: failing('throw new Error("failed", { cause: error });') },
    { name: "a new error in its place", code: failing('error = new Error("failed"); console.error(error.message);') },
    { name: "its message is set", code: failing('error.message = "failed"; throw error;') },
    { name: "fields that say which failure it is", code: failing("console.error(error.name, error.code);") },
    { name: "a rejection, by its class", code: "export const run = (step: () => Promise<void>) => step().catch((error: unknown) => { if (error instanceof Error) console.error(error.message); });" },
    { name: "a parameter that is declared an error, and nobody hands it anything else", code: "export const textOf = (failure: Error): string => failure.message;" },
    { name: "a rejection that is annotated, by its class", code: "export const run = (step: () => Promise<void>) => step().catch((error: Error) => { if (error instanceof Error) console.error(error.message); });" },
    { name: "a rejection that is annotated, thrown again", code: "export const run = (step: () => Promise<void>) => step().catch((error: Error) => { throw error; });" },
    { name: "cast to something with a name", code: failing("console.error((error as { name?: unknown }).name);") },
    { name: "an error, by its class, and cast", code: failing("if (error instanceof Error) console.error((error as Error).name);") },
    { name: "in a test", code: failing("console.error(error.message);"), filename: "run.test.ts" },
    // $ MISSING: a cast alone is no use; what is done with the value afterwards is.
    { name: "known miss: only cast", code: failing("report(error as Error);", 'import { report } from "@acme/errors";') },
    { name: "known miss: cast, and the class asked for elsewhere", code: failing("note(error as Error);", "function note(failure: Error) { console.error(failure.constructor.name); }") },
    // $ MISSING: only what is caught is a source, not a parameter of unknown type.
    { name: "known miss: a parameter of unknown type", code: "export const textOf = (failure: unknown): string => (failure as Error).message;" },
  ],
  invalid: [
    { name: "the reason of a settled promise", code: 'export async function run(steps: Promise<void>[]) { for (const ended of await Promise.allSettled(steps)) if (ended.status === "rejected") console.error(ended.reason.message); }', errors: [{ messageId: "flow" }] },
    { name: "its message", code: failing("console.error(error.message);"), errors: [...found] },
    { name: "its message, if there is anything", code: failing("console.error(error?.message);"), errors: [...found] },
    { name: "by a computed name", code: failing('console.error(error["message"]);'), errors: [...found] },
    { name: "its stack", code: failing("console.error(error.stack);"), errors: [...found] },
    { name: "its cause", code: failing("console.error(error.cause);"), errors: [...found] },
    { name: "cast to an error", code: failing("console.error((error as Error).message);"), errors: [...found] },
    { name: "cast to an error, its name", code: failing('if ((error as Error).name === "AbortError") return;'), errors: [...found] },
    { name: "cast to an error in a variable, its class", code: failing("const failure = error as TypeError; console.error(failure.constructor.name);"), errors: [...found] },
    { name: "a rejection, annotated as an error", code: "export const run = (step: () => Promise<void>) => step().catch((error: Error) => console.error(error.message));", errors: [{ messageId: "flow", line: 1 }] },
    { name: "annotated as an error", code: failing("const failure: Error = error; console.error(failure.message);"), errors: [...found] },
    { name: "annotated as anything", code: failing("console.error(error.message);").replace("catch (error)", "catch (error: any)"), errors: [...found] },
    { name: "destructured", code: failing("const { message } = error; console.error(message);"), errors: [...found] },
    { name: "destructured where it is caught", code: failing("console.error(message);").replace("catch (error)", "catch ({ message })"), errors: [...found] },
    { name: "where it is no error", code: failing("if (error instanceof Error) return; console.error(error.message);"), errors: [...found] },
    { name: "where it is something", code: failing("if (error) console.error(error.message);"), errors: [...found] },
    { name: "after a guard that tests nothing", code: failing("if (isError(error)) console.error(error.message);", "function isError(value: unknown): value is Error { return Boolean(value); }"), errors: [...found] },
    { name: "handed to a function that takes errors", code: failing("note(error);", "function note(failure: Error) { console.error(failure.message); }"), errors: [{ messageId: "flow", line: 3 }] },
    { name: "a rejection", code: "export const run = (step: () => Promise<void>) => step().catch((error) => console.error(error.message));", errors: [{ messageId: "flow", line: 1 }] },
    { name: "a rejection, as the second callback", code: "export const run = (step: () => Promise<void>) => step().then(() => 0, (error) => console.error(error.message));", errors: [{ messageId: "flow", line: 1 }] },
    { name: "the process's last words", code: 'process.on("unhandledRejection", (reason) => { console.error(reason.stack); });', errors: [{ messageId: "flow", line: 1 }] },
    { name: "in a handler of errors", code: 'import express from "express"; express().use((error, req, res, next) => { console.error(error.message); next(error); });', errors: [{ messageId: "flow", line: 1 }] },
    // $ SPURIOUS: any `instanceof` tells what it is; only classes that are known to be errors count.
    { name: "known false alarm: a class of an unknown package", code: failing("if (error instanceof HttpError) console.error(error.message);", 'import { HttpError } from "@acme/http";'), errors: [...found] },
    { name: "known false alarm: an own class that is no error", code: failing("if (error instanceof Failure) console.error(error.message);", 'class Failure { message = "failed"; }'), errors: [...found] },
    // $ SPURIOUS: the test of a single field is not read.
    { name: "known false alarm: told by its shape", code: failing('if (typeof error === "object" && error !== null && "message" in error) console.error(error.message);'), errors: [...found] },
    // $ SPURIOUS: what Node hands to a callback is an error.
    { name: "known false alarm: an error of Node's", code: 'import fs from "node:fs"; fs.readFile("a", (error) => { if (error) console.error(error.message); });', errors: [{ messageId: "flow", line: 1 }] },
  ],
});

/** Beside `fixtures/error-text.ts`. */
const beside = (body: string): string => failing(body, 'import { NotFound, ensureError, textOf } from "./error-text.js";');

ruleTester.run("no-unvalidated-exception: other files", rule, {
  valid: [
    { name: "a class of errors", code: beside("if (error instanceof NotFound) console.error(error.message);"), filename },
    { name: "made an error", code: beside("console.error(ensureError(error).message);"), filename },
    { name: "read by a function that looks first", code: beside("console.error(textOf(error));"), filename },
  ],
  invalid: [
    { name: "looked at, then read as it was", code: beside("textOf(error); console.error(error.message);"), filename, errors: [...found] },
    { name: "the file is not there", code: beside("if (error instanceof NotFound) console.error(error.message);").replace("error-text.js", "nowhere.js"), filename, errors: [...found] },
  ],
});

const guarded = failing("if (isFailure(error)) console.error(error.message);", 'import { isFailure } from "@acme/errors";');
const model = { extensions: [{ addsTo: { pack: "acme/models", extensible: "barrierGuardModel" }, data: [["@acme/errors", "Member[isFailure].Argument[0]", "true", "error-class"]] }] };

ruleTester.run("no-unvalidated-exception: own wrappers", rule, {
  valid: [{ name: "a guard of a package", code: guarded, settings: { "instance-actions": { models: [model] } } }],
  invalid: [{ name: "an unknown function", code: guarded, errors: [...found] }],
});
