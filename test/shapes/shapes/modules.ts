/** Code moved to other files, and every way to name it from there. */
import type { Code, Shape } from "../case.js";

/** The sink in a file of its own, as an exported function. */
function store(c: Code, head = "export async function save"): string {
  return `${c.storeHeader}
${c.guardHeader}
${head}(value${c.any}) {
  ${c.check("value")}
  await ${c.sink(c.pass("value"))};
}`;
}

export const moduleShapes: readonly Shape[] = [
  {
    name: "helper in another file",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { save } from "./store.js";
${c.entry(`await save(${c.source});`)}`,
      [c.file("store")]: store(c),
    }),
  },
  {
    name: "value given back by another file",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { given } from "./given.js";
${c.storeHeader}
${c.entry(`
  const value = given(${c.source});
  await ${c.sink("value")};`)}`,
      [c.file("given")]: `${c.guardHeader}
export function given(value${c.any}) {
  ${c.check("value")}
  return ${c.pass("value")};
}`,
    }),
  },
  {
    name: "receiver from another file",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { shared } from "./shared.js";
${c.guardHeader}
${c.entry(`
  const value = ${c.source};
  ${c.check("value")}
  await ${c.sink(c.pass("value"), "shared")};`)}`,
      [c.file("shared")]: `${c.storeImports}
export const shared = ${c.makeReceiver};`,
    }),
  },
  {
    name: "renamed import",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { save as keep } from "./store.js";
${c.entry(`await keep(${c.source});`)}`,
      [c.file("store")]: store(c),
    }),
  },
  {
    name: "named re-export",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { keep } from "./lib/index.js";
${c.entry(`await keep(${c.source});`)}`,
      [c.file("lib/index")]: `export { save as keep } from "../store.js";`,
      [c.file("store")]: store(c),
    }),
  },
  {
    name: "export *",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { save } from "./lib/index.js";
${c.entry(`await save(${c.source});`)}`,
      [c.file("lib/index")]: `export * from "./nothing.js";
export * from "./all.js";`,
      [c.file("lib/nothing")]: `export const nothing = null;`,
      [c.file("lib/all")]: `export * from "../store.js";`,
      [c.file("store")]: store(c),
    }),
  },
  {
    name: "export * as namespace",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { store } from "./lib.js";
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("lib")]: `export * as store from "./store.js";`,
      [c.file("store")]: store(c),
    }),
  },
  {
    name: "import * as namespace",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import * as store from "./store.js";
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: store(c),
    }),
  },
  {
    name: "imported and exported again",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import keep from "./lib.js";
${c.entry(`await keep(${c.source});`)}`,
      [c.file("lib")]: `import { save } from "./store.js";
const keep = save;
export { keep as default };`,
      [c.file("store")]: store(c),
    }),
  },
  {
    name: "default export",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import save from "./store.js";
${c.entry(`await save(${c.source});`)}`,
      [c.file("store")]: store(c, "export default async function"),
    }),
  },
  {
    name: "default export of an object",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import store from "./store.js";
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: `${store(c, "async function save")}
export default { save };`,
    }),
  },
  {
    name: "dynamic import",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.entry(`
  const { save } = await import("./store.js");
  await save(${c.source});`)}`,
      [c.file("store")]: store(c),
    }),
  },
  {
    name: "cyclic imports",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { save } from "./store.js";
export const label = "entry";
${c.entry(`await save(${c.source});`)}`,
      [c.file("store")]: `import { label } from "./entry.js";
${store(c)}
export const labels = [label];`,
    }),
  },
  {
    name: "CommonJS: module.exports = { save }",
    only: "commonjs",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
const { save } = require("./store");
${c.entry(`await save(${c.source});`).replace(/^export (const|function|async function) /mu, "$1 ")}`,
      [c.file("store")]: `${store(c, "async function save")}
module.exports = { save };`,
    }),
  },
  {
    name: "CommonJS: exports.save = …",
    only: "commonjs",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
const store = require("./store.js");
${c.entry(`await store.save(${c.source});`).replace(/^export (const|function|async function) /mu, "$1 ")}`,
      [c.file("store")]: store(c, "exports.save = async function"),
    }),
  },
  {
    name: "CommonJS: module.exports.save = …",
    only: "commonjs",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
const { save: keep } = require("./store");
${c.entry(`await keep(${c.source});`).replace(/^export (const|function|async function) /mu, "$1 ")}`,
      [c.file("store")]: `module.exports.save = save;
${store(c, "async function save")}`,
    }),
  },
  {
    name: "CommonJS: module.exports = function",
    only: "commonjs",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
const store = require("./lib");
${c.entry(`await store.keep(${c.source});`).replace(/^export (const|function|async function) /mu, "$1 ")}`,
      [c.file("lib/index")]: `exports.keep = require("../store");`,
      [c.file("store")]: store(c, "module.exports = async function"),
    }),
  },
  {
    name: "CommonJS: module.exports = class",
    only: "commonjs",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
const Store = require("./store");
${c.entry(`await new Store().save(${c.source});`).replace(/^export (const|function|async function) /mu, "$1 ")}`,
      [c.file("store")]: `${c.storeHeader}
${c.guardHeader}
module.exports = class Store {
  async save(value) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }
};`,
    }),
  },
  {
    name: "import = and export =",
    only: "ts",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import store = require("./store.js");
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: `${store(c, "async function save")}
const store = { save };
export = store;`,
    }),
  },
  {
    name: "namespace",
    only: "ts",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Store } from "./store.js";
${c.entry(`await Store.save(${c.source});`)}`,
      [c.file("store")]: `${c.storeHeader}
${c.guardHeader}
export namespace Store {
  export async function save(value: any) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }
}`,
    }),
  },
];
