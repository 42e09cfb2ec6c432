import { describe, expect, it } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import { complaintsOf, rowsOf } from "../ui/form-fields.ts";
import { cancelOrderForm, newOrderForm, reviseOrderForm } from "./order-form.ts";

const LINE = {
  order: "PO-1",
  site: "SZ",
  item: "RM-1",
  specification: null,
  quantity_expected: "40",
  unit: "bag",
  quantity_received: "0",
  due: null,
};
const rows = viewOf({
  item: [
    { number: "RM-1", name_en: "", name_zh: "", status: "active", unit: "kg", conversions: {} },
  ],
  supplier: [{ number: "S01", name_en: "", name_zh: "", status: "approved" }],
  order: [
    { number: "PO-1", site: "SZ", supplier: "S01", status: "part", ordered_on: "2026-11-01" },
  ],
  order_line: [
    { ...LINE, line: 1 },
    { ...LINE, line: 4, quantity_received: "10" },
  ],
});
const ADDED = { line: "", item: "RM-1", quantity: "2", unit: "kg", due: "", specification: "" };

describe("the order form", () => {
  it("keeps the lines that are there and numbers new ones after the last", () => {
    const spec = reviseOrderForm(rows, "PO-1");
    const initial = spec?.initial ?? {};
    const values = { ...initial, lines: [...rowsOf(initial, "lines"), ADDED, ADDED] };
    expect(spec?.draft(values).body).toMatchObject({
      lines: [{ line: 1 }, { line: 4 }, { line: 5 }, { line: 6 }],
      status: "sent",
    });
  });

  it("freezes supplier and site once goods have come", () => {
    const spec = reviseOrderForm(rows, "PO-1");
    const fixed = spec?.fields(spec.initial).filter((field) => field.fixed !== undefined);
    expect(fixed?.map(({ name }) => name)).toEqual(["number", "supplier", "site"]);
  });

  it("knows an order number that is taken and an item that is not there", () => {
    const spec = newOrderForm(rows, { site: "SZ", today: "2026-11-27" });
    const lines = [{ ...ADDED, item: "RM-9", quantity: "0" }];
    const values = { ...spec.initial, number: "PO-1", supplier: "S01", lines };
    expect(Object.keys(complaintsOf(spec, values)).toSorted()).toEqual([
      "lines.0.item",
      "lines.0.quantity",
      "number",
    ]);
  });

  it("cancels the order as it stands, without naming lines", () => {
    expect(cancelOrderForm(rows, "PO-1")?.draft({}).body).toEqual({
      lines: [],
      number: "PO-1",
      ordered_on: "2026-11-01",
      site: "SZ",
      status: "cancelled",
      supplier: "S01",
    });
  });
});
