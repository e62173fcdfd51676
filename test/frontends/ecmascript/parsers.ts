/** The parsers whose trees the frontend must read, each as a function from text to tree. */
import { createRequire } from "node:module";

import * as typescriptEslint from "@typescript-eslint/parser";
import * as espree from "espree";
import { parseSync } from "oxc-parser";

import { lower } from "../../../src/frontends/ecmascript/index.js";
import type { Module } from "../../../src/ir/ir.js";

export type Language = "js" | "ts" | "tsx";

/** Thrown when a parser does not accept a text; what the frontend does with a tree is another matter. */
export class Rejected extends Error {}

interface BabelParser {
  parseForESLint(text: string, options: unknown): { ast: unknown };
}

const require = createRequire(import.meta.url);
const babelParser = require("@babel/eslint-parser") as BabelParser;
const typescriptPreset: string = require.resolve("@babel/preset-typescript");

/** oxc-parser, as `parse.ts` calls it. */
export function oxcTree(text: string, language: Language, sourceType: "module" | "script" | "commonjs" = "module"): unknown {
  const lang = language === "js" ? "jsx" : language;
  const result = parseSync(`file.${language}`, text, { lang, sourceType, astType: "ts", preserveParens: false });
  const error = result.errors[0];
  if (error) throw new Rejected(`${error.message} in ${text}`);
  return result.program;
}

/** oxc-parser with everything that may be set otherwise: parentheses kept, ranges, and a plain JavaScript tree. */
export function oxcTreeOtherwise(text: string, language: Language): unknown {
  const lang = language === "js" ? "jsx" : language;
  const result = parseSync(`file.${language}`, text, {
    lang, sourceType: "module", astType: language === "js" ? "js" : "ts", preserveParens: true, range: true,
  });
  const error = result.errors[0];
  if (error) throw new Rejected(`${error.message} in ${text}`);
  return result.program;
}

export function typescriptTree(text: string, language: Language): unknown {
  return accepted(() =>
    typescriptEslint.parseForESLint(text, {
      range: true, loc: true, sourceType: "module", ecmaFeatures: { jsx: language !== "ts" }, filePath: `file.${language}`,
      suppressDeprecatedPropertyWarnings: true,
    }).ast,
  );
}

export function espreeTree(text: string): unknown {
  return accepted(() =>
    espree.parse(text, { ecmaVersion: "latest", sourceType: "module", range: true, loc: true, ecmaFeatures: { jsx: true } }),
  );
}

export function babelTree(text: string, language: Language): unknown {
  const plugins = ["decoratorAutoAccessors", "explicitResourceManagement", "sourcePhaseImports", ...(language === "ts" ? [] : ["jsx"])];
  const parse = (decorators: unknown): unknown =>
    babelParser.parseForESLint(text, {
      requireConfigFile: false, filePath: `file.${language}`, sourceType: "module",
      babelOptions: {
        configFile: false, babelrc: false, presets: language === "js" ? [] : [[typescriptPreset, {}]],
        parserOpts: { plugins: [...plugins, decorators] },
      },
    }).ast;
  return accepted(() => {
    try {
      return parse("decorators-legacy");
    } catch {
      return parse(["decorators", {}]);
    }
  });
}

function accepted(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    throw new Rejected(String(error));
  }
}

/** The IR of a text by oxc-parser's tree. */
export function ir(text: string, language: Language = "ts"): Module {
  return lower(oxcTree(text, language), text);
}
