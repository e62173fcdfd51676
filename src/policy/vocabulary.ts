/** What the engine has to know of the kinds: which spread to properties, which names suggest which kind. */
import type { Vocabulary } from "../engine/index.js";
import { BARRIER_KINDS, type SinkKind, type SourceKind } from "./kinds.js";
import { clockOfStatement } from "./statement.js";
import { requestTime } from "./time-name.js";
import { isSensitiveCollection, nameOfResult, sensitiveKind } from "./sensitive-name.js";

const DEEP_SOURCES: readonly SourceKind[] = ["remote", "model-parameter", "browser", "fetched", "file-content"];
const DEEP_SINKS: readonly SinkKind[] = ["nosql-injection", "database-condition", "database-parameter", "database-record", "persistent-store", "log", "response", "outbound-message", "cross-window", "clear-text-storage"];

export const vocabulary: Vocabulary = {
  barriers: Object.keys(BARRIER_KINDS),
  deepSources: new Set(DEEP_SOURCES),
  deepSinks: new Set(DEEP_SINKS),
  thrownSinks: new Set(["html-injection", "html-or-selector"] satisfies SinkKind[]),
  readSinks: new Map([["message", "unchecked-error"], ["stack", "unchecked-error"], ["cause", "unchecked-error"]] satisfies [string, SinkKind][]),
  textKinds: new Map([["persistent-store", clockOfStatement]] satisfies [SinkKind, (text: string) => SourceKind | null][]),
  objectKinds: new Set<SourceKind>(["caller-time"]),
  nameKind: (name, owner) => sensitiveKind(name, owner) ?? requestTime(name, owner),
  nameOfResult,
  isCollective: isSensitiveCollection,
};
