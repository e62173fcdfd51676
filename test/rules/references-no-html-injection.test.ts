/** The reference of no-html-injection, run: what is put into its page is text, whatever it looks like. */
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { actionRoutes, type InstanceAction } from "../../rules/no-html-injection/reference.js";

const SCRIPT = `"><script>alert('1')</script>`;
const ESCAPED = "&quot;&gt;&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;";

/** Asks about instances that have one action each. */
async function ask(path: string, action: Partial<InstanceAction> | null = {}) {
  const asked: string[][] = [];
  const found = action && { action: "reboot", requestId: "req-1", message: null, startTime: new Date(0), ...action };
  const app = Fastify();
  actionRoutes(app, {
    getByRequestId: (...given) => (asked.push(given), Promise.resolve(found)),
    list: (...given) => (asked.push(given), Promise.resolve(found === null ? [] : [found])),
  });
  const { statusCode, headers, body } = await app.inject(`/servers/${path}`);
  return { status: statusCode, type: headers["content-type"], body, asked };
}

describe("no-html-injection", () => {
  it("answers in JSON whatever there is", async () => {
    expect(await ask("i-1/os-instance-actions", { message: SCRIPT })).toMatchObject({ status: 200, type: "application/json; charset=utf-8", asked: [["i-1", ""]] });
    expect(JSON.parse((await ask("i-1/os-instance-actions/req-1", { message: SCRIPT })).body)).toEqual({ instanceAction: { action: "reboot", request_id: "req-1", message: SCRIPT, start_time: "1970-01-01T00:00:00.000Z" } });
    expect(await ask(`i-1/os-instance-actions/${encodeURIComponent("<b>")}`, null)).toMatchObject({ status: 404, type: "application/json; charset=utf-8", body: expect.stringContaining("no action of <b>") as string });
  });
  it("shows the actions of an instance", async () => {
    const { status, type, body, asked } = await ask("i-1/os-instance-actions.html?changes-since=2026-01-01");
    expect([status, type, asked]).toEqual([200, "text/html; charset=utf-8", [["i-1", "2026-01-01"]]]);
    expect(body).toContain(`<input name="changes-since" value="2026-01-01">`);
    expect(body).toContain("<tr><td>reboot<td>req-1<td>1970-01-01T00:00:00.000Z<td></tr>");
  });
  it("shows as text what a caller wrote, and what the records hold", async () => {
    const { body } = await ask(`${encodeURIComponent("<i>")}/os-instance-actions.html?changes-since=${encodeURIComponent(SCRIPT)}`, { message: SCRIPT });
    expect(body).toContain("<title>Actions of &lt;i&gt;</title>");
    expect(body).toContain(`value="${ESCAPED}"`);
    expect(body).toContain(`<td>${ESCAPED}</tr>`);
    expect(body).not.toMatch(/<script|<i>/);
  });
});
