/** A stream that may be a terminal. */
export interface Terminal {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Progress {
  show(done: number, total: number, path: string): void;
  clear(): void;
}

/** A terminal is drawn at most this often. */
const INTERVAL_MS = 80;
const CLEAR_LINE = "\r\u001b[2K";

/** One line that is rewritten; nothing where no terminal is. */
export function createProgress(terminal: Terminal): Progress {
  if (terminal.isTTY !== true) return { show() {}, clear() {} };
  let drawn = 0;
  return {
    show(done, total, path) {
      const now = performance.now();
      if (now - drawn < INTERVAL_MS) return;
      drawn = now;
      const line = `${done}/${total} ${path}`;
      terminal.write(CLEAR_LINE + line.slice(0, (terminal.columns ?? 80) - 1));
    },
    clear() {
      if (drawn > 0) terminal.write(CLEAR_LINE);
    },
  };
}
