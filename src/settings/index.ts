export { modelOfFollowed, problemAt, readSettings, type MessageForm, type NamedWrapper, type Settings } from "./settings.js";
export { isFileName } from "./wrapper-name.js";
export { keysThatMatter } from "./meaning.js";
export { WRAPPER_TEXTS, type WrapperText } from "./wrapper-texts.js";
export { WRAPPER_KEYS, type ModelFile, type WrapperKey } from "./wrappers.js";
