import { behaviours } from "./program.js";

behaviours("a variable that a callback shares", {
  "goes out with the call that it belongs to": ["func keep(v) { const o = {}\n each (const n of [k]) { [n].forEach(func (m) { o[m] = v }) }\n return o }\nsink(keep(source()).a, 1)\nsink(keep(1).a, 2)", ["sink(keep(source()).a, 1)"]],
  "is seen by another callback": ["func f(v) { let x = 1\n [k].forEach(func () { x = v })\n [k].forEach(func () { sink(x) }) }\nf(source())", ["sink(x)"]],
  "is seen by what is returned": ["func f(v) { let x = 1\n [k].forEach(func () { x = v })\n return func () => x }\nsink(f(source())())", ["sink(f(source())())"]],
});

behaviours("calls", {
  "a source that the callee puts into an argument": ["func fill(o) { o.a = source() }\nconst o = {}\nfill(o)\nsink(o.a)", ["sink(o.a)"]],
  "into a parameter": ["func f(a, x) { sink(x)\n sink(a, 2) }\nf(1, source())", ["sink(x)"]],
  "out of a return": ["func f() { return source() }\nsink(f())", ["sink(f())"]],
  "in and out, for the call that handed it in only": ["func id(x) { return x }\nconst a = id([source()])\nconst b = id([1])\nsink(a[0])\nsink(b[0])", ["sink(a[0])"]],
  "as a field of what is returned": ["func f(x) { return { a: x, b: 1 } }\nsink(f(source()).a)\nsink(f(source()).b)", ["sink(f(source()).a)"]],
  "as an element of what is returned": ["func f(a, b) { return [b, a] }\nconst r = f(source(), 1)\nsink(r[0])\nsink(r[1])", ["sink(r[1])"]],
  "into an argument's field": ["func fill(o, v) { o.a = v }\nconst o = {}\nfill(o, source())\nsink(o.a)\nsink(o.b)", ["sink(o.a)"]],
  "wrapped by one and unwrapped by another": ["func wrap(x) { return { v: x } }\nfunc unwrap(o) { return o.v }\nsink(unwrap(wrap(source())))", ["sink(unwrap(wrap(source())))"]],
  "a rest parameter counts from its first": ["func f(a, ...xs) { sink(xs[0])\n sink(xs[1]) }\nf(1, 2, source())", ["sink(xs[1])"]],
  "spread arguments by index": ["func f(...xs) { return g(...xs) }\nfunc g(a, b) { sink(a)\n sink(b) }\nf(1, source())", ["sink(b)"]],
  "by arguments": ["func f() { sink(arguments[0])\n sink(arguments[1]) }\nf(source())", ["sink(arguments[0])"]],
  "through a library function that hands on": ["sink(same(source()))", ["sink(same(source()))"]],
  "not through one that nobody knows": ["sink(unknown(source()))", []],
});

behaviours("call, apply and bind", {
  "call shifts the arguments": ["func f(a, b) { sink(a)\n sink(b) }\nf.call(null, 1, source())", ["sink(b)"]],
  "call hands over this": ["func f() { sink(this.a)\n sink(this.b) }\nf.call({ a: source() })", ["sink(this.a)"]],
  "apply hands over a list": ["func f(a, b) { sink(a)\n sink(b) }\nf.apply(null, [1, source()])", ["sink(b)"]],
  "bind keeps an argument": ["func f(a, b) { sink(a)\n sink(b) }\nconst g = f.bind(null, source())\ng(1)", ["sink(a)"]],
  "bind shifts the others": ["func f(a, b) { sink(a)\n sink(b) }\nf.bind(null, 1)(source())", ["sink(b)"]],
});

behaviours("recursion", {
  "of one function": ["func f(x) { if (k) { return f(x) }\n return x }\nsink(f([source()])[0])", ["sink(f([source()])[0])"]],
  "of two functions": ["func even(n) { return odd(n) }\nfunc odd(n) { if (k) { return even(n) }\n return n }\nsink(even([source()])[0])", ["sink(even([source()])[0])"]],
  "of two that return a source": ["func a() { if (k) { return b() }\n return source() }\nfunc b() { return a() }\nsink(a(), 1)\nsink(b(), 2)", ["sink(a(), 1)", "sink(b(), 2)"]],
  "that never ends": ["func f(o) { return f({ a: o }) }\nsink(f(source()))", []],
  "that wraps deeper and deeper": ["func f(o) { if (k) { return o }\n return f({ a: o }) }\nsink(f([source()])[0])\nsink(f([source()]).a.a[0])\nsink(f([source()]).b)", ["sink(f([source()])[0])", "sink(f([source()]).a.a[0])"]],
});

behaviours("closures", {
  "a constant that an inner function sees": ["const x = source()\nfunc f() { sink(x) }", ["sink(x)"]],
  "a variable that an inner function writes": ["func f() { let n = 0\n const g = func () => { n = source() }\n g()\n sink(n) }", ["sink(n)"]],
  "a variable between two functions": ["let v = 1\nfunc put(x) { v = x }\nfunc run() { sink(v) }\nput(source())", ["sink(v)"]],
  "a function that a function makes": ["func make(x) { return func () => { sink(x) } }\nmake(source())()", ["sink(x)"]],
  "an object of functions that a function makes": ["func make(x) { return { put: func () => { sink(x) } } }\nmake(source()).put()", ["sink(x)"]],
  "this of the function around": ["func F(v) { this.v = v\n const g = func () => { sink(this.v) }\n g() }\nnew F(source())", ["sink(this.v)"]],
});

behaviours("callbacks: the callee is what a caller hands in", {
  "a source that the callee hands to a callback": ["func f(cb) { cb(source()) }\nf(func (x) => { sink(x) })", ["sink(x)"]],
  "a function": ["func f(x, cb) { cb(x) }\nf(source(), func (y) => { sink(y) })", ["sink(y)"]],
  "a function, for the call that handed it in only": ["func f(x, cb) { cb(x) }\nf(source(), func (y) => 1)\nf(1, func (z) => { sink(z) })", []],
  "its result": ["func f(x, cb) { return cb(x) }\nsink(f([source()], func (y) => y)[0])", ["sink(f([source()], func (y) => y)[0])"]],
  "a method of an object": ["func f(db, v) { db.put(v) }\nf({ put: func (x) => { sink(x) } }, source())", ["sink(x)"]],
  "a method of an instance": ["class S { method put(x) { sink(x) } }\nfunc f(s, v) { s.put(v) }\nf(new S(), source())", ["sink(x)"]],
  "a method two fields deep": ["func f(o, v) { o.inner.put(v) }\nf({ inner: { put: func (x) => { sink(x) } } }, source())", ["sink(x)"]],
  "through two functions": ["func f(x, cb) { g(x, cb) }\nfunc g(x, cb) { cb(x) }\nf(source(), func (y) => { sink(y) })", ["sink(y)"]],
  "a function of a table": ["const table = { a: func (x) => { sink(x) } }\ntable.a(source())", ["sink(x)"]],
  "some function of a table": ["const table = { a: func (x) => { sink(x) } }\ntable[k](source())", ["sink(x)"]],
  "a library's sink": ["func f(x, cb) { cb(x) }\nf(source(), sink)", ["cb(x)"]],
  "what a library hands to a callback": ['import { on } from "web"\non(func (req) => { sink(req.body.id)\n sink(req.other) })', ["sink(req.body.id)"]],
});

behaviours("exceptions", {
  "what is thrown is caught": ["try { throw source() } catch (e) { sink(e) }", ["sink(e)"]],
  "across functions": ["func f() { g() }\nfunc g() { throw source() }\ntry { f() } catch (e) { sink(e) }", ["sink(e)"]],
  "up to the function that catches it": ["func f() { try { g() } catch { } }\nfunc g() { throw source() }\ntry { f() } catch (e) { sink(e) }", []],
  "as a field": ["func f(x) { throw { cause: x } }\ntry { f(source()) } catch (e) { sink(e.cause)\n sink(e.name) }", ["sink(e.cause)"]],
});
