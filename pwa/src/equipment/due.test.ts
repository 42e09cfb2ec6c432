/** What falls due, and how pressing it is. */

import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/equipment/readiness.json";
import type { EquipmentRow } from "../entries/equipment-rows.ts";
import { duesOf } from "./due.ts";

const GAUGE = vectors.piece as EquipmentRow;

function dues(at: string, fields: Partial<EquipmentRow> = {}) {
  return duesOf({ ...GAUGE, ...fields }, Date.parse(at)).map(({ duty, standing, daysLeft }) => [
    duty,
    standing,
    daysLeft,
  ]);
}

test.each([
  ["2026-03-02T01:00:00Z", "later", 151],
  ["2026-07-01T01:00:00Z", "month", 30],
  ["2026-07-24T01:00:00Z", "week", 7],
  ["2026-07-31T15:59:00Z", "week", 0],
  ["2026-07-31T16:01:00Z", "overdue", -1],
])("at %s a calibration due on 31 July is %s", (at, standing, days) => {
  expect(dues(at)).toEqual([["calibration", standing, days]]);
});

test("what was never done, or found out of tolerance, is overdue without a day", () => {
  const never = { calibrated_at: null, calibration_due: null };
  expect(dues("2026-03-02T01:00:00Z", never)).toEqual([["calibration", "overdue", null]]);
  const wrong = { out_of_tolerance_at: "2026-03-01T01:00:00Z" };
  expect(dues("2026-03-02T01:00:00Z", wrong)).toEqual([["calibration", "overdue", null]]);
});

test("cleaning is late by the minute, and the most pressing duty comes first", () => {
  const clean = { cleaning_hours: 24, cleaned_at: "2026-03-01T01:00:00Z", maintenance_days: 30 };
  expect(dues("2026-03-02T01:00:00Z", clean)).toEqual([
    ["maintenance", "overdue", null],
    ["cleaning", "week", 0],
    ["calibration", "later", 151],
  ]);
  expect(dues("2026-03-02T01:01:00Z", clean)).toContainEqual(["cleaning", "overdue", 0]);
});

test("nothing falls due on what is retired, or where nothing is asked", () => {
  expect(dues("2026-09-02T01:00:00Z", { status: "retired" })).toEqual([]);
  expect(dues("2026-09-02T01:00:00Z", { calibration_days: null, calibration_due: null })).toEqual(
    [],
  );
});
