/** The growing tables that a module's arrays are made from: rows of numbers, one row after another in one buffer. */

/** Rooms that a table keeps for the next file; one that a huge file made larger is let go. */
const KEPT_LENGTH = 1 << 20;

/**
 * A table of rows of `width` numbers. Adding a row is one check for room and one run of writes next to each other, which is
 * why a row's numbers are not kept in arrays of their own before the module is finished.
 */
export class Rows {
  /** Row r begins at `data[r * width]`. */
  data: Int32Array;
  count = 0;
  readonly width: number;

  constructor(width: number) {
    this.width = width;
    this.data = new Int32Array(256 * width);
  }

  /** Adds a row and returns where in {@link data} it begins; the caller writes all its numbers. */
  add(): number {
    const at = this.count * this.width;
    this.count++;
    if (at === this.data.length) this.#grow();
    return at;
  }

  #grow(): void {
    const grown = new Int32Array(this.data.length * 2);
    grown.set(this.data);
    this.data = grown;
  }

  /** Copies one number of every row into `target`. */
  column(index: number, target: Int32Array): Int32Array {
    const { data, width, count } = this;
    for (let row = 0, at = index; row < count; row++, at += width) target[row] = data[at] ?? 0;
    return target;
  }

  /** The same, for numbers that fit into a byte. */
  byteColumn(index: number, target: Uint8Array): Uint8Array {
    const { data, width, count } = this;
    for (let row = 0, at = index; row < count; row++, at += width) target[row] = data[at] ?? 0;
    return target;
  }
}

/** What the numbers of a node's row are. */
export const enum NodeColumn { Kind, Aux, Start, End, Function, Origin, Count }

/** What the numbers of an edge's row are. */
export const enum EdgeColumn { From, To, Kind, Label, Start, End, Count }

/** What the numbers of a call's row are. */
export const enum CallColumn { Result, Callee, Receiver, Flags, Handler, FirstArgument, Count }

/** What the numbers of an argument's row are. */
export const enum ArgumentColumn { Node, Start, End, Count }

/** The tables of one module. */
export class Tables {
  readonly nodes = new Rows(NodeColumn.Count);
  readonly edges = new Rows(EdgeColumn.Count);
  readonly calls = new Rows(CallColumn.Count);
  readonly args = new Rows(ArgumentColumn.Count);

  clear(): void {
    this.nodes.count = 0;
    this.edges.count = 0;
    this.calls.count = 0;
    this.args.count = 0;
  }
}

let kept: Tables | null = null;

/** Empty tables; those that the last file gave back, if it did. */
export function takeTables(): Tables {
  const tables = kept ?? new Tables();
  kept = null;
  tables.clear();
  return tables;
}

/** Lets the next file have the tables. What was made from them holds copies. */
export function giveBackTables(tables: Tables): void {
  if (tables.nodes.data.length <= KEPT_LENGTH && tables.edges.data.length <= KEPT_LENGTH) kept = tables;
}

const NO_NUMBERS = new Int32Array(0);
const NO_BYTES = new Uint8Array(0);

/** Typed arrays cut out of one buffer: each buffer costs some two hundred bytes besides its data. */
export class Cutter {
  readonly #buffer: ArrayBuffer;
  #number = 0;
  #byte: number;

  /** @param numbers how many numbers will be cut, all arrays together; `bytes` the same for bytes, which stand behind them. */
  constructor(numbers: number, bytes: number) {
    this.#buffer = new ArrayBuffer(numbers * 4 + bytes);
    this.#byte = numbers * 4;
  }

  numbers(length: number): Int32Array {
    if (length === 0) return NO_NUMBERS;
    const view = new Int32Array(this.#buffer, this.#number, length);
    this.#number += length * 4;
    return view;
  }

  bytes(length: number): Uint8Array {
    if (length === 0) return NO_BYTES;
    const view = new Uint8Array(this.#buffer, this.#byte, length);
    this.#byte += length;
    return view;
  }
}
