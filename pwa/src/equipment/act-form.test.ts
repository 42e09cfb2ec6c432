/** What the forms of equipment ask, refuse and record. */

import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/equipment/readiness.json";
import { viewOf } from "../entries/rows.testing.ts";
import { complaintsOf, type Values } from "../ui/form-fields.ts";
import { type Act, actForm } from "./act-form.ts";
import { equipmentStatusForm, newEquipmentForm, reviseEquipmentForm } from "./equipment-form.ts";

const NOW = Date.parse("2026-03-02T01:00:00Z");
const ROWS = viewOf({
  equipment: [
    vectors.piece,
    { ...vectors.piece, code: "OLD", status: "retired" },
    { ...vectors.piece, code: "OUT", status: "out_of_service" },
  ],
});
const CALIBRATED: Values = {
  performed_at: "2026-03-01T10:00",
  result: "out_of_tolerance",
  as_found: "-1.8 N",
  as_left: "0.0 N",
  certificate: "CAL-1",
  laboratory: "S10",
  due: "",
  files: [{ name: "c.pdf", sha256: "ab" }],
};

function form(act: Act) {
  const spec = actForm(ROWS, "FG-03", act, NOW);
  if (spec === null) throw new Error("no form");
  return spec;
}

test("a calibration is recorded as it was typed, with its files by their content", () => {
  const { type, body } = form("calibrate").draft(CALIBRATED);
  expect(type).toBe("CalibrateEquipment");
  expect(body).toEqual({
    as_found: "-1.8 N",
    as_left: "0.0 N",
    certificate: "CAL-1",
    due: null,
    equipment: "FG-03",
    files: ["ab"],
    laboratory: "S10",
    performed_at: new Date("2026-03-01T10:00").toISOString(),
    result: "out_of_tolerance",
  });
  expect(complaintsOf(form("calibrate"), CALIBRATED)).toEqual({});
});

test("a time in the future and a due date that is not after the work are said beside their fields", () => {
  const wrong = { ...CALIBRATED, performed_at: "2026-03-05T10:00", due: "2026-03-01" };
  expect(Object.keys(complaintsOf(form("calibrate"), wrong)).toSorted()).toEqual([
    "due",
    "performed_at",
  ]);
});

test("out of tolerance is told what follows before it is sent", () => {
  const hints = (result: string) =>
    form("calibrate")
      .fields({ ...CALIBRATED, result })
      .find(({ name }) => name === "result")?.hint;
  expect(hints("pass")).toBeUndefined();
  expect(hints("out_of_tolerance")).toBeDefined();
});

test("an interval that the server would not take is refused, an empty one is not asked", () => {
  const spec = newEquipmentForm(ROWS, "SZ");
  const values = {
    ...spec.initial,
    code: "N-1",
    name_zh: "新",
    name_en: "New",
    kind: "gauge",
    equipment_class: "force gauge",
    critical: "yes",
    calibration_days: "36501",
  };
  expect(Object.keys(complaintsOf(spec, values))).toEqual(["calibration_days"]);
  expect(spec.draft({ ...values, calibration_days: "" }).body).toMatchObject({
    calibration_days: null,
    critical: true,
    site: "SZ",
  });
  expect(complaintsOf(spec, { ...values, code: "FG-03" })).toHaveProperty("code");
});

test("a retired piece has no form, and one out of service is returned by being qualified", () => {
  expect(actForm(ROWS, "OLD", "clean", NOW)).toBeNull();
  expect(reviseEquipmentForm(ROWS, "OLD")).toBeNull();
  expect(equipmentStatusForm(ROWS, "OLD", "qualify")).toBeNull();
  expect(equipmentStatusForm(ROWS, "FG-03", "qualify")).toBeNull();
  const back = equipmentStatusForm(ROWS, "OUT", "qualify");
  expect(back?.draft({}).body).toEqual({ act: "qualify", equipment: "OUT" });
});
