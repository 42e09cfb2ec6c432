/**
 * What a scan is as a component: one of the company's lots, or a unit. Null: it names neither.
 */

import { balancesOfLot } from "../entries/on-hand.ts";
import type { Reading } from "../scan/resolve.ts";
import { compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import type { Input } from "./bodies.ts";
import { allowedItems, type Place } from "./subject.ts";

type Named = Omit<Input, "location">;

export function inputOf(rows: Lookup, reading: Reading, place: Place): Input | null {
  const named = namedBy(rows, reading, place);
  return named === null ? null : { ...named, location: onlyPlace(rows, named.lot) };
}

/** Where a lot stands, if it stands in one place only. */
export function onlyPlace(rows: Lookup, lot: string | null): string | null {
  const stock = lot === null ? [] : balancesOfLot(rows, lot);
  const [only, ...others] = stock.filter(({ quantity }) => compareDecimals(quantity, "0") > 0);
  return only !== undefined && others.length === 0 ? only.location : null;
}

function namedBy(rows: Lookup, reading: Reading, place: Place): Named | null {
  switch (reading.is) {
    case "lot":
      return { lot: reading.number, item: reading.row?.item ?? null, serial: null };
    case "unit":
      return { lot: null, item: reading.row.item, serial: reading.row.serial };
    case "supplier_lot":
      return lotOf(reading.lots, place);
    case "product":
      return productInput(rows, reading, place);
    case "text":
      return serialOf(reading.text, place);
    default:
      return null;
  }
}

function lotOf(lots: readonly { number: string; item: string }[], place: Place): Named | null {
  const allowed = allowedItems(place);
  const fitting = lots.filter(({ item }) => allowed?.has(item) === true);
  const [only, ...others] = fitting.length > 0 ? fitting : lots;
  const clear = only !== undefined && others.length === 0;
  return clear ? { lot: only.number, item: only.item, serial: null } : null;
}

function productInput(
  rows: Lookup,
  { identity, item }: Extract<Reading, { is: "product" }>,
  place: Place,
): Named | null {
  const serials = place.step?.components.filter(({ scan }) => scan === "serial") ?? [];
  const wanted = serials.find((component) => component.item === item?.number) ?? null;
  if (identity.serial !== null && (wanted !== null || identity.lot === null)) {
    const named = item?.number ?? serials[0]?.item ?? null;
    return named === null ? null : { lot: null, item: named, serial: identity.serial };
  }
  const lots = rows.find("lot", "supplier_lot", identity.lot ?? "").map(({ row }) => row);
  return lotOf(item === null ? lots : lots.filter((lot) => lot.item === item.number), place);
}

/** A bare serial that nothing here knows, where the step takes one component by its serial. */
function serialOf(text: string, place: Place): Named | null {
  const [only, ...others] = place.step?.components.filter(({ scan }) => scan === "serial") ?? [];
  const clear = only !== undefined && others.length === 0;
  return clear ? { lot: null, item: only.item, serial: text } : null;
}
