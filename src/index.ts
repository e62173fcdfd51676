import { presets, type Preset, type PresetName } from "./configs.js";
import type { PolicyRule } from "./policy/index.js";
import { rules, type RuleName } from "./rules.js";
import { NAMESPACE, PACKAGE, VERSION } from "./version.js";

/** The plugin as ESLint takes it. Its types say no more than both ESLint 9 and 10, and typescript-eslint, agree on. */
export interface InstanceActionsPlugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<RuleName, PolicyRule>;
  readonly configs: Record<PresetName, Preset>;
}

const base = { meta: { name: PACKAGE, version: VERSION, namespace: NAMESPACE }, rules };

/** `eslint-plugin-instance-actions`: rules that follow data across functions and files. */
const plugin: InstanceActionsPlugin = Object.assign(base, { configs: presets(base) });

export default plugin;
