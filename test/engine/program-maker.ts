/** Random programs of a few files that import, re-export and call each other in circles. */
import fc from "fast-check";
import type { Files } from "./program.js";

const FILES = ["f0", "f1", "f2", "f3"] as const;
const NAMES = ["a", "b", "c"] as const;

const file = fc.constantFrom(...FILES);
const name = fc.constantFrom(...NAMES);

/** A function of some file: a name of this one, or one that is imported. */
interface Callee {
  readonly from: string;
  readonly name: string;
}
const callee: fc.Arbitrary<Callee> = fc.record({ from: file, name });
const local = ({ from, name: imported }: Callee): string => `${from}_${imported}`;

/** A text with the functions it calls. */
interface Code {
  readonly text: string;
  readonly calls: readonly Callee[];
}
const code = (text: string, ...calls: readonly Callee[]): Code => ({ text, calls });

/** Statements of a function with the parameter `x`. */
const statement: fc.Arbitrary<Code> = fc.oneof(
  fc.constantFrom("sink(x)", "return source()", "return x", "check(x)", "if (not ok(x)) { return }", "throw source()", "return [source()]", "return { v: [x, source()] }", "sink(x[0])").map((text) => code(text)),
  callee.map((to) => code(`return ${local(to)}(x)`, to)),
  callee.map((to) => code(`if (k) { return ${local(to)}(x) }`, to)),
  callee.map((to) => code(`${local(to)}(source())`, to)),
  callee.map((to) => code(`sink(${local(to)}(1))`, to)),
  callee.map((to) => code(`return ${local(to)}(1)[0]`, to)),
  callee.map((to) => code(`try { ${local(to)}(x) } catch (e) { sink(e) }`, to)),
  fc.tuple(callee, callee).map(([to, inner]) => code(`${local(to)}(func (y) => ${local(inner)}(y))`, to, inner)),
  callee.map((to) => code(`x(${local(to)}(1))`, to)),
);

interface Declared extends Code {
  /** What it exports. */
  readonly name: string;
}

const declaration: fc.Arbitrary<Declared> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(name, fc.array(statement, { maxLength: 3 })).map(([own, body]) => ({ name: own, text: `export func ${own}(x) { ${body.map(({ text }) => text).join("; ")} }`, calls: body.flatMap(({ calls }) => calls) })) },
  { weight: 1, arbitrary: fc.tuple(name, callee).map(([own, to]) => ({ name: own, text: `export const ${own} = ${local(to)}`, calls: [to] })) },
  { weight: 1, arbitrary: fc.tuple(name, callee).map(([own, to]) => ({ name: own, text: `export { ${local(to)} as ${own} }`, calls: [to] })) },
  { weight: 1, arbitrary: fc.tuple(name, file, name).map(([own, from, other]) => ({ name: own, text: `export { ${other} as ${own} } from "./${from}"`, calls: [] })) },
);

const topLevel: fc.Arbitrary<Code> = fc.oneof(
  callee.map((to) => code(`${local(to)}(source())`, to)),
  callee.map((to) => code(`sink(${local(to)}(1))`, to)),
  callee.map((to) => code(`sink(${local(to)}(1)[0])`, to)),
  callee.map((to) => code(`sink(${local(to)}(1).v[0])`, to)),
);

/** The text of a file. Its classes and types stand for each other in circles, too. */
export const text: fc.Arbitrary<string> = fc
  .record({
    stars: fc.uniqueArray(file, { maxLength: 2 }),
    declared: fc.uniqueArray(declaration, { maxLength: 3, selector: ({ name: own }) => own }),
    code: fc.array(topLevel, { maxLength: 2 }),
    type: fc.option(fc.tuple(file, fc.boolean())),
    usesType: fc.option(file),
  })
  .map(({ stars, declared, code: statements, type, usesType }) => {
    const called = new Map([...declared, ...statements].flatMap(({ calls }) => calls).map((to) => [local(to), to]));
    const imports = [...called.values()].map((to) => `import { ${to.name} as ${local(to)} } from "./${to.from}"`);
    const lines = [...imports, ...stars.map((from) => `export * from "./${from}"`), ...declared.map(({ text: line }) => line)];
    if (type !== null) {
      const [from, isClass] = type;
      lines.push(...(isClass ? ["export class T { method put(x) { sink(x) } }"] : [`import type { T as Other } from "./${from}"`, "export type T = Other | Other[]"]));
    }
    if (usesType !== null) lines.push(`import type { T as Used } from "./${usesType}"`, "func use(v: Used) { v.put(source()) }");
    return [...lines, ...statements.map(({ text: line }) => line)].join("\n");
  });

export const files: fc.Arbitrary<Files> = fc.tuple(text, text, text, text).map((texts) => Object.fromEntries(FILES.map((each, index) => [each, texts[index] ?? ""])));

export const order: fc.Arbitrary<readonly string[]> = fc.shuffledSubarray([...FILES], { minLength: FILES.length });

/** An edit: a file, and its new text. */
export const edit: fc.Arbitrary<readonly [name: string, text: string]> = fc.tuple(file, text);

/** Files whose functions return a source by way of each other, and who asks for it. */
export const returners: fc.Arbitrary<Files> = fc
  .tuple(...FILES.map(() => fc.record({ through: fc.uniqueArray(file, { maxLength: 2 }), isSource: fc.boolean(), asks: fc.uniqueArray(file, { maxLength: 2 }) })))
  .map((made) =>
    Object.fromEntries(
      made.map(({ through, isSource, asks }, index) => {
        const imports = FILES.map((from) => `import { get as ${from} } from "./${from}"`);
        const body = [...through.map((from) => `if (k) { return ${from}() }`), isSource ? "return [source()]" : "return [1]"];
        return [FILES[index] ?? "", [...imports, `export func get() { ${body.join("; ")} }`, ...asks.map((from) => `sink(${from}()[0], "${from}")`)].join("\n")];
      }),
    ),
  );

/**
 * Classes that extend and implement each other over files, and who calls their methods. Parents stand in earlier files, and no
 * method is abstract: either makes the engine's work grow beyond all measure (see `classes.test.ts`).
 */
export const hierarchies: fc.Arbitrary<Files> = fc
  .tuple(
    ...FILES.map(() =>
      fc.record({
        parent: fc.option(file),
        contract: fc.option(file),
        body: fc.constantFrom("method put(x) { sink(x) }", "method put(x) { }", "method put(x) { super.put(x) }", "method run(x) { this.put(x) }", "field x = 1", "constructor(x) { this.x = x }", "constructor(x) { super(x) }; method put(x) { sink(this.x) }"),
        asks: fc.uniqueArray(fc.tuple(file, fc.constantFrom("v.put(source())", "v.run(source())", "new v(source()).put(1)", "new v().put(source())")), { maxLength: 3, selector: String }),
      }),
    ),
  )
  .map((made) =>
    Object.fromEntries(
      made.map(({ parent, contract, body, asks }, index) => {
        const imports = FILES.map((from) => `import { C as ${from}, I as ${from}_I } from "./${from}"`);
        const isEarlier = parent !== null && FILES.indexOf(parent) < index;
        const heritage = `${isEarlier ? ` extends ${parent}` : ""}${contract === null ? "" : ` implements ${contract}_I`}`;
        const uses = asks.map(([from, use], at) => (use.startsWith("new v") ? use.replace("v", from) : `func use${at}(v: ${from}${at === 1 ? "_I" : ""}) { ${use} }`));
        return [FILES[index] ?? "", [...imports, `export abstract class C${heritage} { ${body} }`, "export interface I { other: string }", ...uses].join("\n")];
      }),
    ),
  );
