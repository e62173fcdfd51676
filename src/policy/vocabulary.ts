/** What the engine has to know of the kinds: which spread to properties, which names suggest which kind. */
import type { Questions, Vocabulary } from "../engine/index.js";
import { BARRIER_KINDS, type BarrierKind, type EffectKind, type SinkKind, type SourceKind } from "./kinds.js";
import { isForbidden, isRefusal, namesRight } from "./refusal-words.js";
import { clockOfStatement } from "./statement.js";
import { requestTime } from "./time-name.js";
import { isSensitiveCollection, nameOfResult, sensitiveKind } from "./sensitive-name.js";

const DEEP_SOURCES: readonly SourceKind[] = ["remote", "model-parameter", "browser", "fetched", "file-content"];
const DEEP_SINKS: readonly SinkKind[] = ["nosql-injection", "database-condition", "database-parameter", "database-record", "persistent-store", "log", "response", "outbound-message", "cross-window", "clear-text-storage"];

const kinds = (...names: readonly SourceKind[]): ReadonlySet<string> => new Set(names);

/** Who asks these lets only those go on who are known to him. */
const AUTHENTICATION: Questions = {
  secrets: kinds("environment", "keyed-digest"),
  credentials: new Set([...kinds("credential"), "named credential"]),
  claims: kinds("remote"),
  callers: kinds("caller", "identity"),
  isRight: () => false,
  refuses: isRefusal,
};

/** Who refuses someone that is known asked whether he may. */
const AUTHORISATION: Questions = { secrets: kinds(), credentials: kinds(), claims: kinds("remote"), callers: kinds(), isRight: namesRight, refuses: isForbidden };

const ASSERTED_ERROR: { readonly sink: SinkKind; readonly as: BarrierKind } = { sink: "unchecked-error", as: "error-class" };

export const vocabulary: Vocabulary = {
  barriers: Object.keys(BARRIER_KINDS),
  deepSources: new Set(DEEP_SOURCES),
  deepSinks: new Set(DEEP_SINKS),
  thrownSinks: new Set(["html-injection", "html-output", "html-or-selector"] satisfies SinkKind[]),
  characters: new Map([["<", "html-injection"]] satisfies [string, BarrierKind][]),
  readSinks: new Map([["message", "unchecked-error"], ["stack", "unchecked-error"], ["cause", "unchecked-error"]] satisfies [string, SinkKind][]),
  assertedReads: new Map([["name", ASSERTED_ERROR], ["constructor", ASSERTED_ERROR]]),
  textKinds: new Map([["persistent-store", clockOfStatement]] satisfies [SinkKind, (text: string) => SourceKind | null][]),
  objectKinds: new Set<SourceKind>(["caller-time"]),
  nameKind: (name, owner) => sensitiveKind(name, owner) ?? requestTime(name, owner),
  nameOfResult,
  isCollective: isSensitiveCollection,
  questions: new Map([["authenticates", AUTHENTICATION], ["authorises", AUTHORISATION]] satisfies [EffectKind, Questions][]),
  settings: kinds("environment"),
};
