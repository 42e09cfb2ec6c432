/**
 * What pending entries do to lots, balances and holds on the device, until the server has said it.
 */
import type { PlaceHoldBody, Quantity } from "../entries/bodies.ts";
import { addDecimals, multiplyDecimal } from "../sync/decimal.ts";
import type { Change, Lookup, Reducer } from "../sync/view.ts";

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

export const placeHold: Reducer = (_rows, entry) => {
  const body = entry.body as unknown as PlaceHoldBody;
  const row = {
    id: entry.id,
    site: entry.site,
    lot: body.lot,
    reason_code: body.reason_code,
    text: body.text,
    placed_by: entry.auth.badge,
    placed_at: entry.clock.wall,
    source: entry.id,
    lifted_at: null,
    lifted_by: null,
  };
  return [{ kind: "hold", key: [entry.id], row }];
};
