/**
 * Where a template of the mustache family (`{{name}}` escapes, `{{{name}}}` and `{{&name}}` do not) shows what is in its data. Only
 * plain names are looked at: what a helper makes of its arguments, it says itself.
 */
interface Shown {
  readonly path: readonly string[];
  readonly isEscaped: boolean;
}

/** Whether a template writes the value at a path of its data as it is. */
export function isUnescaped(template: string, path: readonly string[]): boolean {
  const names = path.filter((name) => !isElement(name));
  const shown = shownBy(template).filter((each) => names.every((name, at) => each.path[at] === name));
  // A path that ends with an element may stand for all that is in it.
  const isRough = isElement(path.at(-1) ?? "") && !shown.some((each) => each.path.length === names.length);
  const relevant = isRough || names.length === 0 ? shown : shown.filter((each) => each.path.length === names.length);
  return isRough ? relevant.length > 0 && relevant.every(({ isEscaped }) => !isEscaped) : relevant.some(({ isEscaped }) => !isEscaped);
}

const isElement = (name: string): boolean => name === "[]" || /^\d+$/.test(name);

/** What names stand for inside a block. */
interface Scope {
  readonly path: readonly string[];
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

const TAG = /\{\{\{\s*~?([^{}]+?)~?\s*\}\}\}|\{\{~?\s*([&#/^!>]?)\s*([^{}]*?)\s*~?\}\}/g;
/** Blocks that look at their argument, and change nothing of what names stand for. */
const TESTS: ReadonlySet<string> = new Set(["if", "unless"]);

function shownBy(template: string): readonly Shown[] {
  const found: Shown[] = [];
  const scopes: Scope[] = [{ path: [], aliases: new Map() }];
  for (const [, raw, sign = "", text = ""] of template.matchAll(TAG)) {
    if (sign === "/") {
      if (scopes.length > 1) scopes.pop();
    } else if (sign === "#" || sign === "^") scopes.push(entered(scopes, text.split(/\s+/)));
    else if (sign !== "!" && sign !== ">") {
      const name = raw ?? text;
      if (NAME.test(name) && name !== "else") found.push({ path: pathOf(scopes, name), isEscaped: raw === undefined && sign !== "&" });
    }
  }
  return found;
}

const NAME = /^[^\s"'()=|]+$/;

/** `{{#each list}}`, `{{#each list as |item|}}`, `{{#with value}}`, `{{#list}}`. */
function entered(scopes: readonly Scope[], [word = "", of, as, alias]: readonly string[]): Scope {
  const scope = scopes.at(-1) ?? { path: [], aliases: new Map() };
  const isLoop = word === "each" || word === "with";
  if (TESTS.has(word) || (of !== undefined && !isLoop)) return scope;
  const path = pathOf(scopes, isLoop ? (of ?? "this") : word);
  const named = as === "as" ? alias?.replaceAll("|", "") : undefined;
  return { path, aliases: named === undefined ? scope.aliases : new Map(scope.aliases).set(named, path) };
}

function pathOf(scopes: readonly Scope[], text: string): readonly string[] {
  const up = /^(?:\.\.\/)*/.exec(text)?.[0].length ?? 0;
  const scope = scopes[Math.max(0, scopes.length - 1 - up / 3)];
  const names = text.slice(up).split(/[./]/).map((name) => name.replace(/^\[(.*)\]$/, "$1")).filter((name) => name !== "" && name !== "this" && !isElement(name));
  const [first, ...rest] = names;
  if (first === "@root") return rest;
  const alias = first === undefined ? undefined : scope?.aliases.get(first);
  return alias === undefined ? [...(scope?.path ?? []), ...names] : [...alias, ...rest];
}
