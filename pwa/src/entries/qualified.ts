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

export interface Untrained {
  readonly why: "missing" | "assigned" | "expired" | "revoked" | "superseded";
  /** The last day, the day of the revocation, or the revision that counts; "" where there is none. */
  readonly about: string;
}

/** Why a person who is not qualified is not, by the training they were given last. */
export function whyUntrained(rows: Lookup, person: string, skill: string, atMs: number): Untrained {
  const held = rows.find("training", "holder", `${person}|${skill}`).map(({ row }) => row);
  const given = held.flatMap((row) =>
    row.qualified_at !== null && Date.parse(row.qualified_at) <= atMs
      ? [{ row, at: Date.parse(row.qualified_at) }]
      : [],
  );
  const [last] = given.toSorted((a, b) => b.at - a.at);
  if (last === undefined) {
    return { why: held.length === 0 ? "missing" : "assigned", about: "" };
  }
  const { revoked_at, valid_to } = last.row;
  if (revoked_at !== null && Date.parse(revoked_at) <= atMs) {
    return { why: "revoked", about: factoryDay(Date.parse(revoked_at)) };
  }
  if (valid_to !== null && factoryDay(atMs) > valid_to) {
    return { why: "expired", about: valid_to };
  }
  return { why: "superseded", about: rows.get("skill", [skill])?.row.revision ?? "" };
}
