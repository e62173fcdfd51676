/** What a library does to a value at a place of a call: the sinks there, and what a step through it leaves proven. */
import { ANY, ELEMENT } from "../../../models/model.js";
import type { PathId } from "../../facts/paths.js";
import { ALL, compose, type Proofs } from "../../facts/proofs.js";
import type { Passage } from "../../facts/summary.js";
import { sinkAt } from "../../facts/ways.js";
import type { Site } from "../../program/entity.js";
import type { LibraryTarget } from "../../program/target.js";
import { holdsAt } from "../../rows/conditions.js";
import { redactedAt } from "../../rows/redaction.js";
import type { Pass } from "./pass.js";
import { arrivesAt, startsWith } from "./places.js";

/** What the rows prove of a value at a place of the call. */
export function provenAt(pass: Pass, site: Site, { effects: { barriers }, maker }: LibraryTarget, at: number, path: PathId, before: Proofs): Proofs {
  const { models } = pass.run.explorer;
  let proofs = before;
  for (const barrier of barriers) {
    if (barrier.at === at && startsWith(pass, path, barrier.path) && holdsAt(models, site, barrier, models.paths.elements(path).slice(barrier.path.length), maker)) proofs = compose(proofs, { keep: ALL, set: models.bits.bit(barrier.kind) });
  }
  return proofs;
}

export function sinksAt(pass: Pass, site: Site, library: LibraryTarget, at: number, path: PathId, before: Proofs, through: readonly Passage[]): void {
  const { run, fact } = pass;
  const { models } = run.explorer;
  const { effects, maker } = library;
  if (effects.sinks.length === 0) return;
  let proofs = provenAt(pass, site, library, at, path, before);
  if (at >= 0 && effects.sinks.some((sink) => sink.at === at && models.vocabulary.deepSinks.has(sink.kind))) {
    const redacted = redactedAt(models, site, maker, at, models.paths.elements(path));
    if (redacted !== "no") proofs = compose(proofs, { keep: ALL, set: models.bits.bit(redacted === "whole" ? "redacted" : "fields-redacted") });
  }
  for (const sink of effects.sinks) {
    if (sink.at !== at) continue;
    if (!arrivesAt(run, sink.path, path, models.vocabulary.deepSinks.has(sink.kind))) continue;
    if (!holdsAt(models, site, sink, models.paths.elements(path).slice(sink.path.filter((content) => content !== ANY && content !== ELEMENT).length), maker)) continue;
    const reached = sinkAt(sink.kind, site.module, site.call, at);
    const entry = site.module === run.module ? null : pass.call;
    const { keep, set } = proofs;
    if (run.hits.get({ sink: reached, path, entry, keep, set }) === undefined) run.hit({ sink: reached, path, entry, keep, set, inner: null }, fact, pass.use, through);
  }
}

/** The proofs of a value after a step of a kind of summary. */
export function transfer(pass: Pass, kind: string, proofs: Proofs): Proofs {
  const { models } = pass.run.explorer;
  switch (kind) {
    case "text":
      return compose(proofs, { keep: ~models.typeBits, set: models.textBit });
    case "start":
      return compose(proofs, { keep: ALL, set: models.textBit });
    case "taint":
      return compose(proofs, { keep: ~models.typeBits, set: 0 });
    case "parse":
      return compose(proofs, { keep: models.thrownBit, set: 0 });
    default:
      return proofs;
  }
}
