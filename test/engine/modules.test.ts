import { describe, expect, test } from "vitest";
import { behaviours, Program } from "./program.js";

const PUT = "export func put(x) { sink(x) }";

behaviours("imports", {
  "by name": [{ main: 'import { put } from "./a"\nput(source())', a: PUT }, ["a: sink(x)"]],
  "under another name": [{ main: 'import { put as p } from "./a"\np(source())', a: "func q(x) { sink(x) }\nexport { q as put }" }, ["a: sink(x)"]],
  "by default": [{ main: 'import put from "./a"\nput(source())', a: "export default func put(x) { sink(x) }" }, ["a: sink(x)"]],
  "as a namespace": [{ main: 'import * as a from "./a"\na.put(source())', a: PUT }, ["a: sink(x)"]],
  "on demand": [{ main: 'async func f() { const a = await %import("./a")\n a.put(source()) }', a: PUT }, ["a: sink(x)"]],
  "of a property of the export object": [{ main: 'const a = %require("./a")\na.put(source())', a: "binding exports e\ne.put = func (x) { sink(x) }\nexport e as =" }, ["a: sink(x)"]],
  "of one that is taken out": [{ main: 'const put = %require("./a").put\nput(source())', a: "binding exports e\nfunc put(x) { sink(x) }\ne.put = put\nexport e as =" }, ["a: sink(x)"]],
  "of one by name": [{ main: 'import { put } from "./a"\nput(source())', a: "binding exports e\ne.put = func (x) { sink(x) }\nexport e as =" }, ["a: sink(x)"]],
  "of one of a namespace": [{ main: 'import * as a from "./a"\na.put(source())', a: "binding exports e\ne.put = func (x) { sink(x) }\nexport e as =" }, ["a: sink(x)"]],
  "of what another file hands on": [{ main: 'const a = %require("./a")\na.put(source())', a: 'binding exports e\ne.put = %require("./b")\nexport e as =', b: "binding exports e\ne = func (x) { sink(x) }\nexport e as =" }, ["b: sink(x)"]],
  "of an export object that functions fill": [{ main: 'const a = %require("./a")\na.put(source())', a: "binding exports e\nfunc fill() { e.put = func (x) { sink(x) } }\nfill()\nexport e as =" }, ["a: sink(x)"]],
  "of a whole export object": [{ main: 'const put = %require("./a")\nput(source())', a: "binding exports e\nfunc put(x) { sink(x) }\ne = put\nexport e as =" }, ["a: sink(x)"]],
  "of a field of a whole export object": [{ main: 'import { put } from "./a"\nput(source())', a: "binding exports e\ne = { put: func (x) => { sink(x) } }\nexport e as =" }, ["a: sink(x)"]],
  "of a package": [{ main: 'import { Pool } from "db"\nnew Pool().query(source())' }, ["new Pool().query(source())"]],
  "of an instance that another file makes": [{ main: 'import { pool } from "./a"\npool.query(source())', a: 'import { Pool } from "db"\nexport const pool = new Pool()' }, ["pool.query(source())"]],
  "of a type": [{ main: 'import { Request } from "web"\nfunc h(req: Request) { sink(req.body) }' }, ["sink(req.body)"]],
  "of a class that is a type": [{ main: 'import { A } from "./a"\nfunc f(a: A) { a.put(source()) }', a: "export class A { method put(x) { sink(x) } }" }, ["a: sink(x)"]],
  "of a file that is not there": [{ main: 'import { put } from "./missing"\nput(source())\nsink(source())' }, ["sink(source())"]],
});

behaviours("re-exports", {
  "of one name": [{ main: 'import { put } from "./a"\nput(source())', a: 'export { put } from "./b"', b: PUT }, ["b: sink(x)"]],
  "under another name": [{ main: 'import { p } from "./a"\np(source())', a: 'export { put as p } from "./b"', b: PUT }, ["b: sink(x)"]],
  "of everything": [{ main: 'import { put } from "./a"\nput(source())', a: 'export * from "./b"', b: PUT }, ["b: sink(x)"]],
  "of a namespace": [{ main: 'import { ns } from "./a"\nns.put(source())', a: 'export * as ns from "./b"', b: PUT }, ["b: sink(x)"]],
  "of what was imported": [{ main: 'import { put } from "./a"\nput(source())', a: 'import { put } from "./b"\nexport { put }', b: PUT }, ["b: sink(x)"]],
  "of a package's name": [{ main: 'import { Pool } from "./a"\nnew Pool().query(source())', a: 'export { Pool } from "db"' }, ["new Pool().query(source())"]],
  "of a package's name, through several files": [{ main: 'import { Pool } from "./a"\nnew Pool().query(source())', a: 'export * from "./b"', b: 'export * from "./c"', c: 'export { Pool } from "db"' }, ["new Pool().query(source())"]],
  "of everything of a package": [{ main: 'import { Pool } from "./a"\nnew Pool().query(source())', a: 'export * from "db"' }, ["new Pool().query(source())"]],
  "of everything, where a name of its own goes first": [{ main: 'import { put } from "./a"\nput(source())', a: 'export * from "./b"\nexport func put(x) {}', b: PUT }, []],
  "of a type": [{ main: 'import { Request } from "./a"\nfunc h(req: Request) { sink(req.body) }', a: 'export { Request } from "web"' }, ["sink(req.body)"]],
  "everything but the default": [{ main: 'import put from "./a"\nput(source())', a: 'export * from "./b"', b: "export default func put(x) { sink(x) }" }, []],
  "in a circle": [{ main: 'import { put } from "./a"\nput(source())', a: 'export * from "./b"', b: 'export * from "./a"\nexport * from "./c"', c: PUT }, ["c: sink(x)"]],
});

behaviours("types", {
  "an alias of a class of another file": [{ main: 'import type { T } from "./a"\nfunc f(v: T) { v.put(source()) }', a: 'import type { A } from "./b"\nexport type T = A | null', b: "export class A { method put(x) { sink(x) } }" }, ["b: sink(x)"]],
  "what a promise and an array hold": ["class A { method put(x) { sink(x) } }\nasync func f(p: Promise<A[]>) { (await p)[0].put(source()) }", ["sink(x)"]],
  "aliases of each other": [{ main: 'import type { T } from "./a"\nfunc f(v: T) { v.put(source()) }', a: 'import type { T as U } from "./b"\nexport type T = U | U[]', b: 'import type { T as V } from "./a"\nexport type T = V | A\nexport class A { method put(x) { sink(x) } }' }, ["b: sink(x)"]],
  "imports of each other that declare nothing": [{ main: 'import type { T } from "./a"\nfunc f(v: T) { v.put(source())\n sink(source()) }', a: 'import type { T } from "./b"\nexport { T }', b: 'import type { T } from "./a"\nexport { T }' }, ["sink(source())"]],
});

behaviours("a flow over three files", {
  "the sink's receiver comes from one, the value from another": [
    { main: 'import { Repo } from "./repo"\nimport { Pool } from "db"\nconst r = new Repo(new Pool())\nr.find(source())', repo: "export class Repo { constructor(db) { this.db = db }\n method find(id) { return this.db.query(id) } }" },
    ["repo: this.db.query(id)"],
  ],
  "a source that another file returns": [{ main: 'import { get } from "./a"\nsink(get())', a: 'import { take } from "./b"\nexport func get() { return take() }', b: "export func take() { return source() }" }, ["sink(get())"]],
  "a callback that another file calls": [{ main: 'import { run } from "./a"\nrun(source(), func (x) => { sink(x) })', a: "export func run(x, f) { f(x) }" }, ["sink(x)"]],
});

describe("where a flow is reported", () => {
  test("in the file to whose function the source came, and in no other", () => {
    const program = new Program({ main: 'import { get } from "./a"\nimport { put } from "./b"\nput(get())', a: "export func get() { return source() }", b: PUT });
    expect(program.all()).toEqual({ main: ["b: sink(x)"], a: [], b: [] });
  });

  test.each([
    ["used there", "sink(req.body)"],
    ["used in a closure", "const f = func () => { sink(req.body) }\n f()"],
    ["changed in a closure, and used there", "const f = func () => { touch(req.body)\n sink(req.body) }\n run(f)"],
  ])("in the file of a parameter that is a source by itself: %s", (_, body) => {
    const program = new Program({ main: 'import { Request } from "web"\nimport { handle } from "./a"\nfunc f(req: Request) { handle(req) }', a: `import { Request } from "web"\nexport func handle(req: Request) { ${body} }` });
    expect(program.all()).toEqual({ main: [], a: ["sink(req.body)"] });
  });

  test("in the file that reads the exported state of another one", () => {
    const program = new Program({ main: 'import { Request } from "web"\nimport * as a from "./a"\nfunc f(req: Request) { a.keep(req)\n sink(a.kept.body) }', a: 'import { Request } from "web"\nexport let kept\nexport func keep(req: Request) { kept = req }' });
    expect(program.all()).toEqual({ main: ["sink(a.kept.body)"], a: [] });
  });

  test("at the sink's argument when it stands there, else at the call that leads to it", () => {
    const text = 'import { put } from "./a"\nput(source())\nsink(source())';
    const program = new Program({ main: text, a: PUT });
    expect(program.raw("main").map(({ report }) => text.slice(report.start, report.end))).toEqual(["put(source())", "source()"]);
  });

  test("with the way from the source to the sink", () => {
    const program = new Program({ main: 'import { put } from "./a"\nconst x = source()\nput(`a ${x}`)', a: PUT });
    expect(program.raw("main").map(({ steps }) => steps.map(({ path, line, column, text }) => `${path}:${line}:${column} ${text}`))).toEqual([
      ["/main.ts:2:11 source()", "/main.ts:3:1 put(`a ${x}`)", "/a.ts:1:22 sink(x)"],
    ]);
  });

  test("with what is read of the source, and what is called at the sink", () => {
    const program = new Program({ main: 'import { on } from "web"\nimport { Pool } from "db"\non(func (req) => { new Pool().query(req.body.id) })' });
    expect(program.raw("main")).toMatchObject([{ sourceKind: "remote", sinkKind: "query", sinkLabel: "new Pool().query", sourcePath: ["req", "body", "id"] }]);
  });

  // A read behind a write is taken for a read of the source.
  test.fails("beginning at the source, also where it lay in an object", () => {
    const [flow] = new Program({ main: "const o = {}\no.a = source()\nsink(o.a)" }).raw("main");
    expect(flow?.steps[0]?.text).toBe("source()");
  });

  test("with how the sink takes values beside the text, where the models say it", () => {
    const program = new Program({ main: 'import { Pool } from "db"\nnew Pool().query(source())\nsink(source())\nnew Pool().query(1, source())' });
    expect(program.raw("main").map(({ parameters }) => parameters)).toEqual([{ argument: 1, path: [], placeholder: "$1" }, null]);
  });

  test("naming the whole callee at the sink", () => {
    const [flow] = new Program({ main: 'import { Pool } from "db"\nnew Pool().query(source())' }).raw("main");
    expect(flow?.sinkLabel).toBe("new Pool().query");
  });
});

describe("files that cannot be looked into", () => {
  test("are named, with the reason, and do not hide the rest", () => {
    const program = new Program({ main: 'import { put } from "./a"\nput(source())\nsink(source())', a: "func (" });
    expect(program.flows("main")).toEqual(["sink(source())"]);
    expect(program.analyzer.problems()).toEqual([{ path: "/a.ts", reason: expect.stringContaining("1:") as string }]);
  });
});

behaviours("state of modules", {
  "a constant of another file that holds a source": [{ main: 'import { x } from "./a"\nsink(x)', a: "export const x = source()" }, ["sink(x)"]],
  "one of a namespace": [{ main: 'import * as a from "./a"\nsink(a.x)\nsink(a.y)', a: "export const x = source()\nexport const y = 1" }, ["sink(a.x)"]],
  "one that is exported as a property": [{ main: 'const a = %require("./a")\nsink(a.x)', a: "binding exports e\ne.x = source()\nexport e as =" }, ["sink(a.x)"]],
  "a variable of another file that holds a source": [{ main: 'import { x } from "./a"\nfunc f() { sink(x) }', a: "export let x = 1\nexport func set() { x = source() }" }, ["sink(x)"]],
  "a variable that another file is asked to set": [{ main: 'import { x, set } from "./a"\nset(source())\nsink(x)', a: "export let x = 1\nexport func set(v) { x = v }" }, ["sink(x)"]],
  "an object that two files import": [{ main: 'import { state } from "./a"\nimport { run } from "./b"\nfunc f() { state.v = source()\n run() }', a: "export const state = {}", b: 'import { state } from "./a"\nexport func run() { sink(state.v)\n sink(state.w) }' }, ["b: sink(state.v)"]],
  "an object that a function of its file reads": [{ main: 'import { state } from "./a"\nfunc f() { state.v = source() }', a: "export const state = {}\nfunc run() { sink(state.v) }" }, ["a: sink(state.v)"]],
  "an object through a re-export": [{ main: 'import { state } from "./c"\nimport { run } from "./b"\nstate.v = source()\nrun()', a: "export const state = {}", b: 'import { state } from "./a"\nexport func run() { sink(state.v) }', c: 'export { state } from "./a"' }, ["b: sink(state.v)"]],
  "an object that a callee changes": [{ main: 'import { state } from "./a"\nimport { run } from "./b"\nfunc f() { fill(state)\n run() }\nfunc fill(o) { o.v = source() }', a: "export const state = {}", b: 'import { state } from "./a"\nexport func run() { sink(state.v) }' }, ["b: sink(state.v)"]],
  "static state of a class": [{ main: 'import { A } from "./a"\nimport { run } from "./b"\nA.v = source()\nrun()', a: "export class A {}", b: 'import { A } from "./a"\nexport func run() { sink(A.v) }' }, ["b: sink(A.v)"]],
});
