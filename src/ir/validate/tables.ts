/** The tables of a module: its bindings, types, problems, imports and exports. */
import type { BindingId, Range } from "../ir.js";
import type { Check } from "./check.js";

export function checkTables(check: Check): void {
  const { language, functions, bindings, types, problems } = check.module;
  const whole = functions[0] ?? { start: 0, end: 0 };
  check.claim(language !== "", "the module has no language");
  bindings.forEach((binding, id) => {
    const what = check.binding(id);
    check.claim(functions[binding.owner] !== undefined, `${what}: there is no function ${String(binding.owner)} to own it`);
    const isOwned = binding.kind === "param" || functions[binding.owner]?.hasBody !== false;
    check.claim(isOwned, `${what}: its owner has no body`);
    check.claim(binding.kind !== "type" || binding.type === undefined, `${what}: a type is not of a type`);
    if (binding.type) check.type(binding.type, binding.owner, what);
  });
  types.forEach((declared, id) => {
    const what = `type ${String(id)} ${declared.name}`;
    const binding = bindings[declared.binding];
    check.inside(declared, whole, what);
    check.claim(binding?.name === declared.name, `${what}: binding ${String(declared.binding)} has another name`);
    check.claim(binding?.kind !== "param" && binding?.kind !== "exports", `${what}: a ${String(binding?.kind)} is no type`);
    check.claim(declared.form !== "interface" || declared.type.kind === "object", `${what}: the type of an interface is an object`);
    check.claim(declared.form !== "enum" || declared.type.kind === "union", `${what}: the type of an enum is a union`);
    for (const type of [declared.type, ...declared.extends]) check.type(type, binding?.owner ?? 0, what);
  });
  for (const problem of problems) {
    check.inside(problem, whole, "problem");
    check.claim(problem.reason !== "", "a problem has no reason");
  }
  checkImports(check, whole);
  checkExports(check, whole);
}

function checkImports(check: Check, whole: Range): void {
  const bound = new Set<BindingId>();
  for (const item of check.module.imports) {
    const what = `import of ${item.name} from ${JSON.stringify(item.specifier)}`;
    check.inside(item, whole, what);
    bound.add(item.binding);
    check.claim(check.module.bindings[item.binding]?.kind === "import", `${what}: ${check.binding(item.binding)} is not of kind import`);
  }
  check.module.bindings.forEach((binding, id) => {
    if (binding.kind !== "import") return;
    check.claim(bound.has(id), `${check.binding(id)}: no import binds it`);
    check.claim(binding.owner === 0, `${check.binding(id)}: an import is owned by the module`);
  });
}

function checkExports(check: Check, whole: Range): void {
  for (const item of check.module.exports) {
    const what = `export of ${item.kind === "all" ? "*" : item.name}`;
    check.inside(item, whole, what);
    if (item.kind !== "local") continue;
    const binding = check.module.bindings[item.binding];
    check.claim(binding?.owner === 0 && binding.kind !== "param", `${what}: ${check.binding(item.binding)} is not the module's`);
    check.claim(binding?.kind !== "exports" || item.name === "=", `${what}: the whole export object goes by the name "="`);
  }
}
