/** The page, read by a parser of HTML: whatever is in a filter stays text in its field, and the page has no element that it was not given. */
import { parse, type DefaultTreeElement, type DefaultTreeNode } from "parse5";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Instance } from "../../src/model/instance.js";
import { contextIn, newInstanceId, SLOW, start, type Answer, type Caller, type Harness } from "./harness.js";

let service: Harness;
let member: Caller;
let instance: Instance;
let page: string;

beforeAll(async () => {
  service = await start();
  member = await service.caller("member");
  instance = await service.instance(member.project);
  page = `/servers/${instance.uuid}/os-instance-actions.html`;
  for (let count = 0; count < 5; count += 1) {
    service.clock.set(`2026-03-01T10:00:0${count}Z`);
    await service.actions.start(contextIn(member.project), instance, "reboot");
  }
}, SLOW);
afterAll(() => service.close());

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Of itself and everything within. */
  readonly text: string;
}

const isElement = (node: DefaultTreeNode): node is DefaultTreeElement => "tagName" in node;

function textOf(node: DefaultTreeNode): string {
  if ("value" in node && typeof node.value === "string") return node.value;
  return "childNodes" in node ? (node.childNodes as DefaultTreeNode[]).map(textOf).join("") : "";
}

/** Every element of a document, in order; what a template or comment hides, too. */
function elementsOf(html: string): Element[] {
  const visit = (node: DefaultTreeNode): Element[] => {
    const own = isElement(node) ? [{ name: node.tagName, attributes: new Map(node.attrs.map(({ name, value }) => [name, value])), text: textOf(node) }] : [];
    return [...own, ...("childNodes" in node ? (node.childNodes as DefaultTreeNode[]).flatMap(visit) : [])];
  };
  expect(html).not.toMatch(/<!--|<template/);
  return visit(parse(html) as DefaultTreeNode);
}

const named = (elements: readonly Element[], name: string): Element[] => elements.filter((element) => element.name === name);
const inputs = (elements: readonly Element[]) => new Map(named(elements, "input").map(({ attributes }) => [attributes.get("name"), attributes.get("value")]));

/** The elements, but for what is in the field of this name. */
const withoutValue = (elements: readonly Element[], name: string): Element[] =>
  elements.map((element) => (element.attributes.get("name") === name ? { ...element, attributes: new Map([...element.attributes, ["value", ""]]) } : element));

function expectInert(answer: Answer): void {
  expect(answer.type).toBe("text/html; charset=utf-8");
  expect(answer.headers["content-security-policy"]).toBe("default-src 'none'; form-action 'self'; frame-ancestors 'none'");
}

const HOSTILE = [
  "<script>alert(1)</script>", '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '" autofocus onfocus=alert(1) x="', "' onmouseover='alert(1)", "` onmouseover=`alert(1)", "</title><script>alert(1)</script>", "</form><form action=//x>", "<!--", "--><script>alert(1)</script>", "<![CDATA[<script>]]>",
  "<svg/onload=alert(1)>", "&lt;script&gt;", "&#60;script&#62;", "&quot;&gt;&lt;script&gt;", "&amp;quot;", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "{{instance}}", "{{{instance}}}", "{{#each this}}{{this}}{{/each}}", "{{constructor.constructor('alert(1)')()}}", "{{> x}}", "\\x3cscript\\x3e", "\u003cscript\u003e", "+ADw-script+AD4-", "＜script＞", "\u2028<script>", "<scr\u0000ipt>", "a=b", "<", '"', "'", "&", "<<",
];

test.each(HOSTILE)("hostile text in a filter stays text in its field: %j", async (text) => {
  for (const name of ["limit", "marker", "changes-since", "changes-before"]) {
    const answer = await member.get(`${page}?${name}=${encodeURIComponent(text)}`);
    expect(answer.status).toBe(400);
    expectInert(answer);
    const elements = elementsOf(answer.text);
    expect(inputs(elements).get(name)).toBe(text.replaceAll("\u0000", "\ufffd"));
    const harmless = elementsOf((await member.get(`${page}?${name}=x`)).text);
    expect(withoutValue(elements, name)).toEqual(withoutValue(harmless, name));
  }
});

test.each(HOSTILE)("hostile text as the name of a filter is not on the page: %j", async (text) => {
  const answer = await member.get(`${page}?${encodeURIComponent(text)}=1`);
  expect(answer.status).toBe(400);
  expectInert(answer);
  const clean = await member.get(`${page}?unknown=1`);
  expect(answer.text).toBe(clean.text);
});

test("hostile text in every filter at once stays text", async () => {
  const [first = "", second = "", third = "", fourth = ""] = HOSTILE.slice(1);
  const query = new URLSearchParams({ limit: first, marker: second, "changes-since": third, "changes-before": fourth });
  const elements = elementsOf((await member.get(`${page}?${query.toString()}`)).text);
  expect([...inputs(elements).values()]).toEqual([first, second, third, fourth]);
  expect(named(elements, "script")).toEqual([]);
  expect(named(elements, "strong")).toHaveLength(4);
});

test("of a filter that is repeated the first is in its field, as text", async () => {
  const answer = await member.get(`${page}?limit=${encodeURIComponent('"><b>')}&limit=2`);
  expect(answer.status).toBe(400);
  expect(inputs(elementsOf(answer.text)).get("limit")).toBe('"><b>');
});

test("the page has a row for each action, and the filters as they were sent", async () => {
  const answer = await member.get(`${page}?changes-since=2026-03-01T12:00:01%2B02:00`);
  expect(answer.status).toBe(200);
  expectInert(answer);
  const elements = elementsOf(answer.text);
  expect(named(elements, "tr")).toHaveLength(1 + 4);
  expect(named(elements, "td").slice(0, 4).map(({ text }) => text.trim())).toEqual(["reboot", expect.stringMatching(/^req-/), "2026-03-01T10:00:04.000Z", ""]);
  expect(inputs(elements).get("changes-since")).toBe("2026-03-01T12:00:01+02:00");
  expect(named(elements, "title").map(({ text }) => text)).toEqual([`Actions of ${instance.uuid}`]);
});

test("the page says what is wrong with a filter, and shows no action", async () => {
  const elements = elementsOf((await member.get(`${page}?changes-since=2026-03-02&changes-before=2026-03-01`)).text);
  expect(named(elements, "strong").map(({ text }) => text)).toEqual(["before changes-since"]);
  expect(named(elements, "td")).toEqual([]);
});

test("the page's link leads to the older actions, to the end", async () => {
  const requests: string[] = [];
  for (let next: string | undefined = "?limit=2&changes-since=2026-03-01"; next !== undefined; ) {
    const answer = await member.get(page + next);
    expect(answer.status).toBe(200);
    const elements = elementsOf(answer.text);
    requests.push(...named(elements, "td").map(({ text }) => text.trim()).filter((text) => text.startsWith("req-")));
    next = named(elements, "a").map(({ attributes }) => attributes.get("href"))[0];
    expect(requests.length).toBeLessThan(20);
  }
  expect(new Set(requests).size).toBe(5);
  expect(requests).toHaveLength(5);
});

test("the page runs no script, loads nothing, and posts nowhere", async () => {
  for (const query of ["", "?limit=x"]) {
    const elements = elementsOf((await member.get(page + query)).text);
    for (const name of ["script", "style", "link", "img", "iframe", "object", "base", "meta http-equiv"]) expect(named(elements, name)).toEqual([]);
    const attributes = elements.flatMap((element) => [...element.attributes.keys()]);
    expect(attributes.filter((name) => name.startsWith("on") || ["style", "src", "action", "formaction", "srcdoc"].includes(name))).toEqual([]);
  }
});

test("a page of an instance that is not there is a problem, without anything of the query", async () => {
  const answer = await member.get(`/servers/${newInstanceId()}/os-instance-actions.html?limit=${encodeURIComponent("<script>")}`);
  expect(answer).toMatchObject({ status: 404, type: expect.stringContaining("application/problem+json") as string });
  expect(answer.text).not.toContain("script");
});
