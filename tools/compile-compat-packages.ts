/** What module-replacements leaves open: which of the packages with a native form are shims, and shims that it does not list. */

/** Packages that are named like a feature and are something else, or do more: not to be reported at all. */
export const NOT_EQUAL: ReadonlySet<string> = new Set(["string_decoder", "promise", "date", "from", "defaults", "math-intrinsics", "http-status-codes", "builtin-status-codes", "tweetnacl", "whatwg-url", "url-parse", "micromatch", "typed-emitter", "long", "big-integer", "dateformat", "timezone-support", "auto-bind", "lodash.clone", "lodash.get", "clone-deep", "ieee754", "event-target-shim", "concat-stream", "duplexify", "desm", "es6-error", "error-cause"]);

/** Shims by another name than their feature's. */
export const SHIMS: ReadonlySet<string> = new Set(["isarray", "has", "hasown", "function-bind", "is-nan", "is-finite", "node-domexception", "w3c-hr-time", "safer-buffer", "buffer-from", "buffer-alloc", "buffer-alloc-unsafe", "native-promise-only", "pinkie-promise", "lie", "promish", "any-promise", "weak-map", "starts-with", "ends-with", "atob-lite", "abab", "get-proto", "gopd", "has-own-prop", "es6-iterator", "global", "own-keys", "setprototypeof", "string.prototype.padleft", "string.prototype.padright", "string.prototype.trimleft", "string.prototype.trimright", "trim-right", "number-is-integer", "text-decoding", "iserror", "es-define-property", "fs-exists-sync", "homedir-polyfill"]);

/** Shims that the manifests do not give a feature: package → the youngest feature it brings. */
export const SHIM_FEATURES: ReadonlyMap<string, string> = new Map([
  ["es5-shim", "Function.prototype.bind"],
  ["es6-shim", "Reflect.ownKeys"],
  ["es7-shim", "Object.getOwnPropertyDescriptors"],
  ["@babel/polyfill", "Promise.prototype.finally"],
  ["babel-polyfill", "Object.getOwnPropertyDescriptors"],
  ["has-symbols", "Symbol"],
  ["safe-buffer", "Buffer.from"],
  ["regenerator-runtime", "AsyncFunction"],
  ["isomorphic-fetch", "fetch"],
  ["whatwg-fetch", "fetch"],
  ["cross-fetch", "fetch"],
  ["unfetch", "fetch"],
  ["isomorphic-unfetch", "fetch"],
  ["abortcontroller-polyfill", "AbortController"],
  ["url-polyfill", "URL"],
  ["url-search-params-polyfill", "URLSearchParams"],
  ["intersection-observer", "IntersectionObserver"],
  ["resize-observer-polyfill", "ResizeObserver"],
  ["text-encoding", "TextEncoder"],
  ["text-encoding-polyfill", "TextEncoder"],
  ["fast-text-encoding", "TextEncoder"],
  ["formdata-polyfill", "FormData"],
  ["web-streams-polyfill", "ReadableStream"],
  ["performance-now", "performance"],
  ["custom-event-polyfill", "CustomEvent"],
  ["element-closest", "Element.prototype.closest"],
  ["mutationobserver-shim", "MutationObserver"],
]);

/** Shims whose function does more or other things than the feature of their name, or is not what they export. */
export const EXPORTS_OTHERS: ReadonlySet<string> = new Set(["aggregate-error", "asynciterator.prototype", "atob", "btoa", "function-bind", "iterator.prototype", "string.prototype.at", "string.prototype.substr", "weak-map"]);

/** Features of instances that are read, not called. */
export const ACCESSORS: ReadonlySet<string> = new Set(["ArrayBuffer.prototype.byteLength", "DataView.prototype.buffer", "DataView.prototype.byteLength", "DataView.prototype.byteOffset", "Function.prototype.name", "RegExp.prototype.flags", "Symbol.prototype.description"]);
