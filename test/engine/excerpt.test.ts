import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calleeText, excerpt } from "../../src/engine/traces/excerpt/index.js";

/** The code with the last occurrence of `what` in focus. */
function around(code: string, what: string, length: number): string {
  const start = code.lastIndexOf(what);
  return excerpt(code, length, { start, end: start + what.length });
}

describe("excerpt", () => {
  it.each([
    ["f(\n  a,\n\tb,\n)", "f(a, b)"],
    ["a\n  .b()\n  ?.c", "a.b()?.c"],
    ["f(a /* one */, // two\n  b)", "f(a, b)"],
    ["f('// no comment', `/* nor\n this */ ${a /* but this */}`)", "f('// no comment', `/* nor this */ ${a}`)"],
    ["a / b // c", "a / b"],
    ["x.replace(/[/\"]/g, '')", "x.replace(/[/\"]/g, '')"],
    ["{ a, b, }", "{ a, b }"],
    ["{\n  a,\n}", "{ a }"],
    ["{a,b}", "{a, b}"],
    ["f( )", "f()"],
    ["f(' ( a , b )')", "f(' ( a , b )')"],
    ["f('one \\\n  two')", "f('one  two')"],
  ])("writes %j on one line without comments", (code, expected) => {
    expect(excerpt(code, 80)).toBe(expected);
  });

  it("is cut at its end where nothing is in focus", () => {
    expect(excerpt("save({ name, comment, author, time })", 20)).toBe("save({ name, commen…");
  });

  it.each([
    ["create({ userId: user._id, ownerId: body.owner, at })", "body.owner", 40, "create({ …, ownerId: body.owner, … })"],
    ["db.update({ id: req.body.id }, { $set: { text: req.body.text } })", "req.body.id", 48, "db.update({ id: req.body.id }, { $set: {…} })"],
    ["db.update({ id }, { $set: { note: body.note, by } }, { upsert: true })", "body.note", 50, "db.update(…, { $set: { note: body.note, … } }, …)"],
    ["insert(first.long.argument.of.many, second, id)", "id", 24, "insert(…, id)"],
    ["run(load.something(first, second), (row) => { use(row); done(row) }, id)", "id", 40, "run(load.something(…), (row) => {…}, id)"],
    ["this.a.usecase.execute(Some.Command.create({ id: body.id, name }))", "body.id", 44, "….execute(….create({ id: body.id, … }))"],
    ["query(`SELECT a, b, c, d, e, f, g FROM rows WHERE id = '${id}'`)", "id", 48, "query(`SELECT a, b, c, d, e, f, g FRO…${id}'`)"],
    ['query("SELECT a, b, c, d, e, f, g FROM rows WHERE id = " + id)', "id", 48, 'query("SELECT a, b, c, d, e, f, g FR…" + id)'],
  ])("%s: leaves out what lies away from %j", (code, what, length, expected) => {
    expect(around(code, what, length)).toBe(expected);
  });

  it("shows what is in focus where nothing else can be left out", () => {
    expect(around("a.b.c + d.e.f + g.h.i + j.k.l + m.n.o", "m.n.o", 20)).toContain("m.n.o");
  });

  it("takes any text: never longer than asked, on one line", () => {
    const piece = fc.oneof(fc.constantFrom("(", ")", "{", "}", "[", "]", "`", "${", "'", '"', "/", "//", "/*", "*/", ",", "\n", " ", "\\", "a", ".b"), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 4, max: 60 }), fc.nat(80), fc.nat(20), (pieces, length, start, size) => {
        const code = pieces.join("");
        const text = excerpt(code, length, { start, end: start + size });
        expect(text.length).toBeLessThanOrEqual(length);
        expect(text).not.toMatch(/[\n\r]/);
        expect(calleeText(code, length).length).toBeLessThanOrEqual(length);
      }),
      { numRuns: 1000 },
    );
  });

  it("reads brackets of any depth", () => {
    expect(excerpt("(".repeat(100_000), 20)).toHaveLength(20);
    expect(excerpt("[".repeat(100_000), 20, { start: 50_000, end: 50_001 })).toHaveLength(20);
  });
});

describe("calleeText", () => {
  it.each([
    ["pool.query(text, [id])", "pool.query"],
    ["new Pool().query(text)", "new Pool().query"],
    ["new Pool({ host }).query(text)", "new Pool(…).query"],
    ["new this.Model(data)", "new this.Model"],
    ['this.db<EventRow>("events").insert(row)', "this.db(…).insert"],
    ["this.client.fetch<Http.Answer<Row>>(\n  `x`,\n)", "this.client.fetch"],
    ["(await open()).collection('rows')\n  .find({ a: 1 })", "(await open()).collection(…).find"],
    ["db\n  .collection('a') // rows\n  .insertOne(x)", "db.collection(…).insertOne"],
    ["sql`select ${x}`", "sql"],
    ["prisma.$queryRaw<Row[]>`select`", "prisma.$queryRaw"],
    ["this.cache?.set(key)", "this.cache?.set"],
    ["this.cache.set?.(key)", "this.cache.set"],
    ["callback!(x)", "callback"],
    ["handlers[name](x)", "handlers[…]"],
    ["element.innerHTML", "element.innerHTML"],
  ])("of %s is %s", (code, expected) => {
    expect(calleeText(code, 60)).toBe(expected);
  });

  it("keeps the end of a long one", () => {
    expect(calleeText("getConnection().createQueryBuilder(User, 'u').leftJoin('a', 'b').andWhere('x')", 30)).toBe("….leftJoin(…).andWhere");
  });
});
