/**
 * The compiled form of a set of rows: a trie of steps per root, as flat arrays over one string table. Plain JSON, so that
 * reading it is one `JSON.parse`; steps and facts are decoded only for the roots that code asks for.
 *
 * Nodes are numbered breadth first. Node `n` has the edges `edgeStart[n] … edgeStart[n + 1] - 1` and the facts
 * `factStart[n] … factStart[n + 1] - 1`.
 */
export interface CompiledModels {
  /** Of this format; a set of another version is refused. */
  readonly version: typeof COMPILED_VERSION;
  readonly strings: readonly string[];
  /** Pairs: name (string), node. */
  readonly roots: readonly number[];
  readonly edgeStart: readonly number[];
  /** Pairs: step (string, as `stepText` writes it), node. */
  readonly edges: readonly number[];
  readonly factStart: readonly number[];
  /** Quadruples: index into {@link FACTS}, then up to three strings; what they mean: {@link FACTS}. */
  readonly facts: readonly number[];
}
export const COMPILED_VERSION = 1;

/** The kinds of facts that stand at a node, with what their strings say. */
export const FACTS = [
  /** kind, condition */
  "source",
  /** kind, condition */
  "sink",
  /** kind, condition */
  "barrier",
  /** name of the root that a value at this node is also at */
  "type",
  /** input place; output place; kind and condition, joined by a space */
  "summary",
  /** guarded place; accepting value, kind and condition, joined by spaces; content path of the result */
  "guard",
  /** form, detail */
  "schema",
  /** from, to, schema: places */
  "validation",
  /** kind, note, native form */
  "usage",
  /** text, list of values: places; placeholder of the first value */
  "binding",
  /** role; what it is about, what that is compared with: places */
  "condition",
  /** kind, condition */
  "effect",
  /** role; handlers, prefix: places */
  "route",
  /** fields, record: places; what hides a field and the condition, joined by a space */
  "record",
  /** list: place; index of the argument, "": each; form and the type of what is made, joined by a space */
  "redaction",
  /** of a type: the package that makes such values, and the name in it that does */
  "maker",
] as const;
export type FactKind = (typeof FACTS)[number];

export interface Fact {
  readonly kind: FactKind;
  readonly a: string;
  readonly b: string;
  readonly c: string;
}
