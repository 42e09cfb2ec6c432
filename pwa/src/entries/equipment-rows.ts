/**
 * A machine or gauge as the feed carries it, in the form of rows.ts: how it stands after everything recorded about it.
 */

import type { DefineEquipmentBody } from "./bodies.ts";

export interface EquipmentRow extends DefineEquipmentBody {
  readonly status: "installed" | "qualified" | "out_of_service" | "retired";
  readonly calibrated_at: string | null;
  /** That day included. */
  readonly calibration_due: string | null;
  /** Since when, until it is calibrated again. */
  readonly out_of_tolerance_at: string | null;
  readonly maintained_at: string | null;
  /** That day included. */
  readonly maintenance_due: string | null;
  readonly cleaned_at: string | null;
  /** The last act that is recorded of it. */
  readonly last_at: string | null;
}
