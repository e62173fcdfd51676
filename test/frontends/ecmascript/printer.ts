/** A one-line text for each statement of the IR, so that cases can state what they expect literally. */
import type { Arg, Class, Entry, Expr, Func, Key, LiteralValue, Module, Param, Stmt, Target, TypeRef } from "../../../src/ir/ir.js";

/** Prints statements of one module. A name that several bindings share gets the binding's number: `x.3`. */
class Printer {
  private readonly shared = new Set<string>();

  constructor(private readonly module: Module) {
    const seen = new Set<string>();
    for (const { name } of module.bindings) (seen.has(name) ? this.shared : seen).add(name);
  }

  binding(id: number): string {
    const name = this.module.bindings[id]?.name ?? `?${id}`;
    return this.shared.has(name) ? `${name}.${id}` : name;
  }

  statements(list: readonly Stmt[]): string {
    return list.length === 0 ? "{}" : `{ ${list.map((one) => this.statement(one)).join("; ")} }`;
  }

  statement(node: Stmt): string {
    switch (node.kind) {
      case "expr":
        return this.expr(node.value);
      case "if":
        return `if ${this.expr(node.test)} ${this.statements(node.then)}${node.else.length > 0 ? ` else ${this.statements(node.else)}` : ""}`;
      case "loop": {
        const update = node.update.length > 0 ? ` update ${this.statements(node.update)}` : "";
        return `${node.form} ${node.test ? this.expr(node.test) : "_"} ${this.statements(node.body)}${update}`;
      }
      case "switch":
        return `switch ${this.expr(node.value)} { ${node.cases.map((one) => `${one.test ? this.expr(one.test) : "_"}: ${this.statements(one.body)}`).join(", ")} }`;
      case "return":
        return node.value ? `return ${this.expr(node.value)}` : "return";
      case "throw":
        return `throw ${this.expr(node.value)}`;
      case "try": {
        const handler = node.handler ? ` catch ${node.param === null || node.param.binding < 0 ? "_" : this.binding(node.param.binding)} ${this.statements(node.handler)}` : "";
        return `try ${this.statements(node.body)}${handler}${node.finalizer ? ` finally ${this.statements(node.finalizer)}` : ""}`;
      }
      case "break":
      case "continue":
        return node.label === null ? node.kind : `${node.kind} ${node.label}`;
      case "block":
        return `${node.label === null ? "" : `${node.label}: `}${this.statements(node.body)}`;
    }
  }

  expr(node: Expr): string {
    switch (node.kind) {
      case "literal":
        return literal(node.value);
      case "concat":
        return node.form === "plus" ? `(${this.list(node.parts, " + ")})` : `\`${this.list(node.parts)}\``;
      case "name":
        return this.binding(node.binding);
      case "global":
        return `@${node.name}`;
      case "this":
      case "super":
      case "arguments":
        return node.kind;
      case "member":
        return this.member(node.object, node.key, node.optional);
      case "call":
        return `${node.form === "call" ? "" : `${node.form} `}${this.expr(node.callee)}${node.optional ? "?." : ""}${node.typeArgs ? `<${node.typeArgs.map((type) => this.type(type)).join(", ")}>` : ""}(${this.args(node.args)})`;
      case "object":
        return node.entries.length === 0 ? "{}" : `{ ${node.entries.map((entry) => this.entry(entry)).join(", ")} }`;
      case "array":
        return `[${node.elements.map((one) => (one ? this.arg(one) : "hole")).join(", ")}]`;
      case "function":
        return this.func(node.function);
      case "class":
        return this.class(node.class);
      case "conditional":
        return `(${this.expr(node.test)} ? ${this.expr(node.then)} : ${this.expr(node.else)})`;
      case "logical":
      case "binary":
        return `(${this.expr(node.left)} ${node.op} ${this.expr(node.right)})`;
      case "unary":
        return `${node.op}(${this.expr(node.operand)})`;
      case "assign":
        return `${node.declares ? "let " : ""}${this.target(node.target)} = ${this.expr(node.value)}`;
      case "sequence":
        return `(${this.list(node.items)})`;
      case "await":
        return `await ${this.expr(node.value)}`;
      case "yield":
        return `yield${node.delegate ? "*" : ""}${node.value ? ` ${this.expr(node.value)}` : ""}`;
      case "cast":
        return `(${this.expr(node.value)} ${node.form}${node.form === "nonnull" ? "" : ` ${this.type(node.type)}`})`;
      case "iterate":
        return `each ${node.over} ${this.expr(node.value)}`;
      case "rest":
        return `rest ${this.expr(node.value)} from ${node.from} except [${node.except.map((key) => this.key(key)).join(", ")}]`;
      case "module":
        return `${node.form}(${JSON.stringify(node.specifier)})`;
      case "opaque":
        return `opaque(${this.list(node.children)})`;
    }
  }

  private list(items: readonly Expr[], separator = ", "): string {
    return items.map((item) => this.expr(item)).join(separator);
  }

  private arg(arg: Arg): string {
    return `${arg.spread ? "..." : ""}${this.expr(arg.value)}`;
  }

  private args(args: readonly Arg[]): string {
    return args.map((arg) => this.arg(arg)).join(", ");
  }

  private key(key: Key): string {
    return typeof key === "string" ? key : `[${this.expr(key)}]`;
  }

  private member(object: Expr, key: Key, optional: boolean): string {
    const dot = typeof key === "string" ? (optional ? "?." : ".") : optional ? "?." : "";
    return `${this.expr(object)}${dot}${this.key(key)}`;
  }

  private target(target: Target): string {
    switch (target.kind) {
      case "name":
        return this.binding(target.binding);
      case "global":
        return `@${target.name}`;
      case "member":
        return this.member(target.object, target.key, false);
      case "opaque":
        return `opaque(${this.list(target.children)})`;
    }
  }

  private entry(entry: Entry): string {
    if (entry.kind === "spread") return `...${this.expr(entry.value)}`;
    if (entry.kind === "field") return `${this.key(entry.key)}: ${this.expr(entry.value)}`;
    return `${this.key(entry.key)}: ${this.func(entry.function)}`;
  }

  func(id: number): string {
    const func = this.module.functions[id];
    return func ? `${functionHead(func)}(${this.params(func)})${func.returnType ? `: ${this.type(func.returnType)}` : ""} ${func.hasBody ? this.statements(func.body) : "-"}` : `?${id}`;
  }

  private params(func: Func): string {
    const own = func.params.map((param) => this.param(param));
    if (func.thisType) own.unshift(`this: ${this.type(func.thisType)}`);
    return own.join(", ");
  }

  private param(param: Param): string {
    const decorators = param.decorators.map((one) => `@${this.expr(one)} `).join("");
    return `${decorators}${param.rest ? "..." : ""}${this.binding(param.binding)}${param.optional ? "?" : ""}${param.type ? `: ${this.type(param.type)}` : ""}`;
  }

  private class(id: number): string {
    const found = this.module.classes[id];
    return found ? this.classText(found) : `?${id}`;
  }

  classText(node: Class): string {
    const parts = node.decorators.map((one) => `@${this.expr(one)} `);
    parts.push(`${node.abstract ? "abstract " : ""}class ${node.name}`);
    if (node.superclass) parts.push(` extends ${this.expr(node.superclass)}`);
    if (node.superclassTypeArgs) parts.push(`<${node.superclassTypeArgs.map((type) => this.type(type)).join(", ")}>`);
    if (node.implements.length > 0) parts.push(` implements ${node.implements.map((type) => this.type(type)).join(", ")}`);
    const members = node.members.map((member) => {
      const flags = `${member.access === "public" ? "" : `${member.access} `}${member.isStatic ? "static " : ""}${member.abstract ? "abstract " : ""}`;
      const decorators = member.decorators.map((one) => `@${this.expr(one)} `).join("");
      const type = member.type ? `: ${this.type(member.type)}` : "";
      return `${decorators}${flags}${this.key(member.key)}${type}${member.function < 0 ? "" : ` = ${this.func(member.function)}`}`;
    });
    for (const id of [node.constructorFunction, node.initialiser, node.staticInitialiser]) if (id >= 0) members.push(this.func(id));
    return `${parts.join("")} { ${members.join("; ")} }`;
  }

  type(type: TypeRef): string {
    switch (type.kind) {
      case "name":
        return `${type.binding < 0 ? "@" : ""}${type.path.join(".")}${this.typeArgs(type.args)}`;
      case "import":
        return `import(${type.specifier})${type.path.map((name) => `.${name}`).join("")}${this.typeArgs(type.args)}`;
      case "typeof":
        return `typeof ${type.binding < 0 ? "@" : ""}${type.path.join(".")}`;
      case "primitive":
        return type.name;
      case "literal":
        return literal(type.value);
      case "union":
      case "intersection":
        return `(${type.types.map((one) => this.type(one)).join(type.kind === "union" ? " | " : " & ")})`;
      case "array":
        return `${this.type(type.element)}[]`;
      case "tuple":
        return `[${type.elements.map((one) => this.type(one)).join(", ")}]`;
      case "object":
        return `{ ${type.members.map((one) => `${one.name}${one.optional ? "?" : ""}${one.method ? "()" : ""}: ${this.type(one.type)}`).join(", ")} }`;
      case "function":
        return `(${type.params.map((one) => this.type(one)).join(", ")}) => ${this.type(type.returns)}`;
      case "other":
        return "other";
    }
  }

  private typeArgs(args: readonly TypeRef[]): string {
    return args.length > 0 ? `<${args.map((one) => this.type(one)).join(", ")}>` : "";
  }
}

function functionHead(func: Func): string {
  const flags = `${func.async ? "async " : ""}${func.isStatic ? "static " : ""}`;
  return `${flags}${func.kind}${func.generator ? "*" : ""} ${func.name}`.trimEnd();
}

function literal(value: LiteralValue): string {
  if (typeof value === "object" && value !== null) return "bigint" in value ? `${value.bigint}n` : `/${value.regex}/${value.flags}`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** The statements of the module initialiser, one line each. */
export function printBody(module: Module): string[] {
  const printer = new Printer(module);
  return (module.functions[0]?.body ?? []).map((statement) => printer.statement(statement));
}

/** Imports, one line each. */
export function printImports(module: Module): string[] {
  return module.imports.map(
    (one) => `${module.bindings[one.binding]?.name ?? "?"} = ${one.typeOnly ? "type " : ""}${one.name} of ${one.specifier}`,
  );
}

/** Exports, one line each. */
export function printExports(module: Module): string[] {
  return module.exports.map((one) => {
    switch (one.kind) {
      case "local":
        return `${one.name} = ${module.bindings[one.binding]?.name ?? "?"} (${module.bindings[one.binding]?.kind ?? "?"})`;
      case "from":
        return `${one.name} = ${one.typeOnly ? "type " : ""}${one.imported} of ${one.specifier}`;
      case "all":
        return `all of ${one.specifier}${one.typeOnly ? " (types)" : ""}`;
    }
  });
}

/** Type declarations, one line each. */
export function printTypes(module: Module): string[] {
  const printer = new Printer(module);
  return module.types.map((one) => {
    const params = one.params.length > 0 ? `<${one.params.join(", ")}>` : "";
    const parents = one.extends.length > 0 ? ` extends ${one.extends.map((type) => printer.type(type)).join(", ")}` : "";
    return `${one.form} ${one.name}${params}${parents} = ${printer.type(one.type)}`;
  });
}

/** The declared type of each binding that has one. */
export function printBindingTypes(module: Module): string[] {
  const printer = new Printer(module);
  return module.bindings.flatMap((one) => (one.type ? [`${one.name}: ${printer.type(one.type)}`] : []));
}

/** All classes, also those without a value (`declare class`). */
export function printClasses(module: Module): string[] {
  const printer = new Printer(module);
  return module.classes.map((one) => printer.classText(one));
}
