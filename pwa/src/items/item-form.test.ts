import { describe, expect, it } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import { changesOf, complaintsOf, type FormSpec, type Values } from "../ui/form-fields.ts";
import { itemStatusForm, newItemForm, reviseItemForm } from "./item-form.ts";

const ITEM = {
  number: "RM-1",
  revision: "A",
  name_en: "Resin",
  name_zh: "树脂",
  trace: "lot",
  unit: "kg",
  conversions: { bag: [25, 1], g: [1, 1000] },
  shelf_life_days: 365,
  minimum_remaining_days: null,
  open_minutes: 240,
  family: "polymer",
  specification: null,
  certificate_required: true,
  status: "active",
  in_use: true,
};

const rows = viewOf({ item: [ITEM] });

function revising(changes: Values = {}): { spec: FormSpec; values: Values } {
  const spec = reviseItemForm(rows, "RM-1");
  if (spec === null) {
    throw new Error("the item is there");
  }
  return { spec, values: { ...spec.initial, ...changes } };
}

describe("the item form", () => {
  it("makes the item's own body when nothing was changed", () => {
    const { spec, values } = revising();
    const { in_use, conversions, ...plain } = ITEM;
    expect(spec.draft(values)).toEqual({
      type: "DefineItem",
      body: {
        ...plain,
        conversions: [
          { unit: "bag", numerator: 25, denominator: 1 },
          { unit: "g", numerator: 1, denominator: 1000 },
        ],
      },
    });
    expect(complaintsOf(spec, values)).toEqual({});
    expect(changesOf(spec, values)).toEqual([]);
  });

  it("freezes trace class and base unit once a lot exists", () => {
    const { spec, values } = revising();
    const fixed = spec.fields(values).filter((field) => field.fixed !== undefined);
    expect(fixed.map(({ name }) => name)).toEqual(["number", "trace", "unit"]);
  });

  it("asks for a new revision where one is needed, and for none where not", () => {
    const life = revising({ shelf_life_days: "730" });
    expect(Object.keys(complaintsOf(life.spec, life.values))).toEqual(["revision"]);
    const units = revising({ conversions: [] });
    expect(Object.keys(complaintsOf(units.spec, units.values))).toEqual(["revision"]);
    const next = revising({ shelf_life_days: "730", revision: "B" });
    expect(complaintsOf(next.spec, next.values)).toEqual({});
    const name = revising({ name_en: "Resin, clear" });
    expect(complaintsOf(name.spec, name.values)).toEqual({});
  });

  it("names every answer that cannot be right, cells of rows too", () => {
    const spec = newItemForm(rows);
    const wrong = {
      number: "RM-1",
      name_zh: "",
      shelf_life_days: "1.5",
      conversions: [{ count: "0", other: "bag", base: "" }],
    };
    expect(Object.keys(complaintsOf(spec, { ...spec.initial, ...wrong })).toSorted()).toEqual([
      "conversions.0.base",
      "conversions.0.count",
      "name_en",
      "name_zh",
      "number",
      "shelf_life_days",
      "unit",
    ]);
  });

  it("closes an item by the same record with another status", () => {
    const spec = itemStatusForm(rows, "RM-1", "inactive");
    expect(spec?.draft({})).toMatchObject({ body: { status: "inactive", revision: "A" } });
    expect(itemStatusForm(rows, "NONE", "inactive")).toBeNull();
  });
});
