/**
 * Planning a work order: what, how much, under which lot numbers, and where the goods go.
 */

import type { PlanOrderBody } from "../entries/bodies.ts";
import type { Lookup } from "../sync/view.ts";
import { type FormSpec, orNull, text } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";

export function planForm(rows: Lookup, site: string): FormSpec {
  const { field, making } = d();
  const words = making.order;
  const items = rows
    .all("item")
    .map(({ row }) => row)
    .filter(({ status }) => status === "active")
    .map((row) => ({ value: row.number, label: `${row.number} ${localName(row)}` }));
  const places = rows
    .all("location")
    .map(({ row }) => row)
    .filter((row) => row.site === site && row.active && row.type === "quarantine")
    .map((row) => ({ value: row.code, label: `${row.code} ${localName(row)}` }));
  return {
    title: words.plan(),
    intro: words.planWhy(),
    fields: () => [
      { name: "number", kind: "code", label: field.number(), required: true },
      { name: "item", kind: "code", label: field.item(), required: true, suggestions: items },
      { name: "quantity", kind: "decimal", label: field.quantity(), required: true },
      { name: "lots", kind: "line", label: words.lots(), hint: words.lotsWhy() },
      {
        name: "output_location",
        kind: "choice",
        label: words.output(),
        options: places,
        required: true,
      },
      { name: "due", kind: "date", label: field.due() },
    ],
    initial: { number: "", item: "", quantity: "", lots: "", output_location: "", due: "" },
    revises: false,
    submit: words.planNow(),
    action: "plan_order",
    check: (values) => wrongIn(rows, text(values, "item"), text(values, "lots")),
    draft: (values): { readonly type: string; readonly body: PlanOrderBody } => ({
      type: "PlanOrder",
      body: {
        due: orNull(text(values, "due")),
        item: text(values, "item"),
        lots: text(values, "lots")
          .split(";")
          .map((lot) => lot.trim())
          .filter((lot) => lot !== ""),
        number: text(values, "number"),
        output_location: text(values, "output_location"),
        quantity: text(values, "quantity"),
      },
    }),
    blames: {
      WORK_ORDER_THERE: "number",
      WORK_ORDER_ITEM_UNKNOWN: "item",
      WORK_ORDER_QUANTITY_WRONG: "quantity",
      WORK_ORDER_LOCATION_UNKNOWN: "output_location",
      WORK_ORDER_LOT_TAKEN: "lots",
    },
    done: (values) => recordHref("work-orders", [text(values, "number")]),
    back: recordHref("work-orders"),
  };
}

/** What cannot be planned: an item nobody knows, and one that is made by lot without a lot. */
function wrongIn(rows: Lookup, item: string, lots: string): Readonly<Record<string, string>> {
  const { itemUnknown, order } = d().making;
  const row = rows.get("item", [item])?.row;
  if (row === undefined) {
    return item === "" ? {} : { item: itemUnknown() };
  }
  return row.trace === "lot" && lots.trim() === "" ? { lots: order.lotsMissing() } : {};
}
