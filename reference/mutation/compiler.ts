/** TypeScript with the reference's own options, over versions of its files: what a version does not touch is checked once. */
import { relative } from "node:path";
import ts from "typescript";
import { referenceFolder } from "./mutation.js";

/** The errors of the reference with these texts in place of its own; none: it compiles. */
export type Compiler = (texts: ReadonlyMap<string, string>) => string[];

export function compilerOfReference(): Compiler {
  const { config } = ts.readConfigFile(`${referenceFolder}tsconfig.json`, (name) => ts.sys.readFile(name)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: ["src"] }, ts.sys, referenceFolder);
  const rootNames = ts.sys.readDirectory(`${referenceFolder}src`, [".ts"]);
  const kept = new Map<string, ts.SourceFile | undefined>();
  const host = ts.createIncrementalCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  const ask = (texts: ReadonlyMap<string, string>, before?: ts.SemanticDiagnosticsBuilderProgram) => {
    host.getSourceFile = (name, languageVersion) => {
      const text = texts.get(relative(referenceFolder, name));
      if (text !== undefined) return Object.assign(ts.createSourceFile(name, text, languageVersion), { version: text });
      if (!kept.has(name)) kept.set(name, fromDisk(name, languageVersion));
      return kept.get(name);
    };
    const program = ts.createSemanticDiagnosticsBuilderProgram(rootNames, options, host, before);
    return { program, errors: [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()].map(errorText) };
  };
  const original = ask(new Map());
  return (texts) => (texts.size === 0 ? original.errors : ask(texts, original.program).errors);
}

function errorText({ file, start = 0, messageText }: ts.Diagnostic): string {
  const place = file === undefined ? "" : `${relative(referenceFolder, file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1} `;
  return place + ts.flattenDiagnosticMessageText(messageText, "\n");
}
