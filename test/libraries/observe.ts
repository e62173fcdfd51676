/** What the engine takes a piece of code for, under a set of models: everything that a model row can change, as text. */
import { BoundCounter } from "../../src/engine/bounds.js";
import { holdsAt } from "../../src/engine/rows/conditions.js";
import { OnDemandLinker } from "../../src/engine/link/on-demand-linker.js";
import { Paths } from "../../src/engine/facts/paths.js";
import { ProofBits } from "../../src/engine/facts/proofs.js";
import { rolesOf } from "../../src/engine/link/roles.js";
import { seedsOfFunction } from "../../src/engine/sources/seeds.js";
import { targetsOf } from "../../src/engine/link/targets.js";
import { isVouching } from "../../src/engine/rows/type-proofs.js";
import { World } from "../../src/engine/program/world.js";
import { parse } from "../../src/frontends/ecmascript/parse.js";
import type { Module } from "../../src/ir/index.js";
import { createModelIndex, type CompiledModels } from "../../src/models/index.js";
import { KINDS } from "../../src/policy/kinds.js";
import { vocabulary } from "../../src/policy/vocabulary.js";
import { createMemoryHost } from "../../src/project/memory-host.js";

const SOURCES: ReadonlySet<string> = new Set(KINDS.source);

/** Programs that were parsed already, by path. */
const parsed = new Map<string, Module>();

function moduleOf(path: string, text: string): Module {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const result = parse(path, text);
  if (!result.ok) throw new Error(`${path}: ${result.message} at ${result.offset}`);
  parsed.set(path, result.module);
  return result.module;
}

/** One line for everything that is known of a node or a call. Each is found when it is asked for. */
export function* observe(path: string, text: string, sets: readonly CompiledModels[]): Generator<string> {
  const host = createMemoryHost(new Map([[path, text]]));
  const bounds = new BoundCounter();
  const bits = new ProofBits(vocabulary.barriers);
  const world = new World(host, parse, () => () => true);
  const models = createModelIndex(sets);
  const linker = new OnDemandLinker(world, models, bounds);
  const context = { linker, paths: new Paths(bounds), bits, bounds, vocabulary, textBit: bits.bit("text"), thrownBit: bits.bit("thrown"), convertibleBit: bits.bit("convertible"), declaredBit: bits.bit("declared"), uncastBit: bits.bit("uncast"), typeBits: bits.bit("text") };
  const module = world.open(path, text, () => moduleOf(path, text));
  for (let node = 0; node < module.flow.nodeCount; node++) {
    for (const item of linker.of(module, node)) {
      if (item.kind !== "library") continue;
      const { state } = item;
      const said = { sources: models.sources(state), sinks: models.sinks(state), barriers: models.barriers(state), usages: models.usages(state), acts: models.acts(state, 2), makers: models.makers(state) };
      if (Object.values(said).some((list) => list.length > 0)) yield `node ${node} ${JSON.stringify(said)}`;
      if (models.awaited(state) !== state) yield `promise ${node}`;
    }
  }
  for (let call = 0; call < module.flow.calls.count; call++) {
    for (const target of targetsOf(linker, module, call)) {
      if (target.kind !== "library") continue;
      const { effects, maker } = target;
      const holds = effects.sinks.map((sink) => (holdsAt(context, { module, call }, sink, [], maker) ? 1 : 0)).join("");
      yield `call ${call} ${JSON.stringify(effects)} made ${maker?.call ?? "-"} holds ${holds}`;
    }
  }
  // What calling a handed-over value does: of the callbacks and the elements of arrays that a library takes.
  for (let call = 0; call < module.flow.calls.count; call++) {
    const arity = linker.arity({ module, call });
    const callee = linker.state(module, module.flow.calls.callee[call] ?? -1);
    for (let at = 0; at < arity; at++) {
      const given = models.argument(callee, at, arity);
      const acts = [...models.acts(given, 2), ...models.acts(models.element(given), 2)];
      if (acts.length > 0) yield `handed ${call} ${at} ${JSON.stringify(acts)}`;
    }
  }
  for (let fn = 0; fn < module.flow.functions.length; fn++) {
    for (const role of rolesOf(linker, module, fn)) yield `role ${fn} ${JSON.stringify({ acts: models.acts(role, 2), returns: models.sinkPlaces(models.returned(role, 0, false)) })}`;
    for (const [index, { type }] of (module.flow.functions[fn]?.params ?? []).entries()) {
      if (type !== null && isVouching(context, module, type)) yield `type ${fn} ${index}`;
    }
    for (const seed of seedsOfFunction(context, module, fn, SOURCES)) yield `seed ${seed.node} ${seed.path.join(".")} ${seed.kind}`;
  }
}
