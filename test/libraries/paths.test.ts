/** Rows that speak of files by their paths (`**` and a slash first) are load-bearing too: each changes what a file at such a path is taken for. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isFilePattern } from "../../src/models/file-pattern.js";
import { compileModels, modelErrorText, parseModelFile, type CompiledModels } from "../../src/models/index.js";
import type { ModelRow } from "../../src/models/rows.js";
import { KINDS } from "../../src/policy/kinds.js";
import { observe } from "./observe.js";

const models = new URL("../../src/models/", import.meta.url);

/** Files as programs have them, by library and path. */
const FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  next: {
    "/src/pages/api/items/[id].js": `
      export default async function handler(req, res) {
        if (req.query.id === "") res.redirect(req.body.next);
        else res.status(200).json(req.cookies.theme);
      }`,
    "/pages/items/[id].jsx": `
      export const getServerSideProps = async ({ params, query }) => ({ props: { id: params.id, page: query.page } });
      export default function Page({ id }) { return <p>{id}</p>; }`,
    "/pages/about.jsx": `
      export function getStaticProps({ params }) { return { props: { id: params.id } }; }`,
    "/app/api/items/[id]/route.ts": `
      export async function GET(request, { params }) {
        const { id } = await params;
        return Response.json({ id: id.trim(), page: request.nextUrl.searchParams.get("page") });
      }
      export function DELETE(request, { params }) {
        return Response.json({ id: params.id.trim(), token: request.cookies.get("token").value });
      }
      export const POST = async (request) => Response.json(await request.json());`,
    "/src/app/items/[id]/page.tsx": `
      export async function generateMetadata({ params }) { return { title: (await params).id.trim() }; }
      export default function Page({ params, searchParams }) { return <p>{params.id.trim()} {searchParams.page}</p>; }`,
    "/src/middleware.ts": `
      export function middleware(request) { console.log(request.nextUrl.pathname, request.cookies.get("token")); }`,
  },
  sveltekit: {
    "/src/routes/api/items/[id]/+server.js": `
      export const GET = ({ params, url }) => new Response(params.id + url.searchParams.get("page"));
      export async function POST({ request, cookies }) { return new Response(cookies.get("token") + (await request.text())); }
      export const fallback = ({ params }) => new Response(params.id);`,
    "/src/routes/items/[id]/+page.server.js": `
      export const load = async ({ params, locals }) => ({ id: params.id.trim(), user: locals.user });`,
    "/src/routes/+layout.server.js": `
      export function load({ url }) { return { page: url.searchParams.get("page") }; }`,
    "/src/routes/items/[id]/+page.js": `
      export const load = ({ params, url }) => ({ id: params.id, hash: url.hash });`,
    "/src/hooks.server.js": `
      export const handle = async ({ event, resolve }) => { console.log(event.cookies.get("token"), event.url.href); return resolve(event); };
      export function handleError({ error, event }) { console.error(error.stack, event.url.pathname); }`,
  },
  remix: {
    "/app/routes/items.$id.jsx": `
      export const loader = async ({ params, request }) => ({ id: params.id.trim(), url: request.url });
      export function action({ params }) { return { id: params.id }; }
      export const clientLoader = ({ params }) => params.id;
      export const clientAction = async ({ request }) => new URL(request.url).hash;`,
    "/app/root.jsx": `
      export const loader = async ({ request }) => ({ language: request.headers.get("accept-language") });`,
  },
};

const rowsByFile = new Map(readdirSync(models).filter((name) => name.endsWith(".model.yml")).map((name) => [name, rowsOf(name)]));

function rowsOf(name: string): readonly ModelRow[] {
  const { rows, errors } = parseModelFile(readFileSync(new URL(name, models), "utf8"), name, { kinds: KINDS, origin: "built-in" });
  if (errors.length > 0) throw new Error(errors.map(modelErrorText).join("\n"));
  return rows;
}

it("has files for every model that speaks of paths", () => {
  const named = [...rowsByFile].filter(([, rows]) => rows.some((row) => isFilePattern(row.type))).map(([name]) => name.replace(/\.model\.yml$/, ""));
  expect(new Set(Object.keys(FILES))).toEqual(new Set(named));
});

describe.each(Object.entries(FILES))("%s by path", (library, files) => {
  const own = rowsByFile.get(`${library}.model.yml`) ?? [];
  const others = compileModels([...rowsByFile].flatMap(([name, rows]) => (name === `${library}.model.yml` ? [] : rows)));
  const seen = (mine: CompiledModels): string => JSON.stringify(Object.entries(files).map(([path, text]) => [...observe(path, text, [others, mine])]));

  it("needs every row", { timeout: 120_000 }, () => {
    const all = seen(compileModels(own));
    const idle = own.filter((row) => isFilePattern(row.type) && seen(compileModels(own.filter((each) => each !== row))) === all);
    expect(idle.map((row) => `${row.from.file}:${row.from.line ?? 0}`)).toEqual([]);
  });

  it("says nothing of files elsewhere", () => {
    const texts = Object.values(files);
    const elsewhere = (mine: readonly ModelRow[]): readonly (readonly string[])[] => texts.map((text, index) => [...observe(`/lib/file${index}.tsx`, text, [others, compileModels(mine)])]);
    expect(elsewhere(own)).toEqual(elsewhere(own.filter((row) => !isFilePattern(row.type))));
  });
});
