import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { defineConfig as defineConfig9 } from "eslint9/config";
import plugin from "../../src/index.js";
export default defineConfig(plugin.configs.recommended, [plugin.configs.strict], { plugins: { "instance-actions": plugin } , extends: [plugin.configs.recommended]});
// eslint-disable-next-line @typescript-eslint/no-deprecated -- the plugin has to fit it as long as it is in use
export const b = tseslint.config(plugin.configs.recommended, { plugins: { "instance-actions": plugin } });
export const c = defineConfig9(plugin.configs.recommended, [plugin.configs.strict], { plugins: { "instance-actions": plugin }, extends: ["instance-actions/recommended"] });
