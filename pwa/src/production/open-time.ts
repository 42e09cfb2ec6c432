/**
 * How long a lot may be used once it is mixed or opened (C25). Mirrors backend/production/rules/open_time.py, as far as
 * this device was told; what another device has not sent yet is judged by the server when it comes.
 */

import type { Envelope } from "../entries/envelope.ts";
import type { LotOpeningRow } from "../entries/floor-rows.ts";
import type { Change, Lookup } from "../sync/view.ts";
import { type Finding, found, type Occasion } from "./finding.ts";
import type { Place } from "./subject.ts";

const MINUTE_MS = 60_000;

/** Until when a lot may be used, were it used now (ms); null: as long as it lives. */
export function openUntil(rows: Lookup, lot: string, atMs: number): number | null {
  const minutes = minutesOf(rows, rows.get("lot", [lot])?.row.item ?? "");
  const opening = rows.get("lot_opening", [lot])?.row;
  return minutes === null ? null : begunAt(opening, atMs) + minutes * MINUTE_MS;
}

function minutesOf(rows: Lookup, item: string): number | null {
  return rows.get("item", [item])?.row.open_minutes ?? null;
}

/** The last opening before it, else the first use. */
function begunAt(opening: LotOpeningRow | undefined, atMs: number): number {
  const before = (opening?.said ?? [])
    .map((each) => Date.parse(each))
    .filter((each) => each <= atMs);
  if (before.length > 0) {
    return Math.max(...before);
  }
  return opening?.used_at == null ? atMs : Math.min(Date.parse(opening.used_at), atMs);
}

export function openTooLong(rows: Lookup, place: Place, lot: string, on: Occasion): Finding[] {
  const until = openUntil(rows, lot, on.atMs);
  if (until === null || on.atMs <= until) {
    return [];
  }
  const minutes = minutesOf(rows, rows.get("lot", [lot])?.row.item ?? "") ?? 0;
  const since = new Date(until - minutes * MINUTE_MS).toISOString();
  const detail = { input: lot, since, minutes: String(minutes) };
  return [found(place, "COMPONENT_OPEN_TOO_LONG", detail)];
}

/** How a lot came to be open: its first component went in, a container was opened, or it was used. */
type Beginning = "mixed" | "opened" | "used";

/** A lot of an item with an open time is open since this record. */
export function openingChange(
  rows: Lookup,
  { clock, site }: Envelope,
  lot: string | null,
  item: string,
  by: Beginning,
): Change[] {
  if (lot === null || minutesOf(rows, item) === null) {
    return [];
  }
  const known = rows.get("lot_opening", [lot])?.row ?? { lot, site, said: [], used_at: null };
  const at = Date.parse(clock.wall);
  const first = by === "mixed" ? (known.said[0] ?? null) : known.used_at;
  if (by !== "opened" && first !== null && Date.parse(first) <= at) {
    return [];
  }
  const row =
    by === "used"
      ? { ...known, used_at: clock.wall }
      : { ...known, said: [...known.said, clock.wall] };
  return [{ kind: "lot_opening", key: [lot], row }];
}
