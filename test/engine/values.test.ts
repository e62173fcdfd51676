import { behaviours, defects } from "./program.js";

behaviours("variables", {
  "a value goes through a variable": ["const x = source()\nsink(x)", ["sink(x)"]],
  "an assignment takes the old value away": ["let x = source()\nx = 1\nsink(x)", []],
  "on one of two ways": ["let x = 1\nif (k) { x = source() }\nsink(x)", ["sink(x)"]],
  "round a loop": ["let a = 1\nlet b = 1\nwhile (k) { sink(b)\n b = a\n a = source() }", ["sink(b)"]],
  "through a choice": ["sink(k ? source() : 1, 1)\nsink(k ?? source(), 2)\nsink(k and source(), 3)", ["sink(k ? source() : 1, 1)", "sink(k ?? source(), 2)", "sink(k and source(), 3)"]],
  "comparisons and arithmetic end a way": ["const x = source()\nsink(x == 1)\nsink(x - 1)\nsink(not x)\nsink(typeof x)", []],
  "out of a finally": ["let x = 1\ntry { x = source() } finally { sink(x) }", ["sink(x)"]],
  "out of a switch": ["let x = 1\nswitch (k) { case 1: x = source(); break\n default: x = 2 }\nsink(x)", ["sink(x)"]],
});

behaviours("objects by property", {
  "a field is not its neighbour": ["const o = { a: source(), b: 1 }\nsink(o.a)\nsink(o.b)", ["sink(o.a)"]],
  "a field that is written": ["const o = {}\no.a = source()\nsink(o.a)\nsink(o.b)", ["sink(o.a)"]],
  "a field that is written over": ["const o = { a: source() }\no.a = 1\nsink(o.a)", []],
  "a field of a field": ["const o = { a: { b: source(), c: 1 } }\nsink(o.a.b)\nsink(o.a.c)", ["sink(o.a.b)"]],
  "a field of a field that is written": ["const o = { a: {} }\no.a.b = source()\nconst p = o.a\nsink(p.b)", ["sink(p.b)"]],
  "an unknown key may be any": ["const o = {}\no[k] = source()\nsink(o.a)", ["sink(o.a)"]],
  "what is read of a source is one": ["const o = source()\nsink(o.a.b)", ["sink(o.a.b)"]],
  "what is read of a source of another kind is none": ['import { secret } from "vault"\nlog(secret(), 1)\nlog(secret().length, 2)', ["log(secret(), 1)"]],
  "a spread takes every field over": ["const o = { ...{ a: source(), b: 1 }, c: 1 }\nsink(o.a)\nsink(o.b)\nsink(o.c)", ["sink(o.a)"]],
  "a field behind a spread is written over": ["const o = { ...{ a: source() }, a: 1 }\nsink(o.a)", []],
  "in a source, too": ["const o = { ...source(), a: 1 }\nsink(o.a)\nsink(o.b)", ["sink(o.b)"]],
  "a field before a spread may be replaced by it": ["const o = { a: 1, ...{ a: source() } }\nsink(o.a)", ["sink(o.a)"]],
  "two spreads leave out what comes after either": ["const o = { ...{ ...source(), a: 1 }, b: 1 }\nsink(o.a)\nsink(o.b)\nsink(o.c)", ["sink(o.c)"]],
  "a rest has what was not taken": ["const o = { a: source(), b: source() }\nconst r = %rest(o except a)\nsink(r.a)\nsink(r.b)", ["sink(r.b)"]],
  "an object as a whole is not its field": ["sink({ a: source() })", []],
  "but for a sink that looks inside": ["log({ a: { b: source() } })", ["log({ a: { b: source() } })"]],
});

behaviours("fields that are copied by their key", {
  "keep their names": ["const o = { a: source(), b: 1 }\nconst p = {}\neach (const n of k) { p[n] = o[n] }\nsink(p.a)\nsink(p.b)", ["sink(p.a)"]],
  "also where something is made of each": ["const o = { a: source(), b: 1 }\nconst p = {}\neach (const n of k) { p[n] = same(o[n]) }\nsink(p.a)\nsink(p.b)", ["sink(p.a)"]],
  "also in a literal": ["const o = { a: source(), b: 1 }\nconst f = func (n) => ({ [n]: o[n] })\nsink(f(k).a)\nsink(f(k).b)", ["sink(f(k).a)"]],
  "two of them": ["const o = { a: source(), b: 1 }\no.c = o.a\nconst p = {}\neach (const n of k) { p[n] = o[n] }\nsink(p.a)\nsink(p.b)\nsink(p.c)", ["sink(p.a)", "sink(p.c)"]],
  "by another key, each may be any": ["const o = { a: source(), b: 1 }\nconst p = {}\neach (const n of k) { p[k] = o[n] }\nsink(p.a)\nsink(p.b)", ["sink(p.a)", "sink(p.b)"]],
  "of a source, each": ["const o = source()\nconst p = {}\neach (const n of k) { p[n] = o[n] }\nsink(p.a)", ["sink(p.a)"]],
});

behaviours("arrays by index", {
  "an element is not its neighbour": ["const xs = [1, source()]\nsink(xs[0])\nsink(xs[1])", ["sink(xs[1])"]],
  "an unknown index may be any": ["const xs = [1, source()]\nsink(xs[k])", ["sink(xs[k])"]],
  "an element that is written": ["const xs = [1, 2]\nxs[0] = source()\nsink(xs[0])\nsink(xs[1])", ["sink(xs[0])"]],
  "an element that is pushed": ["const xs = []\nxs.push(source())\neach (const x of xs) { sink(x) }", ["sink(x)"]],
  "behind a spread the index is not known": ["const xs = [...k, source()]\nsink(xs[0])\nsink(xs[1])", ["sink(xs[0])", "sink(xs[1])"]],
  "out of an array that is spread": ["const xs = [...[source()], 1]\neach (const x of xs) { sink(x) }", ["sink(x)"]],
  "an array that is spread into itself": ["let fs = []\nwhile (k) { fs = [...fs, sink] }\neach (const f of fs) { f(source()) }", ["f(source())"]],
  "arrays that are spread into one another": ["let fs = [sink]\nlet gs = []\nwhile (k) { gs = [...fs]\n fs = [...gs] }\neach (const f of fs) { f(source()) }", ["f(source())"]],
  "a rest counts from its first": ["const xs = [source(), source(), 1]\nconst r = %rest(xs from 1)\nsink(r[0])\nsink(r[1])", ["sink(r[0])"]],
  "through a library's callback": ["const xs = [source()].map(func (x) => ({ id: x }))\nsink(xs[0].id)\nsink(xs[0].name)", ["sink(xs[0].id)"]],
  "a loop over what is kept": ["each (const o of [{ a: source(), b: 1 }]) { sink(o.a)\n sink(o.b) }", ["sink(o.a)"]],
});

behaviours("text", {
  "is built of what goes into it": ['sink("select " + source())\nsink(`a ${source()}`)', ['sink("select " + source()) [text]', "sink(`a ${source()}`) [text]"]],
  "is built in a loop": ['let t = ""\neach (const x of [source()]) { t = t + x }\nsink(t)', ["sink(t) [text]"]],
  "of an object does not hold its fields": ["sink(`${{ a: source() }}`)", []],
  "of an array holds its elements": ["sink(`${[source()]}`)", ["sink(`${[source()]}`) [text]"]],
});

defects("values: defects", {
  "a handler sees what the body held when it returned": ["func f() { let x = 1\n try { x = source()\n return k() } catch { sink(x) } }", ["sink(x)"], "compile keeps only the environments before and after the body"],
  "a write between a check and the test of its result": ["func f(a) { const fine = ok(a)\n a.x = source()\n if (fine) { sink(a.x) } }", ["sink(a.x)"], "the refinement starts from the version that was checked"],
});
