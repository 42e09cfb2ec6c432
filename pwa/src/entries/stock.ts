/**
 * Quantities and balances as every reducer works them out, so that receiving and moving agree.
 */
import { addDecimals, multiplyDecimal } from "../sync/decimal.ts";
import type { Change, Lookup } from "../sync/view.ts";
import type { Quantity } from "./bodies.ts";

/** A quantity in the item's base unit; unchanged when the item or the conversion is unknown here. */
export function toBaseQuantity(rows: Lookup, item: string, quantity: Quantity): Quantity {
  const known = rows.get("item", [item])?.row;
  if (known === undefined || known.unit === quantity.unit) return quantity;
  const conversion = known.conversions[quantity.unit];
  if (conversion === undefined) return quantity;
  const [numerator, denominator] = conversion;
  return { unit: known.unit, value: multiplyDecimal(quantity.value, numerator, denominator) };
}

/** The balance of a lot at a place after adding a quantity (negative to take); it may go below zero. */
export function changedBalance(
  rows: Lookup,
  place: { site: string; lot: string; location: string },
  quantity: Quantity,
): Change {
  const key = [place.lot, place.location];
  const old = rows.get("balance", key)?.row;
  const row = {
    lot: place.lot,
    site: place.site,
    location: place.location,
    quantity: addDecimals(old?.quantity ?? "0", quantity.value),
    unit: old?.unit ?? quantity.unit,
  };
  return { kind: "balance", key, row };
}
