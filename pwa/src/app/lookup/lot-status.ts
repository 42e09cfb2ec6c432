/** How a lot stands, in one status: a hold wins over the state, for it is what stops the hand. */

import type { UnitRow } from "../../entries/floor-rows.ts";
import { upstreamHolds } from "../../entries/on-hand.ts";
import type { LotRow } from "../../entries/rows.ts";
import type { Lookup } from "../../sync/view.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { lotWords } from "../../ui/i18n/lot/catalogue.ts";
import { traceWords } from "../../ui/i18n/trace/catalogue.ts";
import type { Status } from "../../ui/status.ts";

const STATUS: Readonly<Record<string, Status>> = {
  created: "provisional",
  quarantine: "quarantine",
  inspecting: "quarantine",
  released: "ok",
  conditional: "warn",
  rejected: "stop",
  depleted: "provisional",
  expired: "stop",
};

export function lotStatus(
  rows: Lookup,
  lot: LotRow,
): { readonly status: Status; readonly label: string } {
  if (upstreamHolds(rows, lot.number).length > 0) {
    return { status: "hold", label: t().status.hold() };
  }
  return stateOf(lot);
}

export function stateOf(lot: LotRow): { readonly status: Status; readonly label: string } {
  const words = lotWords().lotStatus;
  const word = lot.status in words ? words[lot.status as keyof typeof words]() : lot.status;
  return { status: STATUS[lot.status] ?? "provisional", label: word };
}

/** The word for the state of a lot or a unit; "" for none. */
export function stateWord(status: string): string {
  const words = { ...traceWords().unitStatus, ...lotWords().lotStatus };
  return status in words ? words[status as keyof typeof words]() : status;
}

const UNIT_STATUS: Readonly<Record<string, Status>> = {
  released: "ok",
  returned: "warn",
  rework: "warn",
  scrapped: "stop",
  void: "stop",
};

export function unitStatus(unit: UnitRow): { readonly status: Status; readonly label: string } {
  return unit.holds.length > 0
    ? { status: "hold", label: t().status.hold() }
    : { status: UNIT_STATUS[unit.status] ?? "provisional", label: stateWord(unit.status) };
}
