/**
 * What is being moved where, and what the server will say to it as far as this device can know.
 * Mirrors backend/warehouse/rules.py: the scan at the destination is evidence, the source may be in doubt.
 */

import type { MoveStockBody, Quantity, Scan } from "../entries/bodies.ts";
import { upstreamHolds } from "../entries/on-hand.ts";
import type { LocationRow, LotRow } from "../entries/rows.ts";
import { toBaseQuantity } from "../entries/stock.ts";
import { compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";

/** One lot on its way, or several as one container. */
export interface Load {
  readonly lot: string;
  /** Null: not clear from where; the server decides. */
  readonly from: string | null;
  readonly quantity: Quantity;
  /** All that the device knows of at `from`: said in words before it is moved. */
  readonly whole: boolean;
  readonly scans: readonly Scan[];
  /** SSCC or carton number when the load came by its container. */
  readonly container: string | null;
}

export interface Finding {
  readonly code: string;
  readonly detail: Readonly<Record<string, string>>;
}

export interface Stock {
  readonly location: string;
  readonly quantity: Quantity;
}

/** Places that hold the lot, as far as this device knows. */
export function stockOf(rows: Lookup, lot: string): readonly Stock[] {
  return rows
    .find("balance", "lot", lot)
    .map(({ row }) => row)
    .filter(({ quantity }) => compareDecimals(quantity, "0") > 0)
    .map(({ location, quantity, unit }) => ({ location, quantity: { unit, value: quantity } }))
    .toSorted((a, b) => a.location.localeCompare(b.location));
}

/** A lot's label without a quantity means all of it where it lies; two places leave the source open. */
export function loadOf(rows: Lookup, lot: string, scan: Scan, pack: Quantity | null): Load | null {
  const places = stockOf(rows, lot);
  const [only, ...others] = places;
  const source = others.length === 0 ? (only ?? null) : null;
  const from = source?.location ?? null;
  const base = { lot, from, scans: [scan], container: null };
  if (pack !== null) {
    return { ...base, quantity: pack, whole: false };
  }
  return source === null ? null : { ...base, quantity: source.quantity, whole: true };
}

/** Everything received under a carton number, as it was received. */
export function containerLoads(rows: Lookup, container: string, scan: Scan): readonly Load[] {
  return rows
    .all("receipt")
    .map(({ row }) => row)
    .filter(({ package_id, status }) => package_id === container && status !== "voided")
    .map((receipt) => {
      const quantity = { unit: receipt.unit, value: receipt.quantity };
      const from = stockOf(rows, receipt.lot)[0]?.location ?? null;
      return { lot: receipt.lot, from, quantity, whole: false, scans: [scan], container };
    });
}

export function moveBody(load: Load, to: string, place: Scan | null): MoveStockBody {
  const { from, lot, quantity } = load;
  return { from, lot, quantity, scans: place === null ? load.scans : [...load.scans, place], to };
}

/** The compensating move: the same goods, the other way. */
export function undoBody({ from, lot, quantity, to }: MoveStockBody): MoveStockBody | null {
  return from === null ? null : { from: to, lot, quantity, scans: [], to: from };
}

/** Which states of a lot belong in which type of location; a type that is not here takes any. */
const BELONGS: Readonly<Partial<Record<LocationRow["type"], readonly string[]>>> = {
  quarantine: ["created", "quarantine", "inspecting", "conditional", "released", "retest_due"],
  released: ["released", "conditional"],
  production: ["released", "conditional"],
  dispatch: ["released"],
  rejected: ["rejected", "expired", "returned", "scrapped", "rework"],
  returned: ["returned", "rejected", "quarantine"],
};

const HELD_MAY_GO_TO: readonly LocationRow["type"][] = ["quarantine", "rejected", "returned"];

/** Findings that stop the person before the goods are put down. */
export const STOPPING: ReadonlySet<string> = new Set(["LOCATION_NOT_ALLOWED", "HELD_LOT_MOVED"]);

export function adviceOnMove(rows: Lookup, body: MoveStockBody, site: string): Finding[] {
  const lot = rows.get("lot", [body.lot])?.row ?? null;
  const about = { lot: body.lot, location: body.to };
  const unknown = lot === null ? [{ code: "LOT_UNKNOWN", detail: about }] : [];
  const named = body.from === null ? [body.to] : [body.from, body.to];
  const closed = rows.get("location", [site, body.to])?.row.active === false;
  const strange = named
    .filter((code) => rows.get("location", [site, code]) === undefined)
    .map((location) => ({ code: "LOCATION_UNKNOWN", detail: { site, location } }));
  return [
    ...unknown,
    ...strange,
    ...(closed ? [{ code: "LOCATION_INACTIVE", detail: { site, location: body.to } }] : []),
    ...placeFindings(rows, body, lot, site),
    ...(lot === null ? [] : sourceFindings(rows, body, lot)),
  ];
}

function placeFindings(
  rows: Lookup,
  body: MoveStockBody,
  lot: LotRow | null,
  site: string,
): Finding[] {
  const target = rows.get("location", [site, body.to])?.row;
  if (lot === null || target === undefined) {
    return [];
  }
  const { type } = target;
  const detail = { lot: body.lot, location: body.to, type };
  if (BELONGS[type]?.includes(lot.status) === false) {
    return [{ code: "LOCATION_NOT_ALLOWED", detail: { ...detail, status: lot.status } }];
  }
  const held = upstreamHolds(rows, lot.number).length > 0 && !HELD_MAY_GO_TO.includes(type);
  return held ? [{ code: "HELD_LOT_MOVED", detail }] : [];
}

function sourceFindings(rows: Lookup, body: MoveStockBody, lot: LotRow): Finding[] {
  const amount = toBaseQuantity(rows, lot.item, body.quantity).value;
  const places = stockOf(rows, body.lot);
  const detail = { lot: body.lot, location: body.to };
  if (body.from !== null) {
    const held = places.find(({ location }) => location === body.from)?.quantity.value ?? "0";
    return compareDecimals(held, amount) >= 0
      ? []
      : [{ code: "NOT_IN_SOURCE_BIN", detail: { ...detail, source: body.from, found: held } }];
  }
  const [only, ...others] = places;
  const clear =
    only !== undefined && others.length === 0 && compareDecimals(only.quantity.value, amount) >= 0;
  const names = places.map(({ location }) => location).join(", ");
  return clear ? [] : [{ code: "SOURCE_UNCLEAR", detail: { ...detail, places: names || "-" } }];
}
