/** Code moved to functions: of the same file, nested, handed over, made by other functions. */
import type { Shape } from "../case.js";

export const functionShapes: readonly Shape[] = [
  {
    name: "inline",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  ${c.check(c.source)}
  await ${c.sink(c.pass(c.source))};`)}`,
    }),
  },
  {
    name: "inline, by a variable",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  let value = ${c.source};
  ${c.check("value")}
  value = ${c.pass("value")};
  const kept = value;
  await ${c.sink("kept")};`)}`,
    }),
  },
  {
    name: "helper function",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`await save(${c.source});`)}
async function save(value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}`,
    }),
  },
  {
    name: "helper that gives the value back",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function given(value${c.any}) {
  ${c.check("value")}
  return ${c.pass("value")};
}
${c.entry(`
  const value = given(${c.source});
  await ${c.sink("value")};`)}`,
    }),
  },
  {
    name: "chain of helpers",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
const first = (value${c.any}) => second("first", value);
const second = (_label${c.any}, value${c.any}) => third({ value });
const third = async (given${c.any}) => {
  ${c.check("given.value")}
  return ${c.sink(c.pass("given.value"))};
};
${c.entry(`await first(${c.source});`)}`,
    }),
  },
  {
    name: "nested function that sees the value",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  const value = ${c.source};
  const save = async () => {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  };
  await save();`)}`,
    }),
  },
  {
    name: "closure variable set by another function",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  let kept${c.any};
  const keep = (value${c.any}) => {
    ${c.check("value")}
    kept = ${c.pass("value")};
  };
  const save = async () => {
    await ${c.sink("kept")};
  };
  keep(${c.source});
  await save();`)}`,
    }),
  },
  {
    name: "curry",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { saveInto } from "./store.js";
${c.storeHeader}
${c.entry(`await saveInto(${c.receiver})("label")(${c.source});`)}`,
      [c.file("store")]: `${c.guardHeader}
export const saveInto = (store${c.any}) => (_label${c.any}) => async (value${c.any}) => {
  ${c.check("value")}
  await ${c.sink(c.pass("value"), "store")};
};`,
    }),
  },
  {
    name: "curry of the receiver alone",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { saveInto } from "./store.js";
${c.storeHeader}
const save = saveInto(${c.receiver});
${c.entry(`await save(${c.source});`)}`,
      [c.file("store")]: `${c.guardHeader}
export const saveInto = (store${c.any}) => async (value${c.any}) => {
  ${c.check("value")}
  await ${c.sink(c.pass("value"), "store")};
};`,
    }),
  },
  {
    name: "curry, value first",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function remember(value${c.any}) {
  ${c.check("value")}
  return function write(store${c.any}) {
    return ${c.sink(c.pass("value"), "store")};
  };
}
${c.entry(`
  const write = remember(${c.source});
  await write(${c.receiver});`)}`,
    }),
  },
  {
    name: "bind",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { save } from "./store.js";
${c.storeHeader}
const saveHere = save.bind(null, ${c.receiver});
${c.entry(`await saveHere(${c.source});`)}`,
      [c.file("store")]: `${c.guardHeader}
export async function save(store${c.any}, value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"), "store")};
}`,
    }),
  },
  {
    name: "bind of the value",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function save(value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}
${c.entry(`
  const saveThis = save.bind(null, ${c.source});
  await saveThis();`)}`,
    }),
  },
  {
    name: "call and apply",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function given(value${c.any}) {
  ${c.check("value")}
  return ${c.pass("value")};
}
async function save(value${c.any}) {
  await ${c.sink("value")};
}
${c.entry(`await save.apply(null, [given.call(null, ${c.source})]);`)}`,
    }),
  },
  {
    name: "rest parameters",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function saveAll(_label${c.any}, ...values${c.ts(": any[]")}) {
  for (const value of values) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }
}
${c.entry(`await saveAll("label", ${c.source});`)}`,
    }),
  },
  {
    name: "rest parameters by index",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function saveSecond(...values${c.ts(": any[]")}) {
  const value = values[1];
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}
${c.entry(`await saveSecond("label", ${c.source});`)}`,
    }),
  },
  {
    name: "spread call",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function save(_label${c.any}, value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}
${c.entry(`
  const given${c.ts(": [any, any]")} = ["label", ${c.source}];
  await save(...given);`)}`,
    }),
  },
  {
    name: "arguments object",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function save(_label${c.any}, _value${c.any}) {
  const value = arguments[1];
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}
${c.entry(`await save("label", ${c.source});`)}`,
    }),
  },
  {
    name: "default parameter",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function save(given${c.any}, value${c.any} = given) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}
${c.entry(`await save(${c.source});`)}`,
    }),
  },
  {
    name: "recursion",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function save(value${c.any}, attempts${c.any})${c.ts(": Promise<void>")} {
  if (attempts > 0) return save(value, attempts - 1);
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}
${c.entry(`await save(${c.source}, 3);`)}`,
    }),
  },
  {
    name: "wrapped function",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { timed } from "./timed.js";
${c.storeHeader}
${c.guardHeader}
const save = timed(async (value${c.any}) => {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
});
${c.entry(`await save(${c.source});`)}`,
      [c.file("timed")]: `export function timed(action${c.any}) {
  return async (...given${c.ts(": any[]")}) => {
    const start = performance.now();
    try {
      return await action(...given);
    } finally {
      process.stderr.write(String(performance.now() - start));
    }
  };
}`,
    }),
  },
  {
    name: "wrapped handler",
    handlers: true,
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { caught } from "./caught.js";
${c.storeHeader}
${c.guardHeader}
${c.route(`caught(${c.handler(`
  const value = ${c.source};
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};`)})`)}`,
      [c.file("caught")]: `export const caught = (handler${c.any}) => (...given${c.ts(": any[]")}) => Promise.resolve(handler(...given)).catch(() => undefined);`,
    }),
  },
  {
    name: "handler declared apart",
    handlers: true,
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
const handle = ${c.handler(`
  const value = ${c.source};
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};`)};
${c.route("handle")}`,
    }),
  },
  {
    name: "handler factory without arguments",
    handlers: true,
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function makeHandler() {
  return ${c.handler(`
    const value = ${c.source};
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};`)};
}
${c.route("makeHandler()")}`,
    }),
  },
  {
    name: "handler factory",
    handlers: true,
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function makeHandler(store${c.any}) {
  return ${c.handler(`
    const value = ${c.source};
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "store")};`)};
}
${c.route(`makeHandler(${c.receiver})`)}`,
    }),
  },
  {
    name: "handler factory, the sink handed in",
    handlers: true,
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { save } from "./store.js";
function makeHandler(use${c.any}) {
  return ${c.handler(`await use(${c.source});`)};
}
${c.route("makeHandler(save)")}`,
      [c.file("store")]: `${c.storeHeader}
${c.guardHeader}
export async function save(value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}`,
    }),
  },
];
