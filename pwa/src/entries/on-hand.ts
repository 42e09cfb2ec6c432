/**
 * What is in stock by lot and place, added up exactly; a sum below zero is shown as it is.
 */

import { addDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import type { BalanceRow, HoldRow } from "./rows.ts";

export interface Amount {
  readonly value: string;
  readonly unit: string;
}

export function sumOf(balances: readonly BalanceRow[], unit: string): Amount {
  const value = balances.reduce((sum, { quantity }) => addDecimals(sum, quantity), "0");
  return { value, unit: balances[0]?.unit ?? unit };
}

export function balancesOfLot(rows: Lookup, lot: string): readonly BalanceRow[] {
  return rows.find("balance", "lot", lot).map(({ row }) => row);
}

/** All that is left of a lot, in the base unit of its item. */
export function onHand(rows: Lookup, lot: string): Amount {
  const item = rows.get("lot", [lot])?.row.item ?? "";
  const unit = rows.get("item", [item])?.row.unit ?? "";
  return sumOf(balancesOfLot(rows, lot), unit);
}

export function openHolds(rows: Lookup, lot: string): readonly HoldRow[] {
  return rows
    .find("hold", "lot", lot)
    .map(({ row }) => row)
    .filter(({ lifted_at }) => lifted_at === null);
}
