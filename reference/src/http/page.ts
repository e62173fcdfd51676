/** The actions of an instance as a page. Everything in it goes through the template, which escapes. */
import Handlebars from "handlebars";
import type { InstanceAction } from "../model/action.js";
import type { InstanceId } from "../model/ids.js";

const TEMPLATE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Actions of {{instance}}</title></head>
<body>
<h1>Actions of {{instance}}</h1>
<form>
{{#each filters}}<label>{{name}} <input name="{{name}}" value="{{value}}"></label> {{#if issue}}<strong>{{issue}}</strong>{{/if}}
{{/each}}<button>Show</button>
</form>
<table>
<thead><tr><th>Action<th>Request<th>Started<th>Message</tr></thead>
<tbody>
{{#each actions}}<tr><td>{{action}}<td>{{requestId}}<td>{{started}}<td>{{message}}</tr>
{{/each}}</tbody>
</table>
{{#if next}}<p><a href="{{next}}">Older ones</a></p>{{/if}}
</body>
</html>
`;

const template = Handlebars.compile<PageData>(TEMPLATE, { strict: true, knownHelpersOnly: true });

/** A field of the filter, as the caller wrote it, also where it is not understood. */
export interface Filter {
  readonly name: string;
  readonly value: string;
  readonly issue: string | null;
}

interface PageData {
  readonly instance: InstanceId;
  readonly filters: readonly Filter[];
  readonly actions: readonly (Pick<InstanceAction, "action" | "requestId" | "message"> & { readonly started: string })[];
  readonly next: string | null;
}

export function renderPage(data: PageData): string {
  return template(data);
}
