/** Everything outside the file at hand: its text, what its imports name, who inherits from its classes. */
export type { FileContent, Host, Resolution } from "./host.js";
export { createDiskHost } from "./disk-host.js";
export type { DiskHost, DiskHostOptions, ProjectProblem } from "./disk-host.js";
export { createMemoryHost } from "./memory-host.js";
export type { MemoryHost } from "./memory-host.js";
export { lineIndex } from "./line-index.js";
export type { LineIndex, Position } from "./line-index.js";
export { fileKind } from "./file-kinds.js";
export type { FileKind } from "./file-kinds.js";
export { isTestFile, isTestFileIn } from "./test-file.js";
