import { behaviours, defects } from "./program.js";

behaviours("guards, with their polarity", {
  "a check holds where it gave true": ["const x = source()\nif (ok(x)) { sink(x, 1) } else { sink(x, 2) }", ["sink(x, 1) [form]", "sink(x, 2)"]],
  "or where it gave false, if that is what it says": ["const x = source()\nif (bad(x)) { sink(x, 1) } else { sink(x, 2) }", ["sink(x, 1)", "sink(x, 2) [form]"]],
  "turned round by not": ["const x = source()\nif (not ok(x)) { sink(x, 1) } else { sink(x, 2) }", ["sink(x, 1)", "sink(x, 2) [form]"]],
  "behind an early exit": ["func f(x) { if (not ok(x)) { return }\n sink(x) }\nf(source())", ["sink(x) [form]"]],
  "behind a throw": ["const x = source()\nif (not ok(x)) { throw 1 }\nsink(x)", ["sink(x) [form]"]],
  "behind a loop that ends with it": ["const x = source()\nwhile (not ok(x)) { }\nsink(x)", ["sink(x) [form]"]],
  "a check that completes": ["const x = source()\nsink(x, 1)\ncheck(x)\nsink(x, 2)", ["sink(x, 1)", "sink(x, 2) [form]"]],
  "in a conjunction": ["const x = source()\nif (k and ok(x)) { sink(x) }", ["sink(x) [form]"]],
  "not in a disjunction": ["const x = source()\nif (ok(x) or k) { sink(x) }", ["sink(x)", "sink(x) [form]"]],
  "in a choice": ["const x = source()\nsink(ok(x) ? x : 1)", ["sink(ok(x) ? x : 1) [form]"]],
  "kept in a constant": ["const x = source()\nconst fine = ok(x)\nif (fine) { sink(x, 1) } else { sink(x, 2) }", ["sink(x, 1) [form]", "sink(x, 2)"]],
  "the kind of a value": ['const x = source()\nif (typeof x === "string") { sink(x, 1) } else { sink(x, 2) }', ["sink(x, 1) [text]", "sink(x, 2)"]],
  "equal to what the program knows ends a way": ['const x = source()\nif (x === "a") { sink(x, 1) } else { sink(x, 2) }', ["sink(x, 2)"]],
  "so does being falsy": ["func f(x) { if (x) { sink(x, 1) } else { sink(x, 2) } }\nf(source())", ["sink(x, 1)"]],
  "each case of a switch": ['const x = source()\nswitch (x) { case "a": sink(x, 1); break\n default: sink(x, 2) }', ["sink(x, 2)"]],
});

behaviours("what is checked", {
  "a property, not its neighbour": ["const o = source()\nif (ok(o.a)) { sink(o.a)\n sink(o.b) }", ["sink(o.a) [form]", "sink(o.b)"]],
  "the value, not one that is assigned afterwards": ["let x = source()\nif (ok(x)) { x = source()\n sink(x) }", ["sink(x)"]],
  "a bad value that is replaced": ["let x = source()\nif (not ok(x)) { x = 1 }\nsink(x)", ["sink(x) [form]"]],
  "what a closure sees that is made behind the check": ["const x = source()\nif (not ok(x)) { throw 1 }\nconst f = func () => { sink(x) }\nf()", ["sink(x) [form]"]],
  "every element that a loop checks": ["each (const x of [source()]) { if (not ok(x)) { continue }\n sink(x) }", ["sink(x) [form]"]],
});

behaviours("checks in functions", {
  "a library function that checks and hands on": ["const x = source()\ncheck(x)\nsink(same(x))", ["sink(same(x)) [form]"]],
  "a check with a rejection by null": ["func valid(x) { return ok(x) ? x : null }\nsink(valid(source()))", ["sink(valid(source())) [form]"]],
  "a check in a function that returns its argument": ["func valid(x) { if (not ok(x)) { throw 1 }\n return x }\nsink(valid(source()))", ["sink(valid(source())) [form]"]],
  "a predicate": ["func valid(x) { return ok(x) }\nconst x = source()\nif (valid(x)) { sink(x, 1) } else { sink(x, 2) }", ["sink(x, 1) [form]", "sink(x, 2)"]],
  "a predicate with two ways out": ["func valid(x) { if (ok(x)) { return true }\n return false }\nconst x = source()\nif (valid(x)) { sink(x, 1) } else { sink(x, 2) }", ["sink(x, 1) [form]", "sink(x, 2)"]],
  "a predicate of a property": ["func valid(o) { return ok(o.a) }\nconst o = source()\nif (valid(o)) { sink(o.a)\n sink(o.b) }", ["sink(o.a) [form]", "sink(o.b)"]],
  "an assertion": ["func must(x) { if (not ok(x)) { throw 1 } }\nconst x = source()\nmust(x)\nsink(x)", ["sink(x) [form]"]],
  "an assertion of another file": [{ main: 'import { must } from "./a"\nconst x = source()\nmust(x)\nsink(x)', a: "export func must(x) { if (not ok(x)) { throw 1 } }" }, ["sink(x) [form]"]],
  "a declared assertion": ['func must(x): asserts x is string { if (typeof x !== "string") { throw 1 } }\nconst x = source()\nmust(x)\nsink(x)', ["sink(x) [text]"]],
  "a method of an instance": ["class V { method ok(x) { return ok(x) } }\nconst x = source()\nif (new V().ok(x)) { sink(x) }", ["sink(x) [form]"]],
  "before a callback is called": ["func f(v, cb) { if (ok(v)) { cb(v) } }\nf(source(), func (y) => { sink(y) })", ["sink(y) [form]"]],
  "a check of another value says nothing": ["func f(a, b) { if (ok(a)) { sink(b) } }\nf(source(), source())", ["sink(b)"]],
});

behaviours("what proofs survive", {
  "a library's barrier": ["sink(clean(source()))", ["sink(clean(source())) [clean]"]],
  "text is a string, whatever it is made of": ["sink(`${source()}`)", ["sink(`${source()}`) [text]"]],
  "a checked value in a text keeps its check": ["const x = source()\ncheck(x)\nsink(`a ${x}`)", ["sink(`a ${x}`) [text form]"]],
  "parsing makes a value anew": ["const x = source()\ncheck(x)\nsink(parse(x))", ["sink(parse(x))"]],
  "a field keeps them": ["const x = source()\ncheck(x)\nconst o = { a: x }\nsink(o.a)", ["sink(o.a) [form]"]],
  "two ways keep what they have in common apart": ["let x = source()\nif (k) { check(x) } else { x = clean(x) }\nsink(x)", ["sink(x) [clean]", "sink(x) [form]"]],
});

defects("proofs: defects", {
  "a call's result that is falsy": ["const x = source()\nif (x) { sink(x, 1) } else { sink(x, 2) }", ["sink(x, 1)"], "a variable that holds a call counts as a kept condition, and is not refined itself"],
});
