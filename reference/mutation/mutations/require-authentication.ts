import type { Mutation } from "../mutation.js";

const ANYONE = [
  { file: "src/http/authentication.ts", from: '  if (request.caller === null) throw new Unauthenticated("no caller");\n  return request.caller;', to: "  return request.caller ?? callerContext({ userId: UserId.parse(randomUUID()), projectId: ProjectId.parse(randomUUID()), roles: [\"admin\"], requestId: RequestId.parse(request.id) });" },
  { file: "src/http/authentication.ts", from: "import { z } from", to: 'import { randomUUID } from "node:crypto";\nimport { z } from' },
];

export default [
  {
    id: "no-authenticator",
    removes: "The authenticator runs before every route, and a handler without a caller refuses. (Two lines.)",
    edits: [{ file: "src/http/server.ts", from: '  app.addHook("onRequest", authenticator(tokenKey));\n', to: "" }, ...ANYONE],
    reports: [{ file: "src/http/operation-routes.ts", line: 'app.post("' }, { file: "src/http/operation-routes.ts", line: 'app.delete("' }],
  },
  {
    id: "goes-on-without-a-token",
    removes: "Nobody goes on without a token. (Two lines: the authenticator's, and that of a handler without a caller.)",
    edits: [{ file: "src/http/authentication.ts", from: 'if (token === undefined) throw new Unauthenticated("no bearer token");', to: "if (token === undefined) return;" }, ...ANYONE],
    reports: [{ file: "src/http/operation-routes.ts", line: 'app.post("' }, { file: "src/http/operation-routes.ts", line: 'app.delete("' }],
    missed: "A way past the check is not looked for: that the token is asked about is enough.",
  },
  {
    id: "authenticator-for-reading-only",
    removes: "The authenticator covers the routes that change something. (Two lines: where it is registered, and that a handler without a caller refuses.)",
    edits: [
      { file: "src/http/server.ts", from: '  app.addHook("onRequest", authenticator(tokenKey));\n  actionRoutes(app, { policy, instances, actions, events });\n', to: '  app.register((scope, _options, done) => {\n    scope.addHook("onRequest", authenticator(tokenKey));\n    actionRoutes(scope, { policy, instances, actions, events });\n    done();\n  });\n' },
      ...ANYONE,
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: 'app.post("' }, { file: "src/http/operation-routes.ts", line: 'app.delete("' }],
    missed: "A hook of an encapsulated plugin counts for what is beside it.",
  },
  {
    id: "authenticator-after-the-answer",
    removes: "The authenticator runs before the handlers. (Two lines: when it runs, and that a handler without a caller refuses.)",
    edits: [{ file: "src/http/server.ts", from: 'app.addHook("onRequest", authenticator(tokenKey));', to: 'app.addHook("onResponse", authenticator(tokenKey));' }, ...ANYONE],
    reports: [{ file: "src/http/operation-routes.ts", line: 'app.post("' }, { file: "src/http/operation-routes.ts", line: 'app.delete("' }],
  },
  {
    id: "failures-of-the-token-swallowed",
    removes: "A token that does not hold ends the request. (Two lines: the authenticator's, and that of a handler without a caller.)",
    edits: [
      { file: "src/http/authentication.ts", from: '    if (token === undefined) throw new Unauthenticated("no bearer token");\n    request.caller = await contextOf(token, key, RequestId.parse(request.id));', to: '    if (token !== undefined) request.caller = await contextOf(token, key, RequestId.parse(request.id)).catch(() => null);' },
      ...ANYONE,
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: 'app.post("' }, { file: "src/http/operation-routes.ts", line: 'app.delete("' }],
    missed: "A way past the check is not looked for: that the token is asked about is enough.",
  },
  {
    id: "token-decoded-not-verified",
    removes: "The signature of a token is verified.",
    edits: [
      { file: "src/http/authentication.ts", from: 'const { payload } = await jwtVerify(token, key, { issuer: ISSUER, audience: AUDIENCE, algorithms: ["HS256"], requiredClaims: ["exp"] });', to: "const payload = decodeJwt(token);" },
      { file: "src/http/authentication.ts", from: "import { errors as joseErrors, jwtVerify }", to: "import { decodeJwt, errors as joseErrors }" },
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: 'app.post("' }, { file: "src/http/operation-routes.ts", line: 'app.delete("' }],
    missed: "That a token is there counts as asking who sent it.",
  },
  {
    id: "changes-as-the-service",
    removes: "A route that changes something asks who calls; it does not act as the service.",
    edits: [
      { file: "src/http/server.ts", from: '  app.addHook("onRequest", authenticator(tokenKey));\n', to: "" },
      { file: "src/http/server.ts", from: "  operationRoutes(app, operations);\n", to: '  app.post("/instances/purge", async () => await instances.purge(new Date(0)));\n  operationRoutes(app, operations);\n' },
    ],
    reports: [{ file: "src/http/server.ts", line: "purge" }],
  },
  {
    id: "server-of-its-own-for-changes",
    removes: "There is one server, and the authenticator runs before all of its routes. (Two lines: the server, and that a handler without a caller refuses.)",
    edits: [
      { file: "src/http/server.ts", from: "  operationRoutes(app, operations);\n", to: '  const internal = Fastify({ loggerInstance: log });\n  operationRoutes(internal, operations);\n  app.addHook("onReady", async () => { await internal.listen({ port: 9000 }); });\n' },
      ...ANYONE,
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: 'app.post("' }, { file: "src/http/operation-routes.ts", line: 'app.delete("' }],
  },
] as const satisfies readonly Mutation[];
