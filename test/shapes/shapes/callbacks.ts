/** Code moved to callbacks: handed-in functions and receivers, promises, iteration, generators, exceptions, events. */
import type { Shape } from "../case.js";

export const callbackShapes: readonly Shape[] = [
  {
    name: "handed-in receiver",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { save } from "./store.js";
${c.storeHeader}
${c.entry(`await save(${c.receiver}, ${c.source});`)}`,
      [c.file("store")]: `${c.guardHeader}
export async function save(store${c.any}, value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"), "store")};
}`,
    }),
  },
  {
    name: "handed-in receiver in an object",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { save } from "./store.js";
${c.storeHeader}
const context = { store: ${c.receiver}, label: "label" };
${c.entry(`await save(context, ${c.source});`)}`,
      [c.file("store")]: `${c.guardHeader}
export async function save({ store }${c.any}, value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"), "store")};
}`,
    }),
  },
  {
    name: "handed-in receiver with a library's type",
    only: "ts",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { save } from "./store.js";
${c.entry(`await save(globalThis.store, ${c.source});`)}`,
      [c.file("store")]: `${c.storeImports}
${c.guardHeader}
export async function save(store: ${c.receiverType}, value: any) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"), "store")};
}`,
    }),
  },
  {
    name: "receiver given to a callback",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { withStore } from "./store.js";
${c.guardHeader}
${c.entry(`
  const value = ${c.source};
  await withStore(async (store${c.any}) => {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "store")};
  });`)}`,
      [c.file("store")]: `${c.storeHeader}
export async function withStore(use${c.any}) {
  return use(${c.receiver});
}`,
    }),
  },
  {
    name: "callback parameter",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { withValue } from "./with-value.js";
${c.storeHeader}
${c.entry(`await withValue(${c.source}, async (value${c.any}) => {
    await ${c.sink("value")};
  });`)}`,
      [c.file("with-value")]: `${c.guardHeader}
export function withValue(value${c.any}, use${c.any}) {
  ${c.check("value")}
  return use(${c.pass("value")});
}`,
    }),
  },
  {
    name: "callback handed on by name",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { deliver } from "./deliver.js";
${c.storeHeader}
${c.guardHeader}
async function save(value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}
${c.entry(`await deliver({ to: save, value: ${c.source} });`)}`,
      [c.file("deliver")]: `export const deliver = ({ to, value }${c.any}) => to(value);`,
    }),
  },
  {
    name: "callback with an error first",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { load } from "./load.js";
${c.storeHeader}
${c.entry(`
  load(${c.source}, async (failure${c.any}, value${c.any}) => {
    if (failure) return;
    await ${c.sink("value")};
  });`)}`,
      [c.file("load")]: `${c.guardHeader}
export function load(value${c.any}, done${c.any}) {
  setImmediate(() => {
    ${c.check("value")}
    done(null, ${c.pass("value")});
  });
}`,
    }),
  },
  {
    name: "timer",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function save(value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}
${c.entry(`setTimeout(save, 10, ${c.source});`)}`,
    }),
  },
  {
    name: "then",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  await Promise.resolve(${c.source})
    .then((value) => {
      ${c.check("value")}
      return ${c.pass("value")};
    })
    .then((value) => ${c.sink("value")});`)}`,
    }),
  },
  {
    name: "then with a function of another file",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { given } from "./given.js";
import { save } from "./store.js";
${c.entry(`await given(${c.source}).then(save);`)}`,
      [c.file("given")]: `export async function given(value${c.any}) {
  return value;
}`,
      [c.file("store")]: `${c.storeHeader}
${c.guardHeader}
export async function save(value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}`,
    }),
  },
  {
    name: "async helper awaited",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { given } from "./given.js";
${c.storeHeader}
${c.entry(`
  const { value } = await given(${c.source});
  await ${c.sink("value")};`)}`,
      [c.file("given")]: `${c.guardHeader}
export async function given(value${c.any}) {
  ${c.check("value")}
  return { value: ${c.pass("value")}, label: "label" };
}`,
    }),
  },
  {
    name: "new Promise",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  const given = ${c.source};
  const value = await new Promise${c.ts("<any>")}((resolve) => {
    ${c.check("given")}
    setTimeout(() => resolve(${c.pass("given")}), 10);
  });
  await ${c.sink("value")};`)}`,
    }),
  },
  {
    name: "new Promise of a helper",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { later } from "./later.js";
${c.storeHeader}
${c.entry(`
  later(${c.source}).then(async (value) => {
    await ${c.sink("value")};
  });`)}`,
      [c.file("later")]: `${c.guardHeader}
export function later(value${c.any}) {
  return new Promise${c.ts("<any>")}((resolve, reject) => {
    if (value === undefined) reject(new Error("nothing given"));
    ${c.check("value")}
    resolve(${c.pass("value")});
  });
}`,
    }),
  },
  {
    name: "Promise.all",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function given(value${c.any}) {
  ${c.check("value")}
  return ${c.pass("value")};
}
${c.entry(`
  const [label, value] = await Promise.all([given("label"), given(${c.source})]);
  process.title = label;
  await ${c.sink("value")};`)}`,
    }),
  },
  {
    name: "map",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  await Promise.all([${c.source}].map(async (value) => {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }));`)}`,
    }),
  },
  {
    name: "map to the value",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function given(value${c.any}) {
  ${c.check("value")}
  return ${c.pass("value")};
}
${c.entry(`
  const [value] = [${c.source}].map(given);
  await ${c.sink("value")};`)}`,
    }),
  },
  {
    name: "forEach",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { saveAll } from "./store.js";
${c.storeHeader}
${c.entry(`saveAll(${c.receiver}, ["label", ${c.source}]);`)}`,
      [c.file("store")]: `${c.guardHeader}
export function saveAll(store${c.any}, values${c.any}) {
  values.forEach(async (value${c.any}) => {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "store")};
  });
}`,
    }),
  },
  {
    name: "reduce",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  const last = ["label", ${c.source}].reduce((_before, value) => {
    ${c.check("value")}
    return ${c.pass("value")};
  }, null${c.ts(" as any")});
  await ${c.sink("last")};`)}`,
    }),
  },
  {
    name: "generator",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { given } from "./given.js";
${c.storeHeader}
${c.entry(`
  for (const value of given(${c.source})) await ${c.sink("value")};`)}`,
      [c.file("given")]: `${c.guardHeader}
export function* given(value${c.any}) {
  ${c.check("value")}
  yield ${c.pass("value")};
}`,
    }),
  },
  {
    name: "delegating async generator",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function* each(value${c.any}) {
  ${c.check("value")}
  yield ${c.pass("value")};
}
async function* given(value${c.any}) {
  yield* each(value);
}
${c.entry(`
  for await (const value of given(${c.source})) await ${c.sink("value")};`)}`,
    }),
  },
  {
    name: "value sent into a generator",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function* saving()${c.ts(": Generator<undefined, void, any>")} {
  const value = yield undefined;
  ${c.check("value")}
  ${c.sink(c.pass("value"))};
}
${c.entry(`
  const save = saving();
  save.next();
  save.next(${c.source});`)}`,
    }),
  },
  {
    name: "iterable object",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
class Values {
  ${c.ts("private readonly value: any;")}
  constructor(value${c.any}) {
    this.value = value;
  }
  *[Symbol.iterator]() {
    ${c.check("this.value")}
    yield ${c.pass("this.value")};
  }
}
${c.entry(`
  for (const value of new Values(${c.source})) await ${c.sink("value")};`)}`,
    }),
  },
  {
    name: "exception that carries the value",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { give } from "./give.js";
${c.storeHeader}
${c.entry(`
  try {
    give(${c.source});
  } catch (problem${c.any}) {
    await ${c.sink("problem.value")};
  }`)}`,
      [c.file("give")]: `${c.guardHeader}
export class Problem extends Error {
  ${c.ts("readonly value: any;")}
  constructor(value${c.any}) {
    super("there is a problem");
    this.value = value;
  }
}
export function give(value${c.any}) {
  ${c.check("value")}
  throw new Problem(${c.pass("value")});
}`,
    }),
  },
  {
    name: "thrown object caught two calls up",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function give(value${c.any}) {
  ${c.check("value")}
  throw { value: ${c.pass("value")} };
}
function handOn(value${c.any}) {
  give(value);
}
${c.entry(`
  try {
    handOn(${c.source});
  } catch (thrown${c.any}) {
    await ${c.sink("thrown.value")};
  }`)}`,
    }),
  },
  {
    name: "rejected promise",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function give(value${c.any}) {
  ${c.check("value")}
  throw { value: ${c.pass("value")} };
}
${c.entry(`await give(${c.source}).catch((thrown${c.any}) => ${c.sink("thrown.value")});`)}`,
    }),
  },
  {
    name: "finally",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  let value${c.any} = null;
  try {
    value = ${c.source};
    process.title = "saving";
  } finally {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }`)}`,
    }),
  },
  {
    name: "event emitter",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { EventEmitter } from "node:events";
${c.storeHeader}
${c.guardHeader}
const events = new EventEmitter();
events.on("value", async (value${c.any}) => {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
});
${c.entry(`events.emit("value", ${c.source});`)}`,
    }),
  },
];
