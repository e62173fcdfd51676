import { describe, expect, it } from "vitest";
import { createModelIndex } from "../../src/models/automaton.js";
import { NOTHING, NO_EFFECTS } from "../../src/models/model.js";
import { compiledOf, indexOf } from "./model-fixtures.js";

/** Sinks named by their path; a state that has the sink is at that path. */
const sinks = (...rows: (readonly [type: string, path: string])[]) => ({ sinkModel: rows.map(([type, path]) => [type, path, "log"]) });

describe("roots", () => {
  const index = indexOf(
    sinks(["pg", ""], ["'lodash.escape'", ""], ["(express)", ""], ["node:fs", ""], ["node:sqlite", ""], ["express.Request", ""], ["global", "Member[console]"], ["./src/policy.js", ""], ["./src/audit", ""]),
  );
  const isKnown = (state: number): boolean => index.sinks(state).length > 0;

  it.each(["pg", "lodash.escape", "express", "fs", "node:fs", "node:sqlite"])("finds the package %s", (name) => {
    expect(isKnown(index.package(name))).toBe(true);
  });

  it.each(["mysql", "pg/promise", "sqlite", "constructor", "__proto__"])("knows nothing of the package %s", (name) => {
    expect(index.package(name)).toBe(NOTHING);
  });

  it("finds a type", () => {
    expect(isKnown(index.type("express.Request"))).toBe(true);
  });

  it("finds a global as a member of the global object", () => {
    expect(isKnown(index.global("console"))).toBe(true);
  });

  it.each(["src/policy.js", "src/policy.ts", "src/policy", "src/policy.mts", "src/policy/index.ts", "src/audit.ts"])("finds the file %s", (path) => {
    expect(isKnown(index.file(path))).toBe(true);
  });

  it.each(["policy.js", "src/policies.js", "src/policy.json"])("does not take the file %s for another", (path) => {
    expect(index.file(path)).toBe(NOTHING);
  });
});

describe("structural types", () => {
  const index = indexOf(sinks(["{warn, info}", ""], ["{info,error,!success}", "Member[error]"]));

  it("finds a type by its functions, whatever else it has", () => {
    expect(index.sinks(index.shape(new Set(["flush", "info", "warn"])))).toEqual(["log"]);
  });

  it("wants every function", () => {
    expect(index.shape(new Set(["info"]))).toBe(NOTHING);
  });

  it("refuses what must not be there", () => {
    expect(index.shape(new Set(["info", "error", "success"]))).toBe(NOTHING);
    expect(index.sinks(index.member(index.shape(new Set(["info", "error"])), "error"))).toEqual(["log"]);
  });

  it("joins all that fit", () => {
    const state = index.shape(new Set(["info", "error", "warn"]));
    expect(index.sinks(state)).toEqual(["log"]);
    expect(index.sinks(index.member(state, "error"))).toEqual(["log"]);
  });

  it("has a list of members for no other root", () => {
    expect(index.package("{info,warn")).toBe(NOTHING);
  });
});

describe("member", () => {
  const index = indexOf(sinks(["a", "Member[x,y]"], ["a", "AnyMember.Member[z]"], ["b", "ReturnValue"], ["c", "ArrayElement"]));

  it("follows each of the names", () => {
    expect(index.sinks(index.member(index.package("a"), "y"))).toEqual(["log"]);
  });

  it("does not follow another name", () => {
    expect(index.sinks(index.member(index.package("a"), "X"))).toEqual([]);
  });

  it("follows AnyMember for any name", () => {
    expect(index.sinks(index.member(index.member(index.package("a"), "toString"), "z"))).toEqual(["log"]);
  });

  it("does not take a step for a member of its name", () => {
    expect(index.member(index.package("b"), "ReturnValue")).toBe(NOTHING);
  });

  it("takes a known index for an element", () => {
    expect(index.sinks(index.member(index.package("c"), "0"))).toEqual(["log"]);
  });

  it("does not take a name for an element", () => {
    expect(index.member(index.package("c"), "first")).toBe(NOTHING);
  });

  it("leads from nothing to nothing", () => {
    expect(index.member(NOTHING, "x")).toBe(NOTHING);
  });
});

describe("returned", () => {
  const index = indexOf(
    sinks(["a", "ReturnValue"], ["b", "Instance"], ["c", "NewCall.ReturnValue"], ["d", "Call.ReturnValue"], ["e", "WithArity[1..2].ReturnValue"], ["f", "WithArity[1].NewCall.ReturnValue"]),
  );
  const hit = (name: string, arity: number, isNew: boolean): boolean => index.returned(index.package(name), arity, isNew) !== NOTHING;

  it.each([
    ["ReturnValue for a call", "a", 0, false, true],
    ["ReturnValue for a new call", "a", 0, true, true],
    ["Instance for a new call", "b", 0, true, true],
    ["no Instance for a call", "b", 0, false, false],
    ["NewCall for a new call", "c", 0, true, true],
    ["no NewCall for a call", "c", 0, false, false],
    ["Call for a call", "d", 0, false, true],
    ["no Call for a new call", "d", 0, true, false],
    ["WithArity for a number of arguments within", "e", 2, false, true],
    ["no WithArity for another number", "e", 3, false, false],
    ["both filters when both pass", "f", 1, true, true],
    ["not both filters when one does not pass", "f", 2, true, false],
  ])("follows %s", (_what, name, arity, isNew, expected) => {
    expect(hit(name, arity, isNew)).toBe(expected);
  });
});

describe("instance, subclass and decorated", () => {
  const index = indexOf(
    sinks(["a", "Instance"], ["b", "Subclass"], ["c", "ReturnValue.DecoratedClass"], ["d", "DecoratedMember"], ["e", "DecoratedParameter"], ["f", "DecoratedWith"], ["g", "NewCall.Instance"]),
  );

  it.each(["a", "g"])("follows Instance of %s", (name) => {
    expect(index.instance(index.package(name))).not.toBe(NOTHING);
  });

  it("does not take a subclass for the instance", () => {
    expect(index.instance(index.package("b"))).toBe(NOTHING);
  });

  it.each(["a", "b"])("follows Subclass, and Instance as what a subclass inherits: %s", (name) => {
    expect(index.subclass(index.package(name))).not.toBe(NOTHING);
  });

  it("follows DecoratedClass from the decorator that a call made", () => {
    expect(index.decorated(index.returned(index.package("c"), 1, false), "class")).not.toBe(NOTHING);
  });

  it.each([
    ["d", "member"],
    ["e", "parameter"],
    ["f", "with"],
  ] as const)("follows the decorations of %s: %s", (name, what) => {
    expect(index.decorated(index.package(name), what)).not.toBe(NOTHING);
  });

  it("does not take one decoration for another", () => {
    expect(index.decorated(index.package("d"), "parameter")).toBe(NOTHING);
  });
});

describe("awaited and element", () => {
  const index = indexOf(sinks(["a", "Awaited"], ["b", "Member[x]"], ["c", "ArrayElement"], ["d", "MapValue"], ["e", "AnyMember"]));

  it("follows Awaited", () => {
    expect(index.sinks(index.awaited(index.package("a")))).toEqual(["log"]);
  });

  it("keeps a value that is no promise", () => {
    expect(index.awaited(index.package("b"))).toBe(index.package("b"));
  });

  it("leaves the promise behind", () => {
    expect(index.awaited(index.package("a"))).not.toBe(index.package("a"));
  });

  it.each(["c", "d", "e"])("follows the elements of %s", (name) => {
    expect(index.sinks(index.element(index.package(name)))).toEqual(["log"]);
  });

  it("does not take a field for an element", () => {
    expect(index.element(index.package("b"))).toBe(NOTHING);
  });
});

describe("dead ends", () => {
  it("are nothing: a type that no row speaks of", () => {
    expect(indexOf({ typeModel: [["b", "a", "ReturnValue"]] }).package("b")).toBe(NOTHING);
  });

  it("do not keep a promise alive that resolves to one", () => {
    const index = indexOf({ typeModel: [["b", "a", "Awaited"]], ...sinks(["a", "Member[then]"]) });
    expect(index.awaited(index.package("a"))).toBe(NOTHING);
  });

  it("make states equal that lead to the same", () => {
    const index = indexOf({ typeModel: [["b", "a", "Member[x,y]"], ["b", "b", "Member[z]"]], ...sinks(["b", "Member[run]"]) });
    expect(index.member(index.member(index.package("a"), "x"), "z")).toBe(index.type("b"));
  });
});

describe("argument and parameter", () => {
  const index = indexOf(sinks(["a", "Argument[0]"], ["b", "Argument[N-1]"], ["c", "Argument[this]"], ["d", "Parameter[1..]"], ["e", "Parameter[N-1]"], ["f", "WithArity[2].Argument[0]"]));
  const argument = (name: string, at: number, arity: number): boolean => index.argument(index.package(name), at, arity) !== NOTHING;
  const parameter = (name: string, at: number, count: number): boolean => index.parameter(index.package(name), at, count) !== NOTHING;

  it.each([
    ["the first", "a", 0, 3, true],
    ["not the second", "a", 1, 3, false],
    ["the last", "b", 2, 3, true],
    ["not the one before the last", "b", 1, 3, false],
    ["the receiver", "c", -1, 0, true],
    ["not the receiver for an argument", "a", -1, 3, false],
    ["the first of two", "f", 0, 2, true],
    ["not the first of three where two are asked for", "f", 0, 3, false],
  ])("follows %s", (_what, name, at, arity, expected) => {
    expect(argument(name, at, arity)).toBe(expected);
  });

  it("follows parameters from an index on", () => {
    expect([parameter("d", 0, 3), parameter("d", 1, 3), parameter("d", 9, 10)]).toEqual([false, true, true]);
  });

  it("remembers arguments by the number of them", () => {
    expect([argument("b", 1, 2), argument("b", 1, 3), argument("b", 1, 2)]).toEqual([true, false, true]);
  });

  it("remembers results by the number of arguments", () => {
    const filtered = indexOf(sinks(["a", "WithArity[1].ReturnValue"]));
    expect([1, 2, 1].map((arity) => filtered.returned(filtered.package("a"), arity, false) !== NOTHING)).toEqual([true, false, true]);
  });

  it("counts parameters from the end", () => {
    expect([parameter("e", 1, 2), parameter("e", 0, 2)]).toEqual([true, false]);
  });
});

describe("type rows", () => {
  it("give a value the type's paths", () => {
    const index = indexOf({ typeModel: [["pg.Client", "pg", "Member[Client].Instance"]], ...sinks(["pg.Client", "Member[query]"]) });
    const client = index.returned(index.member(index.package("pg"), "Client"), 0, true);
    expect(index.sinks(index.member(client, "query"))).toEqual(["log"]);
  });

  it("chain", () => {
    const index = indexOf({ typeModel: [["c", "b", ""], ["b", "a", ""]], ...sinks(["c", "Member[x]"]) });
    expect(index.sinks(index.member(index.package("a"), "x"))).toEqual(["log"]);
  });

  it("do not work backwards", () => {
    const index = indexOf({ typeModel: [["b", "a", ""]], ...sinks(["a", "Member[x]"]) });
    expect(index.member(index.package("b"), "x")).toBe(NOTHING);
  });

  it("may refer to themselves", () => {
    const index = indexOf({ typeModel: [["knex.Builder", "knex.Builder", "Member[where].ReturnValue"]], ...sinks(["knex.Builder", "Member[raw]"]) });
    const where = (state: number): number => index.returned(index.member(state, "where"), 1, false);
    expect(index.sinks(index.member(where(where(where(index.type("knex.Builder")))), "raw"))).toEqual(["log"]);
  });

  it("may form a circle", () => {
    const index = indexOf({ typeModel: [["a", "b", ""], ["b", "a", ""]], ...sinks(["a", "Member[x]"]) });
    expect(index.sinks(index.member(index.type("b"), "x"))).toEqual(["log"]);
  });

  it("join the sets that they come from", () => {
    const index = indexOf(sinks(["pg.Client", "Member[query]"]), { typeModel: [["pg.Client", "@acme/db", "ReturnValue"]] });
    expect(index.sinks(index.member(index.returned(index.package("@acme/db"), 0, false), "query"))).toEqual(["log"]);
  });

  it("are read from CodeQL's summaries of the kind type", () => {
    const index = indexOf({ summaryModel: [["q.Query", "", "", "Member[limit].ReturnValue", "type"]], ...sinks(["q.Query", "Member[run]"]) });
    expect(index.returned(index.member(index.type("q.Query"), "limit"), 1, false)).toBe(index.type("q.Query"));
  });

  it("expand type variables", () => {
    const index = indexOf({
      typeModel: [["m.Db", "m", "Member[open].Argument[0].TypeVar[m.Callback.0]"]],
      typeVariableModel: [["m.Callback.0", "Parameter[1]"]],
      ...sinks(["m.Db", "Member[run]"]),
    });
    const db = index.parameter(index.argument(index.member(index.package("m"), "open"), 0, 1), 1, 2);
    expect(db).toBe(index.type("m.Db"));
  });
});

describe("Fuzzy", () => {
  const index = indexOf(sinks(["mysql", "Fuzzy.Member[query]"]));
  const mysql = index.package("mysql");
  const hasQuery = (state: number): boolean => index.sinks(index.member(state, "query")).length > 0;

  it("covers no step at all", () => {
    expect(hasQuery(mysql)).toBe(true);
  });

  it.each([
    ["members", index.member(mysql, "pool")],
    ["results", index.returned(mysql, 1, false)],
    ["new objects", index.returned(mysql, 1, true)],
    ["callback parameters", index.parameter(index.argument(mysql, 0, 1), 1, 2)],
    ["what a promise resolves to", index.awaited(index.member(mysql, "pool"))],
    ["several steps", index.member(index.returned(index.member(mysql, "createPool"), 1, false), "promise")],
  ])("covers %s", (_what, state) => {
    expect(hasQuery(state)).toBe(true);
  });

  it("does not go through methods that every object has", () => {
    expect(hasQuery(index.returned(index.member(mysql, "toString"), 0, false))).toBe(false);
  });

  it("does not cover the receiver", () => {
    expect(index.argument(mysql, -1, 1)).toBe(NOTHING);
  });
});

describe("GuardedRouteHandler", () => {
  it("is read, and reached by no move", () => {
    const index = indexOf({ sourceModel: [["mw", "ReturnValue.GuardedRouteHandler.Parameter[0].Member[data]", "remote"]] });
    const middleware = index.returned(index.package("mw"), 0, false);
    expect(index.sources(index.parameter(middleware, 0, 1))).toEqual([]);
  });
});

describe("join", () => {
  const index = indexOf(sinks(["a", "Member[x]"], ["b", "Member[y]"]));
  const both = index.join(index.package("a"), index.package("b"));

  it("is at the paths of both", () => {
    expect([index.sinks(index.member(both, "x")), index.sinks(index.member(both, "y"))]).toEqual([["log"], ["log"]]);
  });

  it("does not care for the order", () => {
    expect(index.join(index.package("b"), index.package("a"))).toBe(both);
  });

  it("with nothing is the state itself", () => {
    expect(index.join(NOTHING, both)).toBe(both);
  });

  it("with a part of it is the state itself", () => {
    expect(index.join(both, index.package("a"))).toBe(both);
  });
});

describe("bindings of a call", () => {
  it("are known where no values are given yet", () => {
    const index = indexOf({ bindingModel: [["pg", "Member[query]", "Argument[0]", "Argument[1]", "$1"]] });
    const { bindings } = index.effects(index.member(index.package("pg"), "query"), 1, false);
    expect(bindings).toEqual([{ text: { at: 0, path: [] }, values: { at: 1, path: [] }, placeholder: "$1" }]);
  });

  it("are not known where no text is given", () => {
    const index = indexOf({ bindingModel: [["pg", "Member[query]", "Argument[0]", "Argument[1]", "$1"]] });
    expect(index.effects(index.member(index.package("pg"), "query"), 0, false).bindings).toEqual([]);
  });
});

describe("facts of a value", () => {
  it("gives the sources of the value and its inside", () => {
    const index = indexOf({ sourceModel: [["e.Request", "Member[body,query]", "remote"], ["e.Request", "", "sensitive-object"]] });
    expect(index.sources(index.type("e.Request"))).toEqual([
      { path: ["body"], kind: "remote" },
      { path: ["query"], kind: "remote" },
      { path: [], kind: "sensitive-object" },
    ]);
  });

  it("does not count the result of a call as inside", () => {
    const index = indexOf({ sourceModel: [["e.Request", "Member[param].ReturnValue", "remote"]] });
    expect(index.sources(index.type("e.Request"))).toEqual([]);
  });

  it("leaves out sources that stand on a condition of a call", () => {
    const index = indexOf({ sourceModel: [["ws", "Member[on].Argument[1].Parameter[0]", "remote", "literal(Argument[0])=^message$"]] });
    expect(index.sources(index.parameter(index.argument(index.member(index.package("ws"), "on"), 1, 2), 0, 1))).toEqual([]);
  });

  it("gives the sinks of a value that is assigned to", () => {
    const index = indexOf({ sinkModel: [["dom", "Member[cookie]", "persistent-store"], ["dom", "Member[cookie]", "log"]] });
    expect(index.sinks(index.member(index.package("dom"), "cookie"))).toEqual(["log", "persistent-store"]);
  });

  it("gives the barriers that a value has by itself", () => {
    const index = indexOf({ barrierModel: [["crypto", "Member[randomUUID].ReturnValue", "known"]] });
    expect(index.barriers(index.returned(index.member(index.package("crypto"), "randomUUID"), 0, false))).toEqual(["known"]);
  });

  it("gives the usages with their notes", () => {
    const index = indexOf({ usageModel: [["request", "", "deprecated", "use fetch"]] });
    expect(index.usages(index.package("request"))).toEqual([{ kind: "deprecated", note: "use fetch", native: "" }]);
  });
});

describe("createModelIndex", () => {
  it("refuses rows that another version compiled", () => {
    const old = { ...compiledOf({}), version: 0 as never };
    expect(() => createModelIndex([old])).toThrow("compiled models have the format 0");
  });

  it("knows nothing without rows", () => {
    const index = createModelIndex([]);
    expect([index.package("pg"), index.effects(NOTHING, 0, false)]).toEqual([NOTHING, NO_EFFECTS]);
  });
});
