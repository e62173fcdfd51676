/** What branches and completed calls prove of a value. */
import { GuardOp, Node, type Guard } from "../../compile/index.js";
import { EMPTY } from "../facts/paths.js";
import { ALL, compose, NO_CHANGE, type Proofs } from "../facts/proofs.js";
import type { Use } from "../facts/recording.js";
import { NO_PASSAGES, type Fact } from "../facts/summary.js";
import { outWay } from "../facts/ways.js";
import { superclasses } from "../link/superclasses.js";
import { targetsOf } from "../link/targets.js";
import type { Entity } from "../program/entity.js";
import { barrierBits } from "../rows/barrier-bits.js";
import { guardHolds, type Told } from "../rows/conditions.js";
import type { Models } from "../rows/context.js";
import { schemaProofs } from "../rows/schemas.js";
import { predicateProofs } from "../rows/type-proofs.js";
import { characterBits } from "./characters.js";
import type { Exploration } from "./exploration.js";

const proves = (bits: number): Proofs => (bits === 0 ? NO_CHANGE : { keep: ALL, set: bits });

/** What a guard tells of a fact; `null`: the value does not get here (or got here through a called function's own checks). */
export function guardProofs(run: Exploration, fact: Fact, guard: Guard, to: number, use: Use): Proofs | null {
  const { models } = run.explorer;
  switch (guard.op) {
    case GuardOp.Falsy:
      return null;
    case GuardOp.Equal:
    case GuardOp.In:
      // Equal to a value that the program knows: no longer the caller's choice. A secret stays one.
      return fact.path === EMPTY && run.start.deep ? null : NO_CHANGE;
    case GuardOp.Typeof:
      return fact.path === EMPTY ? proves(typeBits(run, guard.text)) : guard.text === "object" || guard.text === "function" ? NO_CHANGE : null;
    case GuardOp.NotEqual:
      return fact.path === EMPTY ? proves(characterBits(models, run.module, to, guard.operand)) : NO_CHANGE;
    case GuardOp.Below:
    case GuardOp.NotTypeof:
    case GuardOp.NotInstanceOf:
      return NO_CHANGE;
    case GuardOp.InstanceOf: {
      let bits = 0;
      for (const item of models.linker.of(run.module, guard.operand)) bits |= classBits(models, item, 0);
      return proves(bits);
    }
    case GuardOp.CallTrue:
    case GuardOp.CallFalse: {
      const { passes, proofs } = refineThroughCall(run, fact, guard.call, guard.argument, guard.op === GuardOp.CallTrue ? "true" : "false", to, use, guard.path);
      return passes ? proofs : null;
    }
  }
}

/** Classes above one another that are looked at. */
const HEIGHT = 6;

/** What being an instance of a class proves: by the library that made it, or by what of a library it extends. */
function classBits(models: Models, item: Entity, height: number): number {
  const { linker } = models;
  let found = 0;
  if (item.kind === "library") {
    const { models: index } = linker;
    const state = height === 0 ? index.instance(item.state) : index.join(index.instance(item.state), index.subclass(item.state));
    found |= barrierBits(models, state);
  } else if (item.kind === "class" && height < HEIGHT) {
    for (const parent of superclasses(linker, item.module, item.cls)) found |= classBits(models, parent, height + 1);
  }
  return found;
}

function typeBits(run: Exploration, type: string): number {
  const { bits } = run.explorer.models;
  if (type === "string") return bits.bit("text");
  return type === "object" || type === "function" || type === "symbol" ? 0 : bits.bit("number");
}

/**
 * The value after a call that took it. A function of the project lets it through its own checks: those facts are brought to
 * `to` here, and `passes` is false. `out`: the call completed; `true`, `false`: and its result (or the part `path` of it) was so.
 */
export function refineThroughCall(run: Exploration, fact: Fact, call: number, argument: number, mode: Told, to: number, use: Use, path: readonly string[] = []): { passes: boolean; proofs: Proofs } {
  const { explorer, module } = run;
  const { models } = explorer;
  const site = { module, call };
  let bits = 0;
  let passes = true;
  let checked = false;
  for (const target of targetsOf(models.linker, module, call)) {
    if (target.kind === "library") {
      for (const guard of target.effects.guards) {
        if (guardHolds(models, site, guard, argument, mode, path)) bits |= models.bits.bit(guard.kind);
      }
      if (mode === "out") {
        for (const check of target.effects.validations) {
          if (check.from.at === argument && check.to.at === argument && check.from.path.length === 0) bits |= schemaProofs(models, site, check.schema, models.paths.elements(fact.path));
        }
      }
      continue;
    }
    if (target.kind === "symbol") {
      checked = true;
      continue;
    }
    const info = target.module.flow.functions[target.fn];
    if (info === undefined) continue;
    const index = argument < 0 ? (target.self === "receiver" ? -1 : -2) : argument === 0 && target.self === "first" ? -1 : argument + target.offset;
    if (index < -1 || target.apply || (target.selfOnly && index >= 0)) continue;
    const outs = mode === "out" || path.length > 0 ? info.outs : mode === "true" ? info.outsTrue : info.outsFalse;
    const out = outs[index + 1] ?? -1;
    if (info.predicate !== null && info.predicate.param === index && (info.predicate.asserts ? mode === "out" : mode === "true")) bits |= predicateProofs(models, target.module, info.predicate.type);
    if (out < 0) {
      checked = true;
      continue;
    }
    const node = index < 0 ? info.thisNode : (info.params[index]?.node ?? -1);
    if (node < 0 || target.module.flow.nodeKind[out] === Node.Constant) continue;
    passes = false;
    const start = explorer.start(target.module, node, fact.path, run.start.deep);
    const kind = mode === "out" || path.length > 0 ? "out" : mode === "true" ? "out-true" : "out-false";
    const way = outWay(kind, index);
    for (const exit of start.exits.near(way)) if (exit.way === way) run.reach(to, exit.path, compose(compose(fact, exit), proves(bits)), fact, use, run.via(NO_PASSAGES, start, exit));
  }
  return { passes: passes || checked, proofs: proves(bits) };
}
