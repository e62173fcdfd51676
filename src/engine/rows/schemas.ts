/** What schemas prove of a value that was parsed by one. */
import { Edge, Node } from "../../compile/index.js";
import { RESULT, type Place } from "../../models/model.js";
import { isIndex } from "../facts/paths.js";
import { importedNodes } from "../link/imports.js";
import { targetsOf } from "../link/targets.js";
import type { Site } from "../program/entity.js";
import { heldBy } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";
import { bitsOfKinds } from "./barrier-bits.js";
import { placeNode, propertyNode } from "./call-places.js";
import type { Models } from "./context.js";
import { callsOf } from "./made-by.js";

/** Schemas inside schemas that are followed. */
const SCHEMA_DEPTH = 24;

/** What parsing by the schema at a place of a call proves of the value beneath `path`. */
export function schemaProofs(models: Models, site: Site, schema: Place, path: readonly string[]): number {
  const node = schema.at === RESULT ? -1 : placeNode(models, site, schema);
  return node < 0 ? trusted(models) : ofNode(models, site.module, node, path, 0);
}

/** What the schema at a node proves of a value. */
export const nodeProofs = (models: Models, module: Loaded, node: number): number => ofNode(models, module, node, [], 0);

/** A schema that cannot be looked into is taken at its word. */
const trusted = (models: Models): number => models.bits.bit("form") | models.bits.bit("text") | models.bits.bit("nosql-injection");

/** A part of what a schema accepts of which it proves less than one thinks. */
export interface WeakPart {
  readonly path: readonly string[];
  readonly bits: number;
}

/** The fields, at any depth, of which a schema of an object proves less than its form: `z.any()`, a text of any form. */
export function weakParts(models: Models, site: Site, schema: Place): readonly WeakPart[] {
  const node = schema.at === RESULT ? -1 : placeNode(models, site, schema);
  const found: WeakPart[] = [];
  if (node >= 0) addWeak(models, site.module, node, [], found, 0);
  return found;
}

const WEAK_DEPTH = 6;
const WEAK_PARTS = 24;

function addWeak(models: Models, module: Loaded, start: number, path: readonly string[], found: WeakPart[], depth: number): void {
  if (depth > WEAK_DEPTH || found.length >= WEAK_PARTS) return;
  for (const { module: at, call } of callsOf(models, module, start)) {
    for (const target of targetsOf(models.linker, at, call)) {
      if (target.kind !== "library") continue;
      for (const { form } of target.effects.schemas) {
        if (form.kind === "object") {
          const fields = placeNode(models, { module: at, call }, form.fields);
          for (const [name, field] of fields < 0 ? [] : storesOf(at, fields)) addField(models, at, field, [...path, name], found, depth);
        } else if (form.kind === "array") {
          const element = placeNode(models, { module: at, call }, form.element);
          if (element >= 0) addField(models, at, element, [...path, "[]"], found, depth);
        } else if (form.kind === "same" || form.kind === "all-of") {
          const inner = placeNode(models, { module: at, call }, form.schema);
          if (inner >= 0) addWeak(models, at, inner, path, found, depth + 1);
        }
      }
    }
  }
}

function addField(models: Models, module: Loaded, node: number, path: readonly string[], found: WeakPart[], depth: number): void {
  const before = found.length;
  addWeak(models, module, node, path, found, depth + 1);
  const bits = ofNode(models, module, node, [], 0);
  if (found.length === before && (bits & trusted(models)) !== trusted(models)) found.push({ path, bits });
}

/** What an object literal holds, by name. */
export function storesOf({ flow }: Loaded, node: number): readonly (readonly [string, number])[] {
  const origin = flow.nodeOrigin[node] ?? node;
  const found: (readonly [string, number])[] = [];
  for (let at = flow.firstIn[origin] ?? 0; at < (flow.firstIn[origin + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const path = flow.edgeKind[edge] === Edge.Store ? flow.paths[flow.edgeLabel[edge] ?? -1] : undefined;
    if (path?.length === 1) found.push([path[0] ?? "", flow.edgeFrom[edge] ?? -1]);
  }
  return found;
}

function ofNode(models: Models, module: Loaded, node: number, path: readonly string[], depth: number): number {
  if (depth > SCHEMA_DEPTH) return trusted(models);
  const { flow } = module;
  const origin = flow.nodeOrigin[node] ?? node;
  switch (flow.nodeKind[origin] as Node) {
    case Node.Call:
      return ofCall(models, { module, call: flow.nodeAux[origin] ?? 0 }, path, depth);
    case Node.Import: {
      const item = flow.imports.find((each) => each.node === origin);
      return item === undefined ? trusted(models) : ofImport(models, module, item.specifier, item.name, path, depth);
    }
    case Node.Variable:
    case Node.Captured:
    case Node.Join:
    case Node.Cell: {
      let bits = -1;
      for (const held of heldBy(flow, origin)) bits &= ofNode(models, module, held, path, depth + 1);
      return bits === -1 ? trusted(models) : bits;
    }
    case Node.Load: {
      const edge = flow.in[flow.firstIn[origin] ?? 0] ?? -1;
      const name = flow.strings[flow.nodeAux[origin] ?? -1];
      if (edge < 0 || name === undefined) return trusted(models);
      const held = propertyNode({ module, call: -1 }, flow.nodeOrigin[flow.edgeFrom[edge] ?? -1] ?? -1, name);
      return held < 0 ? trusted(models) : ofNode(models, module, held, path, depth + 1);
    }
    default:
      return trusted(models);
  }
}

function ofImport(models: Models, from: Loaded, specifier: string, name: string, path: readonly string[], depth: number): number {
  let bits = -1;
  for (const found of importedNodes(models.linker, from, { specifier, name })) bits &= ofNode(models, found.module, found.node, path, depth + 1);
  return bits === -1 ? trusted(models) : bits;
}

function ofCall(models: Models, site: Site, path: readonly string[], depth: number): number {
  let bits = -1;
  let together = -1;
  for (const target of targetsOf(models.linker, site.module, site.call)) {
    if (target.kind !== "library") continue;
    for (const { form } of target.effects.schemas) {
      switch (form.kind) {
        case "proves":
          bits = (bits === -1 ? 0 : bits) | bitsOfKinds(models, form.kinds);
          break;
        case "object": {
          const [first, ...rest] = path;
          if (first === undefined) {
            bits &= trusted(models);
            break;
          }
          const fields = placeNode(models, site, form.fields);
          const field = fields < 0 ? -1 : propertyNode(site, fields, first);
          bits &= field < 0 ? trusted(models) : ofNode(models, site.module, field, rest, depth + 1);
          break;
        }
        case "array": {
          const [first, ...rest] = path;
          const element = placeNode(models, site, form.element);
          bits &= element < 0 || first === undefined || !(first === "[]" || isIndex(first)) ? trusted(models) : ofNode(models, site.module, element, rest, depth + 1);
          break;
        }
        case "any-of": {
          const option = placeNode(models, site, form.options);
          bits &= option < 0 ? trusted(models) : ofOptions(models, site, option, path, depth + 1);
          break;
        }
        case "inferred":
          break;
        case "all-of": {
          const part = placeNode(models, site, form.schema);
          const isSchema = part >= 0 && callsOf(models, site.module, part).some((made) => targetsOf(models.linker, made.module, made.call).some((by) => by.kind === "library" && by.effects.schemas.length > 0));
          together = (together === -1 ? 0 : together) | (isSchema ? ofNode(models, site.module, part, path, depth + 1) : 0);
          break;
        }
        case "same": {
          const inner = form.schema.at === RESULT ? -1 : placeNode(models, site, form.schema);
          bits &= (inner < 0 ? trusted(models) : ofNode(models, site.module, inner, path, depth + 1)) | (path.length === 0 ? bitsOfKinds(models, form.kinds) : 0);
          break;
        }
      }
    }
  }
  bits &= together;
  return bits === -1 ? trusted(models) : bits;
}

/** The weakest of the schemas in an array literal; of a schema itself: that one. */
function ofOptions(models: Models, site: Site, node: number, path: readonly string[], depth: number): number {
  const { flow } = site.module;
  const origin = flow.nodeOrigin[node] ?? node;
  if (flow.nodeKind[origin] !== Node.Array) return ofNode(models, site.module, node, path, depth);
  let bits = -1;
  const end = flow.firstIn[origin + 1] ?? 0;
  for (let at = flow.firstIn[origin] ?? 0; at < end; at++) {
    const edge = flow.in[at] ?? 0;
    if (flow.edgeKind[edge] === Edge.Store) bits &= ofNode(models, site.module, flow.edgeFrom[edge] ?? -1, path, depth + 1);
  }
  return bits === -1 ? trusted(models) : bits;
}
