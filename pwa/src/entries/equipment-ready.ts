/**
 * Whether a machine or gauge may be used at a moment, as the server judges it (backend/equipment/rules/readiness.py);
 * tests/vectors/equipment runs on both.
 */

import type { EquipmentRow } from "./equipment-rows.ts";
import { factoryDay } from "./factory-day.ts";

export type Unready =
  | "retired"
  | "not_qualified"
  | "out_of_tolerance"
  | "not_calibrated"
  | "calibration_lapsed"
  | "maintenance_due"
  | "not_clean";

const HOUR_MS = 3_600_000;

/** Every reason why it is not to be used; none: it is ready. A due date counts to the end of its day at the factory. */
export function unready(piece: EquipmentRow, atMs: number): readonly Unready[] {
  if (piece.status === "retired") {
    return ["retired"];
  }
  const day = factoryDay(atMs);
  const found: Unready[] = piece.status === "qualified" ? [] : ["not_qualified"];
  if (piece.out_of_tolerance_at !== null) {
    found.push("out_of_tolerance");
  } else if (piece.calibration_days !== null && piece.calibrated_at === null) {
    found.push("not_calibrated");
  } else if (piece.calibration_due !== null && day > piece.calibration_due) {
    found.push("calibration_lapsed");
  }
  const { maintenance_days, maintenance_due, cleaning_hours } = piece;
  if (maintenance_days !== null && (maintenance_due === null || day > maintenance_due)) {
    found.push("maintenance_due");
  }
  if (cleaning_hours !== null && !(atMs <= (cleanUntilMs(piece) ?? Number.NEGATIVE_INFINITY))) {
    found.push("not_clean");
  }
  return found;
}

/** The moment to which its last cleaning counts; null: it is not clean, or nobody asks for it. */
export function cleanUntilMs({ cleaned_at, cleaning_hours }: EquipmentRow): number | null {
  return cleaned_at === null || cleaning_hours === null
    ? null
    : Date.parse(cleaned_at) + cleaning_hours * HOUR_MS;
}
