import type { Mutation } from "../mutation.js";

export default [
  {
    id: "template-without-escaping",
    removes: "The template escapes.",
    edits: [{ file: "src/http/page.ts", from: "{ strict: true, knownHelpersOnly: true }", to: "{ strict: true, knownHelpersOnly: true, noEscape: true }" }],
    reports: [{ file: "src/http/action-routes.ts", line: "renderPage({" }],
    missed: "A template that does not escape is not told from one that does.",
  },
  {
    id: "triple-braces",
    removes: "A field of the form is written as the caller filled it in, escaped.",
    edits: [{ file: "src/http/page.ts", from: 'value="{{value}}"', to: 'value="{{{value}}}"' }],
    reports: [{ file: "src/http/action-routes.ts", line: "renderPage({" }],
    missed: "A place of a template that does not escape is not told from one that does.",
  },
  {
    id: "page-put-together",
    removes: "Everything in the page goes through the template.",
    edits: [{ file: "src/http/page.ts", from: "return template(data);", to: 'return `${template(data)}<!-- ${data.filters.map(({ name, value }) => `${name}=${value}`).join(" ")} -->`;' }],
    reports: [{ file: "src/http/action-routes.ts", line: ".send(page);" }],
  },
  {
    id: "said-to-be-safe",
    removes: "What a caller sent is never declared to be safe markup.",
    edits: [
      { file: "src/http/action-routes.ts", from: 'value: given.get(name) ?? "",', to: 'value: new Handlebars.SafeString(given.get(name) ?? ""),' },
      { file: "src/http/action-routes.ts", from: 'import type { ZodError }', to: 'import Handlebars from "handlebars";\nimport type { ZodError }' },
      { file: "src/http/page.ts", from: "readonly value: string;", to: "readonly value: Handlebars.SafeString;" },
    ],
    reports: [{ file: "src/http/action-routes.ts", line: "new Handlebars.SafeString(" }],
  },
  {
    id: "page-of-what-is-not-here",
    removes: "What is not here is answered as a problem document, without the address that was asked for.",
    edits: [{ file: "src/http/server.ts", from: "app.setNotFoundHandler((request, reply) => answerProblem(new NotHere(), request, reply));", to: 'app.setNotFoundHandler((request, reply) => reply.code(404).type("text/html").send(`<p>${request.url} is not here.</p>`));' }],
    reports: [{ file: "src/http/server.ts", line: "is not here.</p>" }],
  },
  {
    id: "helper-that-does-not-escape",
    removes: "No helper of the template gives markup that it made of a text.",
    edits: [
      { file: "src/http/page.ts", from: 'value="{{value}}"', to: 'value="{{plain value}}"' },
      { file: "src/http/page.ts", from: "knownHelpersOnly: true });", to: "knownHelpersOnly: true, knownHelpers: { plain: true } });\nHandlebars.registerHelper(\"plain\", (text: string) => new Handlebars.SafeString(text));" },
    ],
    reports: [{ file: "src/http/action-routes.ts", line: "renderPage({" }],
    missed: "What a helper of a template takes is not what the template is given.",
  },
  {
    id: "declared-safe-in-the-page",
    removes: "The page takes texts, and its template escapes them. (The texts come from another file.)",
    edits: [
      { file: "src/http/page.ts", from: "return template(data);", to: "return template({ ...data, filters: data.filters.map((filter) => ({ ...filter, value: new Handlebars.SafeString(filter.value) })) });" },
      { file: "src/http/page.ts", from: "Handlebars.compile<PageData>(", to: "Handlebars.compile<object>(" },
    ],
    reports: [{ file: "src/http/action-routes.ts", line: "renderPage({" }, { file: "src/http/page.ts", line: "new Handlebars.SafeString(" }],
  },
  {
    id: "answer-past-the-framework",
    removes: "Answers are sent by the framework, as JSON.",
    edits: [{ file: "src/http/server.ts", from: "app.setNotFoundHandler((request, reply) => answerProblem(new NotHere(), request, reply));", to: 'app.setNotFoundHandler((request, reply) => {\n    reply.hijack();\n    reply.raw.writeHead(404, { "content-type": "text/html" });\n    reply.raw.end(`<p>${request.url} is not here.</p>`);\n  });' }],
    reports: [{ file: "src/http/server.ts", line: "reply.raw.end(" }],
  },
] as const satisfies readonly Mutation[];
