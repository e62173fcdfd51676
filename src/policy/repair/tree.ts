/** The syntax tree of the file under lint, as far as a repair has to know it: by place, upwards, and the uses of a name. */
import { asNode, unwrap, type Node } from "../../frontends/ecmascript/syntax.js";
import type { Range } from "../../ir/index.js";
import type { LintSourceCode } from "../lint.js";

/** Replaces a range of the text; an empty range inserts. */
export interface Edit extends Range {
  readonly text: string;
}

/** A change that does one thing; its edits do not overlap. `data`: for the message's placeholders. */
export interface Repair {
  readonly edits: readonly Edit[];
  readonly data?: Readonly<Record<string, string>>;
}

/** A variable of the file, and the identifiers that mean it. */
export interface Variable {
  readonly name: string;
  /** Without its declaration. */
  readonly uses: readonly Node[];
}

/** Needs what ESLint's own source code offers; other hosts of ESLint rules get findings without suggestions. */
export class Tree {
  /** Absolute, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly #source: LintSourceCode;

  constructor(source: LintSourceCode, path: string, text: string) {
    this.#source = source;
    this.path = path;
    this.text = text;
  }

  /** The innermost node with exactly this range. */
  at({ start, end }: Range): Node | null {
    for (let node = asNode(this.#source.getNodeByRangeIndex?.(start)); node !== null; node = this.parent(node)) {
      const range = this.range(node);
      if (range.start === start && range.end === end) return node;
      if (range.start < start || range.end > end) return null;
    }
    return null;
  }

  parent(node: Node): Node | null {
    return "parent" in node ? asNode(node.parent) : null;
  }

  range(node: Node): Range {
    return { start: node.range?.[0] ?? node.start ?? 0, end: node.range?.[1] ?? node.end ?? 0 };
  }

  textOf(node: Node): string {
    const { start, end } = this.range(node);
    return this.text.slice(start, end);
  }

  /** The variables that a declaration makes: an import, one of its specifiers, a declarator. */
  variables(declaration: Node): readonly Variable[] {
    return (this.#source.getDeclaredVariables?.(declaration) ?? []).map(({ name, references }) => ({
      name,
      uses: references.flatMap(({ identifier, init }) => (init === true ? [] : [asNode(identifier)])).filter((node) => node !== null),
    }));
  }

  /** Whether the file declares a variable of this name anywhere: then it may not mean the global one. */
  declares(name: string): boolean {
    return this.#source.scopeManager?.scopes.some(({ set }) => (set.get(name)?.defs.length ?? 0) > 0) ?? true;
  }
}

/** The expression itself, without casts and assertions that leave the value as it is. */
export function bare(node: Node): Node {
  let inner = node;
  while (CASTS.has(inner.type)) inner = asNode(inner.expression) ?? { type: "" };
  return unwrap(inner) ?? inner;
}
const CASTS: ReadonlySet<string> = new Set(["TSNonNullExpression", "TSAsExpression", "TSSatisfiesExpression", "TSTypeAssertion", "ChainExpression", "ParenthesizedExpression"]);
