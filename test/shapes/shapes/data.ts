/** The value moved through data: objects, arrays, collections, state of modules, mutation by a callee. */
import type { Shape } from "../case.js";

export const dataShapes: readonly Shape[] = [
  {
    name: "callee mutation",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { fill } from "./fill.js";
${c.storeHeader}
${c.entry(`
  const target${c.any} = {};
  fill(target, ${c.source});
  await ${c.sink("target.value")};`)}`,
      [c.file("fill")]: `${c.guardHeader}
export function fill(target${c.any}, value${c.any}) {
  ${c.check("value")}
  target.value = ${c.pass("value")};
}`,
    }),
  },
  {
    name: "callee mutation of a deeper object",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function fill(target${c.any}, value${c.any}) {
  ${c.check("value")}
  target.deep.value = ${c.pass("value")};
}
${c.entry(`
  const target = { deep: { value: null } };
  const alias = target.deep;
  fill(target, ${c.source});
  await ${c.sink("alias.value")};`)}`,
    }),
  },
  {
    name: "callee pushes into an array",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function collect(values${c.any}, value${c.any}) {
  ${c.check("value")}
  values.push(${c.pass("value")});
}
${c.entry(`
  const values${c.ts(": any[]")} = [];
  collect(values, ${c.source});
  await ${c.sink("values[0]")};`)}`,
    }),
  },
  {
    name: "module state",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { keep, save } from "./state.js";
${c.entry(`
  keep(${c.source});
  await save();`)}`,
      [c.file("state")]: `${c.storeHeader}
${c.guardHeader}
let kept${c.any} = null;
export function keep(value${c.any}) {
  ${c.check("value")}
  kept = ${c.pass("value")};
}
export async function save() {
  await ${c.sink("kept")};
}`,
    }),
  },
  {
    name: "module state in an object",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { board } from "./state.js";
import { save } from "./store.js";
${c.entry(`
  board.value = ${c.source};
  await save();`)}`,
      [c.file("state")]: `export const board${c.any} = { value: null };`,
      [c.file("store")]: `import { board } from "./state.js";
${c.storeHeader}
${c.guardHeader}
export async function save() {
  const { value } = board;
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}`,
    }),
  },
  {
    name: "live binding",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { keep, kept } from "./state.js";
${c.storeHeader}
${c.entry(`
  keep(${c.source});
  await ${c.sink("kept")};`)}`,
      [c.file("state")]: `${c.guardHeader}
export let kept${c.any} = null;
export function keep(value${c.any}) {
  ${c.check("value")}
  kept = ${c.pass("value")};
}`,
    }),
  },
  {
    name: "destructuring",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function save({ deep: { list: [, value] = [] } = {} }${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}
${c.entry(`await save({ deep: { list: ["label", ${c.source}] } });`)}`,
    }),
  },
  {
    name: "destructuring with the rest",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
async function save({ label, ...others }${c.any}) {
  process.title = label;
  ${c.check("others.value")}
  await ${c.sink(c.pass("others.value"))};
}
${c.entry(`await save({ label: "label", value: ${c.source} });`)}`,
    }),
  },
  {
    name: "destructuring into existing places",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  const target${c.any} = {};
  [target.first, target.second] = ["label", ${c.source}];
  ${c.check("target.second")}
  await ${c.sink(c.pass("target.second"))};`)}`,
    }),
  },
  {
    name: "object spread",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { withLabel } from "./with-label.js";
${c.storeHeader}
${c.entry(`
  const labelled = withLabel({ value: ${c.source} });
  await ${c.sink("labelled.value")};`)}`,
      [c.file("with-label")]: `${c.guardHeader}
export function withLabel(given${c.any}) {
  ${c.check("given.value")}
  const value = ${c.pass("given.value")};
  return { ...given, value, label: "label" };
}`,
    }),
  },
  {
    name: "object spread of the rest",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  const given = { value: ${c.source}, label: "label" };
  const copy = { ...given, label: "another" };
  ${c.check("copy.value")}
  await ${c.sink(c.pass("copy.value"))};`)}`,
    }),
  },
  {
    name: "Object.assign",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  const target${c.any} = {};
  Object.assign(target, { label: "label" }, { value: ${c.source} });
  ${c.check("target.value")}
  await ${c.sink(c.pass("target.value"))};`)}`,
    }),
  },
  {
    name: "object by property writes",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function describe(value${c.any}) {
  const made${c.any} = {};
  made.label = "label";
  ${c.check("value")}
  made["value"] = ${c.pass("value")};
  return made;
}
${c.entry(`await ${c.sink("describe(" + c.source + ").value")};`)}`,
    }),
  },
  {
    name: "array index",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function pair(value${c.any}) {
  ${c.check("value")}
  return ["label", ${c.pass("value")}];
}
${c.entry(`
  const both = pair(${c.source});
  await ${c.sink("both[1]")};`)}`,
    }),
  },
  {
    name: "tuple given back and taken apart",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function useValue(value${c.any}) {
  const label = "label";
  ${c.check("value")}
  return [${c.pass("value")}, label]${c.ts(" as const")};
}
${c.entry(`
  const [value, label] = useValue(${c.source});
  process.title = label;
  await ${c.sink("value")};`)}`,
    }),
  },
  {
    name: "array methods",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  const values = [${c.source}].filter(Boolean).concat([]).slice(0, 1);
  const value = values.find((each) => each !== null);
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};`)}`,
    }),
  },
  {
    name: "queue of jobs",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { add, drain } from "./queue.js";
${c.entry(`
  add({ value: ${c.source} });
  await drain();`)}`,
      [c.file("queue")]: `${c.storeHeader}
${c.guardHeader}
const jobs${c.ts(": any[]")} = [];
export function add(job${c.any}) {
  jobs.push(job);
}
export async function drain() {
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
    ${c.check("job.value")}
    await ${c.sink(c.pass("job.value"))};
  }
}`,
    }),
  },
  {
    name: "Map",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  const kept = new Map();
  kept.set("value", ${c.source});
  const value = kept.get("value");
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};`)}`,
    }),
  },
  {
    name: "Map of handlers by name",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { handlers } from "./handlers.js";
${c.entry(`await handlers["save"](${c.source});`)}`,
      [c.file("handlers")]: `${c.storeHeader}
${c.guardHeader}
async function save(value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}
async function forget() {
  return null;
}
export const handlers${c.any} = { save, forget };`,
    }),
  },
  {
    name: "optional chain and default",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function given(options${c.any}) {
  const value = options?.value ?? null;
  ${c.check("value")}
  return ${c.pass("value")};
}
${c.entry(`await ${c.sink("given({ value: " + c.source + " })")};`)}`,
    }),
  },
  {
    name: "conditional and switch",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function choose(kind${c.any}, value${c.any}) {
  switch (kind) {
    case "none":
      return null;
    case "some": {
      ${c.check("value")}
      return ${c.pass("value")};
    }
    default:
      return "unknown";
  }
}
${c.entry(`
  const value = process.argv.length > 2 ? null : choose(process.argv[1], ${c.source});
  await ${c.sink("value")};`)}`,
    }),
  },
  {
    name: "loop that carries the value",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  let before${c.any} = null;
  let value${c.any} = ${c.source};
  for (let round = 0; round < 3; round++) {
    [before, value] = [value, before];
  }
  ${c.check("before")}
  await ${c.sink(c.pass("before"))};`)}`,
    }),
  },
  {
    name: "Object.entries",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  for (const [key, value] of Object.entries({ kept: ${c.source} })) {
    process.title = key;
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }`)}`,
    }),
  },
];
