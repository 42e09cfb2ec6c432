/** What a pending act changes on the device, and that an act of before changes nothing. */

import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/equipment/readiness.json";
import type { Envelope } from "../entries/envelope.ts";
import { unready } from "../entries/equipment-ready.ts";
import type { EquipmentRow } from "../entries/equipment-rows.ts";
import { viewOf } from "../entries/rows.testing.ts";
import { calibrateEquipment, cleanEquipment, maintainEquipment } from "./reduce.ts";

const AT = "2026-03-02T01:00:00.000Z";
const MACHINE = { ...vectors.piece, cleaning_hours: 24, maintenance_days: 30 } as EquipmentRow;

function after(
  reduce: typeof cleanEquipment,
  body: object,
  fields: Partial<EquipmentRow> = {},
): EquipmentRow | null {
  const rows = viewOf({ equipment: [{ ...MACHINE, ...fields }] });
  const entry = { body: { equipment: "FG-03", performed_at: AT, ...body } } as unknown as Envelope;
  const [change] = reduce(rows, entry);
  return (change?.row ?? null) as EquipmentRow | null;
}

test("cleaning and maintenance make a piece ready at once", () => {
  const clean = after(cleanEquipment, { result: "clean" });
  expect(clean?.cleaned_at).toBe(AT);
  const ready = after(maintainEquipment, { due: null }, clean ?? {});
  expect(ready?.maintenance_due).toBe("2026-04-01");
  expect(ready === null ? null : unready(ready, Date.parse(AT))).toEqual([]);
});

test("found dirty is not clean", () => {
  expect(after(cleanEquipment, { result: "dirty" }, { cleaned_at: AT })?.cleaned_at).toBeNull();
});

test("a good calibration ends being out of tolerance, a bad one keeps its first day", () => {
  const since = "2026-02-20T01:00:00Z";
  const good = after(
    calibrateEquipment,
    { result: "pass", due: null },
    { out_of_tolerance_at: since },
  );
  expect([good?.out_of_tolerance_at, good?.calibration_due]).toEqual([null, "2026-08-29"]);
  const bad = after(calibrateEquipment, { result: "out_of_tolerance", due: null });
  expect(bad?.out_of_tolerance_at).toBe(AT);
});

test("an act before the last one known changes nothing here", () => {
  expect(
    after(cleanEquipment, { result: "clean" }, { last_at: "2026-03-03T01:00:00Z" }),
  ).toBeNull();
});
