import type { PolicyRule } from "./policy/index.js";
import { NAMESPACE } from "./version.js";

/**
 * `recommended`: precision first, for any code base. `strict`: the letter of the reviews, for files that hold action and event
 * code; parameters of exported functions count as coming from outside, and identities as sensitive.
 */
export type PresetName = "recommended" | "strict";

/** A flat config. A type alias, not an interface: only so does it fit the index signatures of ESLint's and typescript-eslint's types. */
export type Preset = {
  name: string;
  files: string[];
  plugins: Record<string, PresetPlugin>;
  rules: Record<string, "error" | ["error", object]>;
};
export type PresetPlugin = { readonly meta: { readonly name: string; readonly version: string; readonly namespace: string }; readonly rules: Record<string, PolicyRule> };

/** A rule for `js/js` stops ESLint 10 on files of another language, so a preset names its files. */
const FILES = ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"];

export function presets(plugin: PresetPlugin): Record<PresetName, Preset> {
  const rules = Object.entries(plugin.rules);
  const recommended = rules.filter(([, rule]) => rule.meta.docs.recommended);
  return {
    recommended: preset(plugin, "recommended", recommended.map(([name]) => [name, "error"])),
    strict: preset(plugin, "strict", rules.map(([name, { meta }]) => [name, meta.docs.strictOptions === null ? "error" : ["error", meta.docs.strictOptions]])),
  };
}

function preset(plugin: PresetPlugin, name: PresetName, rules: readonly (readonly [string, "error" | ["error", object]])[]): Preset {
  return {
    name: `${NAMESPACE}/${name}`,
    files: FILES,
    plugins: { [NAMESPACE]: plugin },
    rules: Object.fromEntries(rules.map(([rule, setting]) => [`${NAMESPACE}/${rule}`, setting])),
  };
}
