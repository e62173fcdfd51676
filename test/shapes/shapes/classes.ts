/** Code moved to classes: methods, inheritance, state of instances, injected receivers, dispatch. */
import type { Code, Shape } from "../case.js";

/** A file `store` with a class whose method `save` holds the sink. */
function storeClass(c: Code, head = "async save"): string {
  return `${c.storeHeader}
${c.guardHeader}
export class Store {
  ${head}(value${c.any}) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }
}`;
}

export const classShapes: readonly Shape[] = [
  {
    name: "class method",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Store } from "./store.js";
const store = new Store();
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: storeClass(c),
    }),
  },
  {
    name: "static method",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Store } from "./store.js";
${c.entry(`await Store.save(${c.source});`)}`,
      [c.file("store")]: storeClass(c, "static async save"),
    }),
  },
  {
    name: "private method",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
class Store {
  async save(value${c.any}) {
    await this.#write({ value });
  }
  async #write({ value }${c.any}) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }
}
${c.entry(`await new Store().save(${c.source});`)}`,
    }),
  },
  {
    name: "method as arrow field",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.guardHeader}
${c.storeImports}
class Store {
  ${c.ts("private readonly ")}receiver = ${c.makeReceiver};
  save = async (value${c.any}) => {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "this.receiver")};
  };
}
const { save } = new Store();
${c.entry(`await save(${c.source});`)}`,
    }),
  },
  {
    name: "inheritance: the method in the base class",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { InstanceStore } from "./instance-store.js";
${c.entry(`await new InstanceStore().save(${c.source});`)}`,
      [c.file("instance-store")]: `import { Store } from "./store.js";
export class InstanceStore extends Store {}`,
      [c.file("store")]: storeClass(c),
    }),
  },
  {
    name: "inheritance: super call",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { InstanceStore } from "./instance-store.js";
${c.entry(`await new InstanceStore().save(${c.source});`)}`,
      [c.file("instance-store")]: `import { Store } from "./store.js";
export class InstanceStore extends Store {
  async save(value${c.any}) {
    await super.save(value);
  }
}`,
      [c.file("store")]: storeClass(c),
    }),
  },
  {
    name: "inheritance: the base class calls the method",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { InstanceStore } from "./instance-store.js";
${c.entry(`await new InstanceStore().save(${c.source});`)}`,
      [c.file("instance-store")]: `import { Store } from "./store.js";
${c.storeHeader}
export class InstanceStore extends Store {
  async write(value${c.any}) {
    await ${c.sink("value")};
  }
}`,
      [c.file("store")]: `${c.guardHeader}
export ${c.ts("abstract ")}class Store {
  ${c.ts("abstract write(value: any): Promise<void>;")}
  async save(value${c.any}) {
    ${c.check("value")}
    await this.write(${c.pass("value")});
  }
}`,
    }),
  },
  {
    name: "inheritance: the base class keeps the value",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { InstanceStore } from "./instance-store.js";
${c.entry(`await new InstanceStore(${c.source}).save();`)}`,
      [c.file("instance-store")]: `import { Store } from "./store.js";
${c.storeHeader}
export class InstanceStore extends Store {
  async save() {
    await ${c.sink("this.value")};
  }
}`,
      [c.file("store")]: `${c.guardHeader}
export class Store {
  ${c.ts("protected readonly value: any;")}
  constructor(value${c.any}) {
    ${c.check("value")}
    this.value = ${c.pass("value")};
  }
}`,
    }),
  },
  {
    name: "inheritance: the base class makes the receiver",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { InstanceStore } from "./instance-store.js";
${c.entry(`await new InstanceStore().save(${c.source});`)}`,
      [c.file("instance-store")]: `import { Store } from "./store.js";
${c.guardHeader}
export class InstanceStore extends Store {
  async save(value${c.any}) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "this.receiver")};
  }
}`,
      [c.file("store")]: `${c.storeImports}
export class Store {
  ${c.ts("protected readonly receiver: any;")}
  constructor() {
    this.receiver = ${c.makeReceiver};
  }
}`,
    }),
  },
  {
    name: "constructor value",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Save } from "./save.js";
${c.entry(`await new Save(${c.source}).run();`)}`,
      [c.file("save")]: `${c.storeHeader}
${c.guardHeader}
export class Save {
  ${c.ts("private readonly value: any;")}
  constructor(value${c.any}) {
    ${c.check("value")}
    this.value = ${c.pass("value")};
  }
  async run() {
    await ${c.sink("this.value")};
  }
}`,
    }),
  },
  {
    name: "constructor value in a private field",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Save } from "./save.js";
${c.entry(`
  const save = new Save(${c.source});
  await save.run();`)}`,
      [c.file("save")]: `${c.storeHeader}
${c.guardHeader}
export class Save {
  #value${c.any};
  constructor(value${c.any}) {
    this.#value = value;
  }
  async run() {
    ${c.check("this.#value")}
    await ${c.sink(c.pass("this.#value"))};
  }
}`,
    }),
  },
  {
    name: "constructor function",
    only: "js",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
function Save(value) {
  this.value = value;
}
Save.prototype.run = async function () {
  ${c.check("this.value")}
  await ${c.sink(c.pass("this.value"))};
};
${c.entry(`await new Save(${c.source}).run();`)}`,
    }),
  },
  {
    name: "constructor-injected receiver",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Store } from "./store.js";
${c.storeHeader}
const store = new Store(${c.receiver});
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: `${c.guardHeader}
export class Store {
  ${c.ts("private readonly receiver: any;")}
  constructor(receiver${c.any}) {
    this.receiver = receiver;
  }
  async save(value${c.any}) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "this.receiver")};
  }
}`,
    }),
  },
  {
    name: "constructor-injected service over a service",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Service } from "./service.js";
import { Store } from "./store.js";
${c.storeHeader}
const service = new Service(new Store(${c.receiver}));
${c.entry(`await service.record(${c.source});`)}`,
      [c.file("service")]: `export class Service {
  ${c.ts("private readonly store: any;")}
  constructor(store${c.any}) {
    this.store = store;
  }
  async record(value${c.any}) {
    await this.store.save(value);
  }
}`,
      [c.file("store")]: `${c.guardHeader}
export class Store {
  ${c.ts("private readonly receiver: any;")}
  constructor(receiver${c.any}) {
    this.receiver = receiver;
  }
  async save(value${c.any}) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "this.receiver")};
  }
}`,
    }),
  },
  {
    name: "parameter property with a library's type",
    only: "ts",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Store } from "./store.js";
import { container } from "tsyringe";
const store: Store = container.resolve("store");
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: `${c.storeImports}
${c.guardHeader}
export class Store {
  constructor(private readonly receiver: ${c.receiverType}) {}
  async save(value: any) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "this.receiver")};
  }
}`,
    }),
  },
  {
    name: "ambient constant with a class's type",
    only: "ts",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import type { Store } from "./store.js";
declare const store: Store;
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: storeClass(c),
    }),
  },
  {
    name: "variable with a class's type",
    only: "ts",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import type { Store } from "./store.js";
let store: Store;
export function start(given: Store) {
  store = given;
}
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: storeClass(c),
    }),
  },
  {
    name: "service by its type",
    only: "ts",
    handlers: true,
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import type { Store } from "./store.js";
export class Api {
  constructor(private readonly store: Store) {}
  handle = ${c.handler(`await this.store.save(${c.source});`)};
}`,
      [c.file("store")]: storeClass(c),
    }),
  },
  {
    name: "setter and getter of state",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Save } from "./save.js";
${c.entry(`
  const save = new Save();
  save.value = ${c.source};
  await save.run();`)}`,
      [c.file("save")]: `${c.storeHeader}
${c.guardHeader}
export class Save {
  ${c.ts("private kept: any;")}
  set value(value${c.any}) {
    ${c.check("value")}
    this.kept = ${c.pass("value")};
  }
  get value() {
    return this.kept;
  }
  async run() {
    await ${c.sink("this.value")};
  }
}`,
    }),
  },
  {
    name: "method that keeps, method that saves",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Save } from "./save.js";
${c.entry(`
  const save = new Save();
  save.keep(${c.source});
  await save.run();`)}`,
      [c.file("save")]: `${c.storeHeader}
${c.guardHeader}
export class Save {
  ${c.ts("private value: any;")}
  keep(value${c.any}) {
    ${c.check("value")}
    this.value = ${c.pass("value")};
  }
  async run() {
    await ${c.sink("this.value")};
  }
}`,
    }),
  },
  {
    name: "fluent methods",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Save } from "./save.js";
${c.entry(`await new Save().label("label").of(${c.source}).run();`)}`,
      [c.file("save")]: `${c.storeHeader}
${c.guardHeader}
export class Save {
  ${c.ts("private value: any;")}
  ${c.ts("private name: any;")}
  label(name${c.any}) {
    this.name = name;
    return this;
  }
  of(value${c.any}) {
    ${c.check("value")}
    this.value = ${c.pass("value")};
    return this;
  }
  async run() {
    await ${c.sink("this.value")};
  }
}`,
    }),
  },
  {
    name: "static state",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
class Last {
  static value${c.any} = null;
  static async save() {
    ${c.check("Last.value")}
    await ${c.sink(c.pass("Last.value"))};
  }
}
${c.entry(`
  Last.value = ${c.source};
  await Last.save();`)}`,
    }),
  },
  {
    name: "singleton",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Store } from "./store.js";
${c.entry(`await Store.instance().save(${c.source});`)}`,
      [c.file("store")]: `${c.storeHeader}
${c.guardHeader}
export class Store {
  static #only${c.ts(": Store | undefined")};
  static instance() {
    Store.#only ??= new Store();
    return Store.#only;
  }
  async save(value${c.any}) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }
}`,
    }),
  },
  {
    name: "factory function of a class",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { makeStore } from "./make-store.js";
${c.storeHeader}
const store = makeStore(${c.receiver});
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("make-store")]: `import { Store } from "./store.js";
export function makeStore(receiver${c.any}) {
  return new Store(receiver);
}`,
      [c.file("store")]: `${c.guardHeader}
export class Store {
  ${c.ts("private readonly receiver: any;")}
  constructor(receiver${c.any}) {
    this.receiver = receiver;
  }
  async save(value${c.any}) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "this.receiver")};
  }
}`,
    }),
  },
  {
    name: "mixin",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
const Saving = (Base${c.any}) =>
  class extends Base {
    async save(value${c.any}) {
      ${c.check("value")}
      await ${c.sink(c.pass("value"))};
    }
  };
class Plain {}
class Store extends Saving(Plain) {}
${c.entry(`await new Store().save(${c.source});`)}`,
    }),
  },
  {
    name: "bound method",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Store } from "./store.js";
${c.storeHeader}
const store = new Store(${c.receiver});
const save = store.save.bind(store);
${c.entry(`await save(${c.source});`)}`,
      [c.file("store")]: `${c.guardHeader}
export class Store {
  ${c.ts("private readonly receiver: any;")}
  constructor(receiver${c.any}) {
    this.receiver = receiver;
  }
  async save(value${c.any}) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "this.receiver")};
  }
}`,
    }),
  },
  {
    name: "object method",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { store } from "./store.js";
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: `${c.storeImports}
${c.guardHeader}
export const store = {
  receiver: ${c.makeReceiver},
  async save(value${c.any}) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "this.receiver")};
  },
};`,
    }),
  },
  {
    name: "object of functions made by a function",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { makeStore } from "./make-store.js";
${c.storeHeader}
const { save } = makeStore({ receiver: ${c.receiver} });
${c.entry(`await save(${c.source});`)}`,
      [c.file("make-store")]: `${c.guardHeader}
export function makeStore({ receiver }${c.any}) {
  const save = async (value${c.any}) => {
    ${c.check("value")}
    await ${c.sink(c.pass("value"), "receiver")};
  };
  return { save };
}`,
    }),
  },
  {
    name: "getter",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
class Request {
  ${c.ts("private readonly kept: any;")}
  constructor(kept${c.any}) {
    this.kept = kept;
  }
  get value() {
    ${c.check("this.kept")}
    return ${c.pass("this.kept")};
  }
}
${c.entry(`
  const wanted = new Request(${c.source});
  await ${c.sink("wanted.value")};`)}`,
    }),
  },
  {
    name: "getter of an object literal",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
${c.storeHeader}
${c.guardHeader}
${c.entry(`
  const kept = ${c.source};
  const wanted = {
    get value() {
      ${c.check("kept")}
      return ${c.pass("kept")};
    },
  };
  await ${c.sink("wanted.value")};`)}`,
    }),
  },
  {
    name: "interface dispatch, handed in",
    only: "ts",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { record } from "./record.js";
import { InstanceStore } from "./instance-store.js";
${c.entry(`await record(new InstanceStore(), ${c.source});`)}`,
      [c.file("record")]: `import type { Store } from "./store.js";
export async function record(store: Store, value: any) {
  await store.save(value);
}`,
      [c.file("store")]: `export interface Store {
  save(value: any): Promise<void>;
}`,
      [c.file("instance-store")]: `import type { Store } from "./store.js";
${c.storeHeader}
${c.guardHeader}
export class InstanceStore implements Store {
  async save(value: any) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }
}`,
    }),
  },
  {
    name: "interface dispatch",
    only: "ts",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import type { Store } from "./store.js";
import { container } from "tsyringe";
const store: Store = container.resolve("store");
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: `export interface Store {
  save(value: any): Promise<void>;
}`,
      [c.file("instance-store")]: `import type { Store } from "./store.js";
${c.storeHeader}
${c.guardHeader}
export class InstanceStore implements Store {
  async save(value: any) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }
}`,
    }),
  },
  {
    name: "abstract class dispatch",
    only: "ts",
    files: (c) => ({
      [c.file("entry")]: `${c.entryHeader}
import { Store } from "./store.js";
import { container } from "tsyringe";
const store: Store = container.resolve("store");
${c.entry(`await store.save(${c.source});`)}`,
      [c.file("store")]: `export abstract class Store {
  abstract save(value: any): Promise<void>;
}`,
      [c.file("instance-store")]: `import { Store } from "./store.js";
${c.storeHeader}
${c.guardHeader}
export class InstanceStore extends Store {
  async save(value: any) {
    ${c.check("value")}
    await ${c.sink(c.pass("value"))};
  }
}`,
    }),
  },
];
