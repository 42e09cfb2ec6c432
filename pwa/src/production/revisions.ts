/**
 * Work by a revision that was stopped since (C05). Mirrors backend/production/rules/revisions.py; what the device knows
 * of it is what it was last told.
 */

import type { ProcessStopRow } from "../entries/floor-rows.ts";
import type { Lookup } from "../sync/view.ts";
import { type Finding, found, type Occasion } from "./finding.ts";
import type { Place } from "./subject.ts";

/** What a step that begins now is stopped by. */
export function stoppedBefore(rows: Lookup, place: Place, on: Occasion): Finding[] {
  const stop = place.run === null ? stopOf(rows, place, on) : null;
  return stop === null ? [] : [told(place, stop)];
}

/** What a step that is going on has been stopped by since it began. */
export function stoppedSince(rows: Lookup, place: Place, on: Occasion): Finding[] {
  const began = place.run === null ? null : Date.parse(place.run.started_at);
  const stop = began === null ? null : stopOf(rows, place, on);
  const before = began === null || stop === null || Date.parse(stop.approved_at) <= began;
  return before ? [] : [told(place, stop)];
}

/** The first revision approved since the order's release, to hold at once, before this was done. */
function stopOf(rows: Lookup, { order }: Place, { atMs }: Occasion): ProcessStopRow | null {
  if (order === null) {
    return null;
  }
  const bound = { routing: order.routing_revision, structure: order.structure_revision };
  const since =
    order.released_at === null ? Number.NEGATIVE_INFINITY : Date.parse(order.released_at);
  const [first] = rows
    .find("process_stop", "item", order.item)
    .map(({ row }) => row)
    .filter(({ kind, revision }) => revision !== bound[kind])
    .filter(({ approved_at }) => {
      const approved = Date.parse(approved_at);
      return since <= approved && approved <= atMs;
    })
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return first ?? null;
}

function nameOf({ kind, revision }: ProcessStopRow): string {
  return `${kind} ${revision}`;
}

function told(place: Place, { approved_at, kind, revision }: ProcessStopRow): Finding {
  const { routing_revision = "", structure_revision = "" } = place.order ?? {};
  const bound = kind === "routing" ? routing_revision : structure_revision;
  const detail = { found: bound, expected: revision, at: approved_at };
  return found(place, "STEP_BY_STOPPED_REVISION", detail);
}
