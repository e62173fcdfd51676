/** What comes from outside, as rules about caller data have it; an option adds the parameters of what a file exports. */
import type { SourceKind } from "./kinds.js";
import type { OptionSchema } from "./lint.js";

export const PARAMETERS_OPTION: OptionSchema = {
  description: "Whether parameters of exported functions and public methods count as coming from outside.",
  type: "boolean",
};

export function fromCallers({ parameters }: { readonly parameters: boolean }): readonly SourceKind[] {
  return parameters ? ["remote", "model-parameter"] : ["remote"];
}
