/**
 * Loads that are one load, and why a place is the wrong one, in words.
 */

import type { Quantity } from "../../entries/bodies.ts";
import { addDecimals } from "../../sync/decimal.ts";
import { lotWords } from "../../ui/i18n/lot/catalogue.ts";
import { moveWords } from "../../ui/i18n/move/catalogue.ts";
import type { Finding, Load } from "../../warehouse/move.ts";

export function wrongPlace({ status = "", type = "" }: Finding["detail"]): string {
  const words = lotWords();
  const state =
    status in words.lotStatus ? words.lotStatus[status as keyof typeof words.lotStatus]() : status;
  const place = type in words.place ? words.place[type as keyof typeof words.place]() : type;
  return moveWords().notAllowedWhy(state, place);
}

/** A second pack of the same lot adds to the first; the whole lot stays the whole lot. */
export function merged(load: Load, loads: readonly Load[]): Load {
  const before = loads.find((other) => other.lot === load.lot);
  if (before === undefined || load.whole || before.whole) {
    return load;
  }
  const value = addSame(before.quantity, load.quantity);
  return value === null
    ? load
    : { ...load, quantity: value, scans: [...before.scans, ...load.scans] };
}

function addSame(one: Quantity, other: Quantity): Quantity | null {
  return one.unit === other.unit
    ? { unit: one.unit, value: addDecimals(one.value, other.value) }
    : null;
}
