/**
 * What is in stock by lot and place, added up exactly; a sum below zero is shown as it is.
 */

import { addDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import type { LoadHoldRow } from "./floor-rows.ts";
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

/** An open hold, and the lot or load that it is on. */
export interface HoldOn {
  readonly held: string;
  readonly hold: HoldRow | LoadHoldRow;
}

/** The open holds on a lot and on everything that flowed into it, its own first: it is held while there is one. */
export function upstreamHolds(rows: Lookup, lot: string): readonly HoldOn[] {
  const found: HoldOn[] = [];
  const lots = new Set([lot]);
  const loads = new Set<string>();
  for (const held of lots) {
    found.push(...openHolds(rows, held).map((hold) => ({ held, hold })));
    const sources = rows.get("lot_sources", [held])?.row;
    for (const each of sources?.lots ?? []) lots.add(each);
    for (const each of sources?.loads ?? []) loads.add(each);
  }
  for (const held of loads) {
    const open = rows.find("load_hold", "load", held).filter(({ row }) => row.lifted_at === null);
    found.push(...open.map(({ row }) => ({ held, hold: row })));
  }
  return found;
}
