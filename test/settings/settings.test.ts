import { describe, expect, it } from "vitest";
import { readSettings } from "../../src/settings/index.js";

const read = (own: unknown) => readSettings({ "instance-actions": own });

describe("readSettings", () => {
  it("needs none", () => {
    expect(readSettings({ other: 1 })).toMatchObject({ models: [], wrapperModel: null, root: null, messages: "path", packages: [], tests: "skip" });
  });
  it("reads what is there", () => {
    const model = { extensions: [] };
    expect(read({ models: ["models/db.model.yml", model], root: "packages/api", messages: "sentence", packages: ["@acme/db"] })).toMatchObject({
      models: ["models/db.model.yml", model],
      root: "packages/api",
      messages: "sentence",
      packages: ["@acme/db"],
    });
    expect(read({ tests: "report" }).tests).toBe("report");
  });
  it("has one key for equal settings", () => {
    expect(read({ root: "a" }).key).toBe(read({ root: "a" }).key);
    expect(read({ root: "a" }).key).not.toBe(read({ root: "b" }).key);
  });

  it.each([
    [[], 'settings["instance-actions"]: expected an object, found a list'],
    ["strict", 'settings["instance-actions"]: expected an object, found "strict"'],
    [{ model: [] }, 'settings["instance-actions"].model: unknown key; did you mean "models"?'],
    [{ validator: [] }, '.validator: unknown key; did you mean "validators"?'],
    [{ sanitisingFunctions: [] }, '.sanitisingFunctions: unknown key; known keys: models, root, messages, packages, tests, validators'],
    [{ models: "a.yml" }, '.models: expected a list of paths and inline models, found "a.yml"'],
    [{ models: ["a.yml", 3] }, ".models[1]: expected the path of a model file or an inline model { extensions: […] }, found 3"],
    [{ root: "" }, ".root: expected a path, found an empty text"],
    [{ messages: "long" }, '.messages: expected "path" or "sentence", found "long"'],
    [{ tests: true }, '.tests: expected "skip" or "report", found true'],
    [{ packages: [null] }, ".packages[0]: expected the name of a package, found null"],
    [{ loggers: "log" }, '.loggers: expected a list of names such as "src/policy.js#requireOwner", found "log"; write ["log"]'],
    [{ loggers: { name: "log" } }, '.loggers: expected a list of names such as "src/policy.js#requireOwner", found an object.'],
    [{ loggers: [4] }, ".loggers[0]: expected a name or { name, argument, accepts }, found 4"],
    [{ loggers: ["#info"] }, '.loggers[0]: "#info" names no file and no package'],
    [{ loggers: ["src/log.js#a..b"] }, '.loggers[0]: "" in "src/log.js#a..b" is not a name'],
    [{ loggers: ["/srv/log.js#info"] }, '.loggers[0]: "/srv/log.js" is an absolute path'],
    [{ loggers: ["../log.js#info"] }, '.loggers[0]: "../log.js" lies outside the linting directory'],
    [{ validators: [{ name: "a#b", accept: "true" }] }, '.validators[0]: unknown key "accept"; did you mean "accepts"?'],
    [{ validators: [{ name: "a#b", accepts: "yes" }] }, '.validators[0]: "accepts" must be "true", "false" or "completes", found "yes"'],
    [{ validators: [{ name: "a#b", argument: -1 }] }, '.validators[0]: "argument" must be an index from 0, found -1'],
    [{ validators: [{ argument: 0 }] }, '.validators[0]: "name" must be a text, found nothing'],
  ])("%j is a problem that names the place", (own, message) => {
    expect(read(own).problems).toEqual([expect.stringContaining(message)]);
  });
  it("names every problem, and takes what is right", () => {
    const settings = read({ models: ["a.yml", 3], tests: "report", messages: "long", loggers: [7, "src/log.js#info"], redactors: "mask" });
    expect(settings.problems).toHaveLength(4);
    expect(settings).toMatchObject({ models: ["a.yml"], tests: "report", messages: "path" });
    expect(settings.named.map(({ place, wrapper }) => `${place} ${wrapper.value.name}`)).toEqual([".loggers[1] info"]);
  });
});
