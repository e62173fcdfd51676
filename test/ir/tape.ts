import type { LiteralValue, Range } from "../../src/ir/ir.js";

/** Choices read one after the other; at the end of the tape every choice is the first one, so that what is made ends. */
export class Tape {
  private at = 0;

  constructor(private readonly choices: readonly number[]) {}

  /** A number below `count`. */
  choice(count: number): number {
    const value = this.choices[this.at] ?? 0;
    this.at += 1;
    return count < 1 ? 0 : value % count;
  }

  flag(): boolean {
    return this.choice(2) === 1;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.choice(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  some<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.choice(most + 1) }, make);
  }

  /** One of the items; undefined when there is none. */
  pickIfAny<T>(items: readonly T[]): T | undefined {
    return items[this.choice(items.length)];
  }

  /** Made or not. */
  optional<T>(make: () => T): T | undefined {
    return this.flag() ? make() : undefined;
  }

  /** An object with the one property, or with none. */
  field<K extends string, T>(key: K, make: () => T): Partial<Record<K, T>> {
    const value = this.optional(make);
    return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, T>>);
  }

  within({ start, end }: Range): Range {
    const from = start + this.choice(end - start + 1);
    return { start: from, end: from + this.choice(end - from + 1) };
  }

  text(): string {
    return this.pick(["", "a", "select ", "${x}", "`", "\\", "\n\t\r", "\u2028", "\ud800", "'\"", "é", "😀", "$"]);
  }

  /** A property name. */
  key(): string {
    return this.pick(["a", "b", "if", "0", "10", "odd key", "", "#p", "get", "constructor", "__proto__", "method"]);
  }

  literal(): LiteralValue {
    const bigint = this.pick(["12", "0x1f"]);
    const regex = this.pick(["a[/]b", "a\\/b", "x/y", "\n", "*", "", "[", "\\d"]);
    const values: readonly LiteralValue[] = [
      this.text(), 0, 1, 1.5, -1, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e21, 5e-324, 12,
      true, false, null, undefined, { bigint }, { regex, flags: this.pick(["", "gu"]) },
    ];
    return this.pickIfAny(values);
  }
}
