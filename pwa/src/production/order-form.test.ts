/** What planning asks of serial numbers, by the item that is made. */

import { expect, test } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import { complaintsOf, type Values } from "../ui/form-fields.ts";
import { planForm } from "./order-form.ts";

const ITEMS = [
  { number: "PX-1", trace: "serial", status: "active", name_en: "Pump", name_zh: "泵" },
  { number: "FG-A", trace: "lot", status: "active", name_en: "Catheter", name_zh: "导管" },
];
const PLACE = { site: "SZ", code: "QUAR-01", type: "quarantine", active: true };
const spec = planForm(
  viewOf({ item: ITEMS, location: [{ ...PLACE, name_en: "", name_zh: "" }] }),
  "SZ",
);

function planned(answers: Values): Values {
  const given = { number: "WO-1", item: "PX-1", quantity: "24", output_location: "QUAR-01" };
  return { ...spec.initial, ...given, ...answers };
}

const asksSerials = (values: Values): boolean =>
  spec.fields(values).some(({ name }) => name === "serials");

test("serial numbers are asked of items that have them, and only of those", () => {
  expect(asksSerials(planned({}))).toBe(true);
  expect(asksSerials(planned({ item: "FG-A" }))).toBe(false);
  const lot = planned({ item: "FG-A", lots: "L-1", serials: [{ first: "X1", last: "" }] });
  expect(spec.draft(lot).body).toMatchObject({ serials: [], lots: ["L-1"] });
});

test("a first number alone is counted up as far as the quantity goes, and none is none", () => {
  const values = planned({ serials: [{ first: "PX1-0090", last: "" }] });
  expect(complaintsOf(spec, values)).toEqual({});
  expect(spec.draft(values).body).toMatchObject({
    serials: [{ first: "PX1-0090", last: "PX1-0113" }],
  });
  expect(spec.draft(planned({})).body).toMatchObject({ serials: [] });
});

test("another count than the quantity, and a run that goes backwards, are said beside the first", () => {
  for (const last of ["PX1-0095", "PX1-0001"]) {
    const values = planned({ serials: [{ first: "PX1-0090", last }] });
    expect(Object.keys(complaintsOf(spec, values))).toEqual(["serials.0.first"]);
  }
});
