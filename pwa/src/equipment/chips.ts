/**
 * How a machine or gauge stands, in shapes and words: why it is not to be used, what falls due soon, or that it is ready.
 */

import { type Unready, unready } from "../entries/equipment-ready.ts";
import type { EquipmentRow } from "../entries/equipment-rows.ts";
import { e } from "../ui/i18n/equipment/catalogue.ts";
import type { Status } from "../ui/status.ts";
import { type Due, duesOf, type Standing } from "./due.ts";

interface Chip {
  readonly status: Status;
  readonly label: string;
}

const STATUS: Readonly<Record<Unready, Status>> = {
  retired: "stop",
  not_qualified: "provisional",
  out_of_tolerance: "stop",
  not_calibrated: "stop",
  calibration_lapsed: "stop",
  maintenance_due: "warn",
  not_clean: "warn",
};

export const STANDING_STATUS: Readonly<Record<Standing, Status>> = {
  overdue: "stop",
  week: "warn",
  month: "provisional",
  later: "ok",
};

export function pieceChips(piece: EquipmentRow, nowMs: number): readonly Chip[] {
  const reasons = unready(piece, nowMs);
  if (reasons.length > 0) {
    return reasons.map((reason) => reasonChip(piece, reason));
  }
  const soon = dueSoon(piece, nowMs);
  return soon.length > 0
    ? soon.map((label) => ({ status: "warn", label }))
    : [{ status: "ok", label: e().ready() }];
}

export function reasonChip({ status }: EquipmentRow, reason: Unready): Chip {
  const words = e().unready;
  return reason === "not_qualified" && status === "out_of_service"
    ? { status: "hold", label: words.out_of_service() }
    : { status: STATUS[reason], label: words[reason]() };
}

/** What falls due within a week, in words; a cleaning that counts for days is pressing only on its last one. */
export function dueSoon(piece: EquipmentRow, nowMs: number): readonly string[] {
  return duesOf(piece, nowMs)
    .filter(({ standing }) => standing === "week")
    .filter(({ duty, daysLeft }) => duty !== "cleaning" || (daysLeft ?? 0) <= 1)
    .map(({ duty, daysLeft }) => e().dueSoon(e().duty[duty](), daysLeft ?? 0));
}

/** "in 5 days", "3 days late", "never done". */
export function whenDue({ daysLeft, standing, wrong }: Due): string {
  if (wrong) {
    return e().unready.out_of_tolerance();
  }
  if (daysLeft === null) {
    return e().neverDone();
  }
  return standing === "overdue" ? e().daysOver(-daysLeft) : e().daysLeft(daysLeft);
}
