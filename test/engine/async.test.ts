import { behaviours } from "./program.js";

behaviours("promises", {
  "what an async function returns is awaited": ["async func f() { return [source()] }\nasync func g() { sink((await f())[0]) }", ["sink((await f())[0])"]],
  "a promise is not what it holds": ['import { secret } from "vault"\nasync func f() { return secret() }\nlog(f(), 1)\nasync func g() { log(await f(), 2) }', ["log(await f(), 2)"]],
  "of promises": ["async func f(x) { return x }\nasync func g() { sink((await f(await f([source()])))[0]) }", ["sink((await f(await f([source()])))[0])"]],
  "await of what is no promise": ["async func g() { sink(await source()) }", ["sink(await source())"]],
  "into then": ["async func f() { return source() }\nf().then(func (x) => { sink(x) })", ["sink(x)"]],
  "out of then": ["async func g() { const x = await Promise.resolve([source()]).then(func (y) => y[0])\n sink(x) }", ["sink(x)"]],
  "what is resolved": ["const p = new Promise(func (resolve) => { resolve(source()) })\np.then(func (x) => { sink(x) })", ["sink(x)"]],
  "a promise that a function is handed": ["func f(p) { p.then(func (x) => { sink(x) }) }\nf(Promise.resolve(source()))", ["sink(x)"]],
  "what an async function throws": ["async func f() { throw source() }\nasync func g() { try { await f() } catch (e) { sink(e) } }", ["sink(e)"]],
  "into catch": ["async func f() { throw source() }\nf().catch(func (e) => { sink(e) })", ["sink(e)"]],
  "and not into then": ["async func f() { throw source() }\nf().then(func (e) => { sink(e) })", []],
  "and not out of a call that nobody awaits": ["async func f() { throw source() }\nfunc g() { try { f() } catch (e) { sink(e) } }", []],
  "when the promise is awaited elsewhere": ["async func f() { throw source() }\nasync func g() { const p = f()\n try { await p } catch (e) { sink(e) } }", ["sink(e)"]],
  "when the promise is handed on": ["async func f() { throw source() }\nasync func g() { return f() }\ng().catch(func (e) => { sink(e) })", ["sink(e)"]],
  "and not behind a catch": ["async func f() { throw source() }\nasync func g() { try { await f().catch(func () => 1) } catch (e) { sink(e) } }", []],
  "what is rejected": ["new Promise(func (resolve, reject) => { reject(source()) }).catch(func (e) => { sink(e) })", ["sink(e)"]],
  "a library's promise of a thing": ['import { open } from "db"\nasync func f() { const pool = await open()\n pool.query(source()) }', ["pool.query(source())"]],
});

behaviours("generators", {
  "what is yielded is iterated": ["generator func f() { yield source() }\neach (const x of f()) { sink(x) }", ["sink(x)"]],
  "what a delegate yields": ["generator func f(x) { yield x }\ngenerator func g(x) { yield* f(x) }\neach (const y of g(source())) { sink(y) }", ["sink(y)"]],
  "of an asynchronous one": ["async generator func f() { yield source() }\nasync func g() { each (const x async f()) { sink(x) } }", ["sink(x)"]],
  "what next hands in": ["generator func f() { const x = yield 1\n sink(x) }\nconst it = f()\nit.next(source())", ["sink(x)"]],
  "what next hands in and gets": ["generator func f() { const x = yield 1\n yield x }\nconst it = f()\nsink(it.next([source()]).value[0])", ["sink(it.next([source()]).value[0])"]],
  "what next hands in, to a function that the generator was given": ["generator func f(put) { put(yield 1) }\nconst it = f(func (x) => { sink(x) })\nit.next(source())", ["sink(x)"]],
  "spread into an array": ["generator func f(x) { yield x }\nconst xs = [...f(source())]\neach (const x of xs) { sink(x) }", ["sink(x)"]],
});
