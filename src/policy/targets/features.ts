/** Whether every target has a feature, by the table made of MDN's compatibility data. */
import { FEATURES, WIDELY_AVAILABLE } from "./compat.generated.js";
import { isAtLeast, type Targets } from "./declared.js";

export interface Feature {
  readonly name: string;
  /** Since which version of Node; `null`: Node has it not. */
  readonly node: string | null;
  readonly browsers: ReadonlyMap<string, string>;
  /** The day the last browser had it; `null`: one of them has it not. */
  readonly everywhere: string | null;
}

const COLUMNS = ["chrome", "edge", "firefox", "safari", "chrome_android", "firefox_android", "safari_ios"] as const;
const TYPED_ARRAY = /^(?:(?:Int|Uint)(?:8|16|32)|Uint8Clamped|Float(?:16|32|64)|Big(?:Int|Uint)64)Array\./;
let table: Map<string, Feature> | undefined;
let byCoreJs: Map<string, Feature> | undefined;

/** By its path from the global object (`Array.prototype.at`), or by core-js's for it (`core-js/array/at`). */
export function featureOf(name: string): Feature | undefined {
  table ??= new Map(FEATURES.trim().split("\n").map((line) => [line.slice(0, line.indexOf(" ")), readLine(line)]));
  if (!name.startsWith("core-js/")) return table.get(name) ?? table.get(name.replace(TYPED_ARRAY, "%TypedArray%."));
  byCoreJs ??= new Map([...table.values()].map((feature) => [coreJsName(feature.name), feature]));
  return byCoreJs.get(coreJsName(name.slice("core-js/".length)));
}

const coreJsName = (name: string): string => name.toLowerCase().replaceAll(/prototype|[^a-z0-9]/g, "");

function readLine(line: string): Feature {
  const [name = "", node = "-", ...rest] = line.split(" ");
  const browsers = new Map(COLUMNS.flatMap((column, index) => (rest[index] === undefined || rest[index] === "-" ? [] : [[column, rest[index]] as const])));
  const everywhere = rest[COLUMNS.length] ?? "-";
  return { name, node: node === "-" ? null : node, browsers, everywhere: everywhere === "-" ? null : everywhere };
}

/** Since when all targets have it, in words; `null` when one of them may not. */
export function availability(feature: Feature, { node, browsers }: Targets): string | null {
  const said: string[] = [];
  // What is in Node alone is used in Node alone.
  const onlyNode = feature.browsers.size === 0;
  if (feature.node === null) {
    if (browsers.kind === "none") return null;
  } else if (node.kind === "version") {
    if (!isAtLeast(node.version, feature.node)) return null;
    said.push(`in Node since ${feature.node}`);
  } else if (node.kind === "any") return null;
  if (browsers.kind === "none" || onlyNode) return said.length === 0 ? null : said.join();
  if (browsers.kind === "any") return null;
  if (browsers.kind === "baseline") {
    if (feature.everywhere === null || feature.everywhere > WIDELY_AVAILABLE) return null;
    said.push(`in all browsers since ${feature.everywhere.slice(0, 7)}`);
  } else {
    for (const [browser, version] of browsers.oldest) {
      const since = feature.browsers.get(browser);
      if (since === undefined || !isAtLeast(version, since)) return null;
    }
    said.push("in all listed browsers");
  }
  return said.join(", ");
}
