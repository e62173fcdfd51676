export { readSettings, SettingsError, type MessageForm, type Settings } from "./settings.js";
export { WRAPPER_KEYS, type WrapperKey } from "./wrappers.js";
