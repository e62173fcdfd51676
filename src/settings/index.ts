export { readSettings, SettingsError, type MessageForm, type Settings } from "./settings.js";
