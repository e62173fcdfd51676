import { describe, expect, it } from "vitest";
import { HELP, readArguments } from "../../src/cli/arguments.js";

describe("readArguments", () => {
  it("takes a review with its defaults", () => {
    expect(readArguments(["review"])).toEqual({ kind: "review", paths: [], preset: "recommended", format: "stylish", stats: false });
  });
  it("takes paths and options in any order", () => {
    expect(readArguments(["--preset", "strict", "review", "a", "--format=json", "b", "--stats"])).toEqual({ kind: "review", paths: ["a", "b"], preset: "strict", format: "json", stats: true });
  });
  it("takes what stands after -- as paths", () => {
    expect(readArguments(["review", "--", "--odd-name"])).toMatchObject({ paths: ["--odd-name"] });
  });
  it.each([[["--help"]], [["-h"]], [["review", "--help"]], [[]]])("%j asks for help", (args) => {
    expect(readArguments(args)).toEqual({ kind: "help" });
  });
  it("tells its version", () => {
    expect(readArguments(["--version"])).toEqual({ kind: "version" });
  });
  it.each([
    [["check"], 'unknown command "check"'],
    [["review", "--preset", "all"], 'unknown preset "all"; write recommended or strict'],
    [["review", "--format", "sarif"], 'unknown format "sarif"; write stylish or json'],
    [["review", "--fix"], "Unknown option '--fix'"],
    [["review", "--preset"], "Option '--preset <value>' argument missing"],
  ])("%j is wrong: %s", (args, reason) => {
    const command = readArguments(args);
    expect(command.kind).toBe("wrong");
    expect(command.kind === "wrong" && command.reason).toContain(reason);
  });
});

describe("the help", () => {
  it("fits 80 columns", () => {
    expect(HELP.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
