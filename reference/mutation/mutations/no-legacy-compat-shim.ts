import type { Mutation } from "../mutation.js";

export default [
  {
    id: "old-url-parser",
    removes: "Addresses are read by the standard's parser.",
    edits: [
      { file: "src/http/action-routes.ts", from: 'const given = new URL(request.url, "http://localhost").searchParams;', to: 'const given = new URLSearchParams(parse(request.url).query ?? "");' },
      { file: "src/http/action-routes.ts", from: 'import type { FastifyInstance', to: 'import { parse } from "node:url";\nimport type { FastifyInstance' },
    ],
    reports: [{ file: "src/http/action-routes.ts", line: 'import { parse } from "node:url";' }],
  },
  {
    id: "buffer-constructor",
    removes: "A text becomes bytes by a function that cannot take it for a size.",
    edits: [{ file: "src/model/failure.ts", from: 'Buffer.from(text, "utf8")', to: 'new Buffer(text, "utf8")' }],
    reports: [{ file: "src/model/failure.ts", line: "new Buffer(" }],
  },
  {
    id: "polyfill-of-a-method",
    removes: "Nothing is patched in that every declared target has.",
    edits: [{ file: "src/main.ts", from: "const config = readConfig", to: "if (!Array.prototype.at) {\n  Array.prototype.at = function at<T>(this: T[], index: number) {\n    return this[index < 0 ? this.length + index : index];\n  };\n}\nconst config = readConfig" }],
    reports: [{ file: "src/main.ts", line: "if (!Array.prototype.at)" }],
  },
  {
    id: "wrapper-objects",
    removes: "A text is told by `typeof` alone.",
    edits: [{ file: "src/storage/transactions.ts", from: '"code" in error && typeof error.code === "string" ? error.code : null;', to: '"code" in error && (typeof error.code === "string" || error.code instanceof String) ? String(error.code) : null;' }],
    reports: [{ file: "src/storage/transactions.ts", line: "instanceof String" }],
  },
  {
    id: "branch-for-an-old-runtime",
    removes: "No branch is for a version that the declared targets leave out.",
    edits: [
      { file: "src/model/ids.ts", from: "return RequestId.parse(`req-${randomUUID()}`);", to: 'const major = Number(process.versions.node.split(".")[0]);\n  if (major < 16) return RequestId.parse(`req-${Math.random().toString(16)}`);\n  return RequestId.parse(`req-${randomUUID()}`);' },
    ],
    reports: [{ file: "src/model/ids.ts", line: "major < 16" }],
  },
  {
    id: "kept-for-old-clients",
    removes: "No compatibility code is kept for what is gone.",
    edits: [{ file: "src/http/requests.ts", from: "export const NoQuery", to: "// Backward compatibility: remove when version 1 is gone.\nexport const OldListQuery = z.strictObject({ since: Time.optional() });\n\nexport const NoQuery" }],
    reports: [{ file: "src/http/requests.ts", line: "OldListQuery" }],
  },
  {
    id: "lists-told-by-an-old-helper",
    removes: "No interface of Node that is deprecated is used.",
    edits: [
      { file: "src/storage/transactions.ts", from: "each instanceof AggregateError ?", to: "each instanceof AggregateError && isArray(each.errors) ?" },
      { file: "src/storage/transactions.ts", from: 'import { StorageUnavailable }', to: 'import { isArray } from "node:util";\nimport { StorageUnavailable }' },
    ],
    reports: [{ file: "src/storage/transactions.ts", line: "import { isArray }" }],
  },
] as const satisfies readonly Mutation[];
