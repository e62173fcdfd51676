import { execFileSync } from "node:child_process";
import { chmodSync, utimesSync } from "node:fs";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { MAX_FILE_BYTES } from "../../src/project/bounds.js";
import { temporaryProject } from "./temporary-project.js";

describe("read", () => {
  it("gives the text with its line ends", () => {
    const project = temporaryProject({ "a.ts": "1\r\n2\n" });
    expect(project.host().read(project.path("a.ts"))).toEqual({ kind: "text", text: "1\r\n2\n" });
  });

  it("takes the byte order mark off, as ESLint does", () => {
    const project = temporaryProject({ "a.ts": "\uFEFFx" });
    expect(project.host().read(project.path("a.ts"))).toEqual({ kind: "text", text: "x" });
  });

  it("gives an empty file as an empty text", () => {
    const project = temporaryProject({ "a.ts": "" });
    expect(project.host().read(project.path("a.ts"))).toEqual({ kind: "text", text: "" });
  });

  it("replaces what is not UTF-8, and keeps the rest", () => {
    const project = temporaryProject({ "a.ts": Buffer.from([0x61, 0xff, 0x62]) });
    expect(project.host().read(project.path("a.ts"))).toEqual({ kind: "text", text: "a\uFFFDb" });
  });

  it("takes a file of just the limit", () => {
    const project = temporaryProject({ "a.ts": Buffer.alloc(MAX_FILE_BYTES, "a") });
    expect(project.host().read(project.path("a.ts")).kind).toBe("text");
  });

  it("refuses a file above the limit, and names both sizes", () => {
    const project = temporaryProject({ "a.ts": Buffer.alloc(MAX_FILE_BYTES + 1, "a") });
    expect(project.host().read(project.path("a.ts"))).toEqual({
      kind: "none",
      reason: "it is larger than 2097152 bytes (2097153)",
    });
  });

  it("refuses a binary file", () => {
    const project = temporaryProject({ "a.ts": Buffer.from("a\0b") });
    expect(project.host().read(project.path("a.ts"))).toEqual({ kind: "none", reason: "it is binary (holds NUL bytes)" });
  });

  it("tells UTF-16 from binary", () => {
    const project = temporaryProject({ "a.ts": Buffer.from("\uFEFFabc", "utf16le") });
    expect(project.host().read(project.path("a.ts"))).toEqual({
      kind: "none",
      reason: "it is encoded as UTF-16; save it as UTF-8",
    });
  });

  it("says that there is no such file", () => {
    const project = temporaryProject();
    expect(project.host().read(project.path("a.ts"))).toEqual({ kind: "none", reason: "the file does not exist" });
  });

  it("says so too where a file stands for a folder of the path", () => {
    const project = temporaryProject({ "a.ts": "" });
    expect(project.host().read(project.path("a.ts/b.ts"))).toEqual({ kind: "none", reason: "the file does not exist" });
  });

  it("refuses a folder", () => {
    const project = temporaryProject({ "a.ts/b.ts": "" });
    expect(project.host().read(project.path("a.ts"))).toEqual({ kind: "none", reason: "it is a folder" });
  });

  it.skipIf(process.platform === "win32")("refuses a pipe instead of waiting for it", () => {
    const project = temporaryProject();
    execFileSync("mkfifo", [project.path("a.ts")]);
    expect(project.host().read(project.path("a.ts"))).toEqual({ kind: "none", reason: "it is not a regular file" });
  });

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)("refuses a file without permission", () => {
    const project = temporaryProject({ "a.ts": "" });
    chmodSync(project.path("a.ts"), 0);
    expect(project.host().read(project.path("a.ts"))).toEqual({ kind: "none", reason: "no permission to read it" });
  });

  it("refuses links in a circle", () => {
    const project = temporaryProject();
    project.link("a.ts", "b.ts");
    project.link("b.ts", "a.ts");
    expect(project.host().read(project.path("a.ts"))).toEqual({ kind: "none", reason: "its symbolic links form a loop" });
  });

  it("refuses a path that is too long", () => {
    const project = temporaryProject();
    expect(project.host().read(project.path("a".repeat(5000)))).toEqual({
      kind: "none",
      reason: "its path is too long for the file system",
    });
  });

  it("says that a file does not exist which has gone since it was looked at", () => {
    const project = temporaryProject({ "a.ts": "1" });
    const host = project.host();
    host.stamp(project.path("a.ts"));
    project.remove("a.ts");
    expect(host.read(project.path("a.ts"))).toEqual({ kind: "none", reason: "the file does not exist" });
  });

  it.each(["", "1", "longer than before", "x".repeat(300_000)])("gives all of a file that has changed since it was looked at (%#)", (text) => {
    const project = temporaryProject({ "a.ts": "before" });
    const host = project.host();
    host.stamp(project.path("a.ts"));
    project.write("a.ts", text);
    expect(host.read(project.path("a.ts"))).toEqual({ kind: "text", text });
  });

  it.skipIf(process.platform === "win32")("does not wait for a pipe that has taken the file's place", () => {
    const project = temporaryProject({ "a.ts": "1" });
    const host = project.host();
    host.stamp(project.path("a.ts"));
    project.remove("a.ts");
    execFileSync("mkfifo", [project.path("a.ts")]);
    expect(host.read(project.path("a.ts")).kind).toBe("none");
  });

  it("keeps texts apart that were read one after the other", () => {
    const project = temporaryProject({ "a.ts": "first", "b.ts": "second" });
    const host = project.host();
    const [first, second] = ["a.ts", "b.ts"].map((file) => host.read(project.path(file)));
    expect([first, second]).toEqual([{ kind: "text", text: "first" }, { kind: "text", text: "second" }]);
  });

  it("does not throw at a path that cannot be one", () => {
    expect(temporaryProject().host().read("/a\0b").kind).toBe("none");
  });
});

describe("stamp", () => {
  it("is null where no file is", () => {
    const project = temporaryProject();
    expect([project.host().stamp(project.path("a.ts")), project.host().stamp("/a\0b")]).toEqual([null, null]);
  });

  it("stays over runs while the file stays", () => {
    const project = temporaryProject({ "a.ts": "1" });
    utimesSync(project.path("a.ts"), 1, 1);
    const host = project.host();
    const before = host.stamp(project.path("a.ts"));
    host.refresh();
    expect(host.stamp(project.path("a.ts"))).toBe(before);
  });

  it("stays within a run even if the file changes", () => {
    const project = temporaryProject({ "a.ts": "1" });
    const host = project.host();
    const before = host.stamp(project.path("a.ts"));
    project.write("a.ts", "longer");
    expect(host.stamp(project.path("a.ts"))).toBe(before);
  });

  it("changes in the next run when the file has changed, be its size the same", () => {
    const project = temporaryProject({ "a.ts": "1" });
    const host = project.host();
    const before = host.stamp(project.path("a.ts"));
    project.write("a.ts", "2");
    host.refresh();
    expect(host.stamp(project.path("a.ts"))).not.toBe(before);
  });

  it("changes when the file was written twice within one tick of the clock", () => {
    const project = temporaryProject({ "a.ts": "1" });
    const tick = 1_700_000_000;
    const clock = vi.spyOn(Date, "now").mockReturnValue(tick * 1000 + 4);
    onTestFinished(() => {
      clock.mockRestore();
    });
    utimesSync(project.path("a.ts"), tick, tick);
    const host = project.host();
    const before = host.stamp(project.path("a.ts"));
    project.write("a.ts", "2");
    utimesSync(project.path("a.ts"), tick, tick);
    host.refresh();
    expect(host.stamp(project.path("a.ts"))).not.toBe(before);
  });

  it("is of the same look as a text of the same run, so that a later change is another stamp", () => {
    const project = temporaryProject({ "a.ts": "1" });
    project.settle();
    const host = project.host();
    host.read(project.path("a.ts"));
    project.write("a.ts", "2");
    project.settle();
    const stamp = host.stamp(project.path("a.ts"));
    host.refresh();
    expect(host.stamp(project.path("a.ts"))).not.toBe(stamp);
  });

  it("is another one of a file that has gone and come again", () => {
    const project = temporaryProject({ "a.ts": "1" });
    project.settle();
    const host = project.host();
    const stamps = [host.stamp(project.path("a.ts"))];
    project.remove("a.ts");
    host.refresh();
    stamps.push(host.stamp(project.path("a.ts")));
    project.write("a.ts", "1");
    project.settle();
    host.refresh();
    stamps.push(host.stamp(project.path("a.ts")));
    expect([new Set(stamps).size, stamps[1]]).toEqual([3, null]);
  });

  it("sees a file that has come", () => {
    const project = temporaryProject();
    const host = project.host();
    expect(host.stamp(project.path("a.ts"))).toBeNull();
    project.write("a.ts", "");
    expect(host.stamp(project.path("a.ts"))).toBeNull();
    host.refresh();
    expect(host.stamp(project.path("a.ts"))).not.toBeNull();
  });
});
