/**
 * What pending records of sterilisation loads show on the device: the load, what stands in it and its indicators.
 * Mirrors backend/production/apply/loads.py for what a device can record.
 */

import type {
  AdvanceLoadBody,
  OpenLoadBody,
  PutInLoadBody,
  RecordIndicatorBody,
  TakeFromLoadBody,
} from "../entries/bodies.ts";
import type { Envelope } from "../entries/envelope.ts";
import type { LoadIndicatorRow, LoadMemberRow, LoadRow } from "../entries/load-rows.ts";
import { toBaseQuantity } from "../entries/stock.ts";
import { addDecimals, compareDecimals, negateDecimal } from "../sync/decimal.ts";
import type { Change, Lookup, Reducer } from "../sync/view.ts";

/** The load with whoever worked on it, and with more. */
function worked(load: LoadRow, { auth }: Envelope, more: Partial<LoadRow> = {}): Change {
  const people = [...new Set([...load.people, auth.badge])];
  return { kind: "load", key: [load.number], row: { ...load, people, ...more } };
}

function loadOf(rows: Lookup, number: string): LoadRow | undefined {
  return rows.get("load", [number])?.row;
}

export const openLoad: Reducer = (rows, entry) => {
  const { load, ...body } = entry.body as unknown as OpenLoadBody;
  const begun = { number: load, ...body, site: entry.site, opened_at: entry.clock.wall };
  const empty = { observed: [], failed: [], people: [], closed_at: null, decided_by: null };
  const row = { ...begun, ...empty, status: "building", decided_at: null, reason: null };
  return loadOf(rows, load) === undefined ? [worked(row, entry)] : [];
};

export const putInLoad: Reducer = (rows, entry) => {
  const { container, load, lot, position, quantity } = entry.body as unknown as PutInLoadBody;
  const known = loadOf(rows, load);
  const { value, unit } = toBaseQuantity(rows, rows.get("lot", [lot])?.row.item ?? "", quantity);
  if (known === undefined || compareDecimals(value, "0") <= 0 || boxIn(rows, load, container)) {
    return [];
  }
  const late = known.status !== "building";
  const there = rows.get("load_member", [load, lot, position])?.row;
  const row: LoadMemberRow = {
    ...(there ?? { load, lot, position, site: known.site, unit }),
    quantity: addDecimals(there?.quantity ?? "0", value),
    late: late || there?.late === true,
    boxes: [
      ...(there?.boxes ?? []),
      ...(container === null ? [] : [{ container, quantity: value }]),
    ],
  };
  return [{ kind: "load_member", key: [load, lot, position], row }, worked(known, entry)];
};

/** Where a box stands in a load; null where it does not, or none was scanned. */
export function boxIn(rows: Lookup, load: string, container: string | null): LoadMemberRow | null {
  const members = container === null ? [] : rows.find("load_member", "load", load);
  const holds = ({ boxes = [] }: LoadMemberRow): boolean =>
    boxes.some((box) => box.container === container);
  return members.map(({ row }) => row).find(holds) ?? null;
}

export const takeFromLoad: Reducer = (rows, entry) => {
  const { container, load, lot, position } = entry.body as unknown as TakeFromLoadBody;
  const known = loadOf(rows, load);
  const key = [load, lot, position];
  const there = rows.get("load_member", key)?.row;
  const frozen = known?.status !== "building" && there?.late !== true;
  if (known === undefined || there === undefined || frozen) {
    return [];
  }
  const out = (there.boxes ?? []).filter((box) => box.container === container);
  const quantity = out.reduce(
    (sum, box) => addDecimals(sum, negateDecimal(box.quantity)),
    there.quantity,
  );
  const boxes = (there.boxes ?? []).filter((box) => box.container !== container);
  const gone = container === null || compareDecimals(quantity, "0") <= 0;
  const row = gone ? null : { ...there, quantity, boxes };
  return [{ kind: "load_member", key, row }, worked(known, entry)];
};

export const advanceLoad: Reducer = (rows, entry) => {
  const { load, phase } = entry.body as unknown as AdvanceLoadBody;
  const known = loadOf(rows, load);
  const closed_at = known?.closed_at ?? entry.clock.wall;
  return known === undefined || known.decided_at !== null
    ? []
    : [worked(known, entry, { status: phase, closed_at })];
};

/** Indicators are placed on the floor; they are read at the desk. */
export const recordIndicator: Reducer = (rows, entry) => {
  const { act, indicator, kind, load, position } = entry.body as unknown as RecordIndicatorBody;
  const known = loadOf(rows, load);
  const there = rows.get("load_indicator", [load, indicator])?.row;
  if (known === undefined || act !== "placed" || (there !== undefined && there.kind !== kind)) {
    return [];
  }
  const unread = { incubated_at: null, result: null, read_at: null };
  const row: LoadIndicatorRow = {
    ...(there ?? { load, indicator, kind, site: known.site, ...unread }),
    position,
    placed_at: entry.clock.wall,
  };
  return [{ kind: "load_indicator", key: [load, indicator], row }, worked(known, entry)];
};
