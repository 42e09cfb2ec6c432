/**
 * What pending records of equipment show on the device: only where they come after everything it knows, for the server
 * folds acts in the order in which they were done.
 */

import type {
  CalibrateEquipmentBody,
  CleanEquipmentBody,
  MaintainEquipmentBody,
} from "../entries/bodies.ts";
import type { Envelope } from "../entries/envelope.ts";
import type { EquipmentRow } from "../entries/equipment-rows.ts";
import { factoryDay } from "../entries/factory-day.ts";
import type { Change, Lookup } from "../sync/view.ts";

interface Act {
  readonly equipment: string;
  readonly performed_at: string;
}

function changed(
  rows: Lookup,
  { equipment, performed_at }: Act,
  change: (piece: EquipmentRow) => Partial<EquipmentRow>,
): readonly Change[] {
  const piece = rows.get("equipment", [equipment])?.row;
  const at = Date.parse(performed_at);
  if (piece === undefined || (piece.last_at !== null && Date.parse(piece.last_at) > at)) {
    return [];
  }
  const row = { ...piece, ...change(piece), last_at: performed_at };
  return [{ kind: "equipment", key: [equipment], row }];
}

export function cleanEquipment(rows: Lookup, entry: Envelope): readonly Change[] {
  const body = entry.body as CleanEquipmentBody;
  const cleaned_at = body.result === "clean" ? body.performed_at : null;
  return changed(rows, body, () => ({ cleaned_at }));
}

export function maintainEquipment(rows: Lookup, entry: Envelope): readonly Change[] {
  const body = entry.body as MaintainEquipmentBody;
  return changed(rows, body, ({ maintenance_days }) => ({
    maintained_at: body.performed_at,
    maintenance_due: body.due ?? dayAfter(body.performed_at, maintenance_days),
  }));
}

export function calibrateEquipment(rows: Lookup, entry: Envelope): readonly Change[] {
  const body = entry.body as CalibrateEquipmentBody;
  return changed(rows, body, ({ calibration_days, out_of_tolerance_at }) =>
    body.result === "pass"
      ? {
          calibrated_at: body.performed_at,
          calibration_due: body.due ?? dayAfter(body.performed_at, calibration_days),
          out_of_tolerance_at: null,
        }
      : { out_of_tolerance_at: out_of_tolerance_at ?? body.performed_at },
  );
}

const DAY_MS = 86_400_000;

/** The day so many days after an act, at the factory; null where no interval is asked. */
function dayAfter(performedAt: string, days: number | null): string | null {
  return days === null ? null : factoryDay(Date.parse(performedAt) + days * DAY_MS);
}
