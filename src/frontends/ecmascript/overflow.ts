/**
 * oxc-parser recurses in native code: a file nested thousands of levels deep ends the whole process (measured with
 * 0.158: 1,000 nested function expressions in a worker thread's 4 MB stack). So such a file is recognised in its text
 * first. The measure is coarse on purpose, and far above anything that people or generators write.
 */

/** Texts up to this length cannot hold enough nesting to matter. */
const HARMLESS_LENGTH = 8_000;

/** What may be open at once. Half of what the weakest construct was measured to survive in a worker thread. */
const MAX_WEIGHT = 32_000;

/** Weights by how many levels a worker thread survives: 1,000 brackets, 4,000 arrows, 8,000 `else`, 32,000 operators. */
const BRACKET = 32;
const ARROW = 8;
const BRANCH = 4;
const OPERATOR = 1;

/**
 * Weight of one bracket level. `branches` (`?`, `else`) survive a closing brace, `operators` do not: without that, a file
 * written without semicolons would look like one endless expression.
 */
interface Level {
  operators: number;
  branches: number;
}

/** Offset at which the text becomes too deeply nested to be parsed safely; `-1` when it does not. */
export function tooDeepAt(text: string): number {
  return text.length <= HARMLESS_LENGTH ? -1 : new NestingScan(text).run();
}

/** By character, 1: {@link NestingScan.step} does something for it. Most of a text is not. */
const WEIGHED = new Uint8Array(128);
for (const character of "\"'/([{)]},;=<?e!%&*+-.:^`|~ ") WEIGHED[character.charCodeAt(0)] = 1;

class NestingScan {
  private readonly levels: Level[] = [];
  private level: Level = { operators: 0, branches: 0 };
  private weight = 0;
  private at = 0;

  constructor(private readonly text: string) {}

  run(): number {
    const { text } = this;
    for (this.at = 0; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (WEIGHED[code] !== 1) continue;
      this.step(code);
      if (this.weight > MAX_WEIGHT) return this.at;
    }
    return -1;
  }

  private step(code: number): void {
    switch (code) {
      case 34: // "
      case 39: // '
        this.skipString(code);
        return;
      case 47: // /
        this.slash();
        return;
      case 40: // (
      case 91: // [
      case 123: // {
        this.levels.push(this.level);
        this.level = { operators: 0, branches: 0 };
        this.weight += BRACKET;
        return;
      case 41: // )
      case 93: // ]
        this.close();
        return;
      case 125: // }
        this.close();
        this.weight -= this.level.operators;
        this.level.operators = 0;
        return;
      case 44: // ,
      case 59: // ;
        this.weight -= this.level.operators;
        this.level.operators = 0;
        return;
      case 61: // =
        this.add(this.text.charCodeAt(this.at + 1) === 62 ? ARROW : BRANCH);
        return;
      case 60: // <
        this.add(this.text.charCodeAt(this.at + 1) === 47 ? -ARROW : ARROW);
        return;
      case 63: // ?
        this.branch();
        return;
      case 101: // e
        if (this.text.startsWith("else", this.at)) this.branch();
        return;
      case 33: case 37: case 38: case 42: case 43: case 45: case 46: case 58: case 94: case 96: case 124: case 126:
        this.add(code === 58 || code === 96 ? BRANCH : OPERATOR);
        return;
      case 32: // the word before it may be a prefix: `await`, `new`, `typeof`, `if (…)`
        this.add(OPERATOR);
        return;
    }
  }

  private add(weight: number): void {
    const sum = this.level.operators + weight;
    if (sum < 0) return;
    this.level.operators = sum;
    this.weight += weight;
  }

  private branch(): void {
    this.level.branches += BRANCH;
    this.weight += BRANCH;
  }

  private close(): void {
    const outer = this.levels.pop();
    if (!outer) return;
    this.weight -= this.level.operators + this.level.branches + BRACKET;
    this.level = outer;
  }

  /** To the closing quote, or to the end of the line (an apostrophe in JSX text or in a regular expression). */
  private skipString(quote: number): void {
    const { text } = this;
    for (let index = this.at + 1; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 92) index++;
      else if (code === quote) {
        this.at = index;
        return;
      } else if (code === 10 || code === 13) return;
    }
  }

  private slash(): void {
    const { text } = this;
    const next = text.charCodeAt(this.at + 1);
    if (next === 62) this.add(-ARROW); // />
    if (next !== 47 && next !== 42) return;
    const end = next === 47 ? text.indexOf("\n", this.at) : text.indexOf("*/", this.at + 2);
    this.at = end < 0 ? text.length : end;
  }
}
