import { describe, expect, it } from "vitest";
import { createModelIndex, loadUserModels, type CallEffects, type ModelIndex, type StateId } from "../../src/models/index.js";
import { KINDS } from "../../src/policy/kinds.js";
import { readSettings } from "../../src/settings/index.js";

/** The models that the settings make, read by the real loader. */
function modelsOf(own: object): ModelIndex {
  const { wrapperModel } = readSettings({ "instance-actions": own });
  const { compiled, errors } = loadUserModels(wrapperModel, () => null, KINDS);
  expect(errors).toEqual([]);
  return createModelIndex(compiled === null ? [] : [compiled]);
}

function call(models: ModelIndex, callee: StateId, arity = 1): CallEffects {
  return models.effects(callee, arity, false);
}

describe("where a name leads", () => {
  const reaches = (name: string, at: (models: ModelIndex) => StateId): boolean => {
    const models = modelsOf({ loggers: [name] });
    return call(models, at(models)).sinks.some((sink) => sink.kind === "log");
  };

  it("an export of a file, with or without extension and ./", () => {
    for (const name of ["src/log.js#info", "./src/log#info", "src/log.ts#info"]) expect(reaches(name, (models) => models.member(models.file("src/log"), "info")), name).toBe(true);
  });
  it("an export of a package", () => {
    expect(reaches("@acme/log#info", (models) => models.member(models.package("@acme/log"), "info"))).toBe(true);
  });
  it("a static method and a method of an instance", () => {
    const method = (models: ModelIndex): StateId => models.member(models.package("@acme/log"), "Log");
    expect(reaches("@acme/log#Log.info", (models) => models.member(method(models), "info"))).toBe(true);
    expect(reaches("@acme/log#Log.info", (models) => models.member(models.instance(method(models)), "info"))).toBe(true);
  });
  it("what the module itself is", () => {
    expect(reaches("src/log.js", (models) => models.file("src/log"))).toBe(true);
    expect(reaches("src/log.js", (models) => models.member(models.file("src/log"), "default"))).toBe(true);
  });
  it("nowhere else", () => {
    expect(reaches("src/log.js#info", (models) => models.member(models.file("src/other"), "info"))).toBe(false);
    expect(reaches("src/log.js#info", (models) => models.member(models.file("src/log"), "debug"))).toBe(false);
  });
});

describe("what a wrapper means", () => {
  const effects = (own: object, arity = 2): CallEffects => {
    const models = modelsOf(own);
    return call(models, models.member(models.file("src/own"), "it"), arity);
  };
  const placed = (list: readonly { readonly at: number; readonly kind: string }[]): string[] => list.map(({ at, kind }) => `${at}:${kind}`).sort();

  it("a validator returns its argument checked, or throws", () => {
    const { barriers, guards } = effects({ validators: ["src/own.js#it"] });
    expect(new Set(placed(barriers))).toEqual(new Set(["-2:form", "-2:text"]));
    expect(guards.map(({ guarded, kind, accepts }) => `${guarded.at}:${kind}:${accepts}`).sort()).toEqual(["0:form:completes", "0:text:completes"]);
  });
  it("a validator whose name asks a question answers it", () => {
    const models = modelsOf({ validators: ["src/own.js#isUuid"] });
    const { barriers, guards } = call(models, models.member(models.file("src/own"), "isUuid"));
    expect(barriers).toEqual([]);
    expect(new Set(guards.map(({ accepts }) => accepts))).toEqual(new Set(["true"]));
  });
  it("a validator of another argument, with another way to accept", () => {
    const { guards } = effects({ validators: [{ name: "src/own.js#it", argument: 1, accepts: "false" }] });
    expect(guards.map(({ guarded, kind, accepts }) => `${guarded.at}:${kind}:${accepts}`).sort()).toEqual(["1:form:false", "1:text:false"]);
  });
  it("a redactor returns something redacted", () => {
    expect(new Set(placed(effects({ redactors: ["src/own.js#it"] }).barriers))).toEqual(new Set(["-2:redacted"]));
  });
  it("an error sanitiser returns something that may be kept", () => {
    expect(new Set(placed(effects({ errorSanitizers: ["src/own.js#it"] }).barriers))).toEqual(new Set(["-2:sanitized-error"]));
  });
  it("a logger logs all its arguments, and so do its methods", () => {
    expect(placed(effects({ loggers: ["src/own.js#it"] }).sinks)).toEqual(["0:log", "1:log"]);
    const models = modelsOf({ loggers: ["src/own.js#it"] });
    expect(placed(call(models, models.member(models.member(models.file("src/own"), "it"), "warn")).sinks)).toEqual(["0:log"]);
  });
  it("a gateway takes identifiers and stores what it is given", () => {
    expect(placed(effects({ gateways: ["src/own.js#it"] }).sinks)).toEqual(["0:database-identifier", "0:persistent-store", "1:database-identifier", "1:persistent-store"]);
  });
  it("a query is text and bound values", () => {
    expect(placed(effects({ queries: ["src/own.js#it"] }).sinks)).toEqual(["0:sql-injection", "1:database-parameter"]);
    expect(placed(effects({ queries: [{ name: "src/own.js#it", argument: 1 }] }, 3).sinks)).toEqual(["1:sql-injection", "2:database-parameter"]);
  });
  const own = (settings: object): { readonly models: ModelIndex; readonly it: StateId } => {
    const models = modelsOf(settings);
    return { models, it: models.member(models.file("src/own"), "it") };
  };
  const acts = ({ models, it: state }: ReturnType<typeof own>): string[][] => [state, models.returned(state, 1, false)].map((each) => models.acts(each, 1).map(({ kind }) => kind));

  it("a class of errors for callers is one, and so are those that extend it", () => {
    const { models, it: cls } = own({ clientSafeErrors: ["src/own.js#it"] });
    expect([models.instance(cls), models.subclass(cls), cls].map((state) => models.barriers(state))).toEqual([["client-safe"], ["client-safe"], []]);
  });
  it("an access check lets those on who may, by itself or as what it makes, and checks its arguments", () => {
    expect(acts(own({ accessChecks: ["src/own.js#it"] }))).toEqual([["authorises"], ["authorises"]]);
    expect(effects({ accessChecks: ["src/own.js#it"] }).guards.map(({ guarded, kind, accepts }) => `${guarded.at}:${kind}:${accepts}`).sort()).toEqual(["0:access-checked:completes", "1:access-checked:completes"]);
  });
  it("an authenticator lets those on who are known, by itself or as what it makes", () => {
    expect(acts(own({ authenticators: ["src/own.js#it"] }))).toEqual([["authenticates"], ["authenticates"]]);
  });
  it("a restricted store may have what it is given, and so may its methods", () => {
    expect(placed(effects({ restrictedStores: ["src/own.js#it"] }).barriers)).toEqual(["0:restricted", "1:restricted"]);
    const { models, it: store } = own({ restrictedStores: ["src/own.js#it"] });
    expect(placed(call(models, models.member(store, "save")).barriers)).toEqual(["0:restricted"]);
  });
});
