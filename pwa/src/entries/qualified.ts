/**
 * Whether a person is trained for a step at a moment, as the server judges it (backend/people/rules/training.py);
 * tests/vectors/production/means.json runs on both.
 */

import type { Lookup } from "../sync/view.ts";
import { factoryDay } from "./factory-day.ts";
import type { TrainingRow } from "./training-rows.ts";

/** Trained, at that moment, in a revision of the skill's document that counted then. */
export function isQualified(rows: Lookup, person: string, skill: string, atMs: number): boolean {
  const known = rows.get("skill", [skill])?.row;
  if (known === undefined) {
    return false;
  }
  const day = factoryDay(atMs);
  const counting = new Set<string | null>([known.revision]);
  if (day < known.effective_from) {
    counting.add(known.revision_before);
  }
  return rows
    .find("training", "holder", `${person}|${skill}`)
    .some(({ row }) => counting.has(row.revision) && isCounted(row, atMs, day));
}

/** Given, neither ended nor revoked. It ends with its last day at the factory, and is revoked from that moment on. */
function isCounted(
  { qualified_at, revoked_at, valid_to }: TrainingRow,
  atMs: number,
  day: string,
): boolean {
  const given = qualified_at !== null && Date.parse(qualified_at) <= atMs;
  const revoked = revoked_at !== null && Date.parse(revoked_at) <= atMs;
  return given && !revoked && (valid_to === null || day <= valid_to);
}
