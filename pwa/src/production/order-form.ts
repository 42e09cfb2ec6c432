/**
 * Planning a work order: what, how much, under which lot or serial numbers, and where the goods go.
 */

import type { PlanOrderBody } from "../entries/bodies.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type Complaints,
  type FormField,
  type FormSpec,
  orNull,
  rowsOf,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";
import { complaintAbout, type SerialRow, spansOf } from "./serial-spans.ts";

const BLANK = { first: "", last: "" } as const;
/** Where what is wrong with the serial numbers as a whole is said. */
const FIRST = "serials.0.first";
const EMPTY: Values = {
  number: "",
  item: "",
  quantity: "",
  serials: [BLANK],
  lots: "",
  output_location: "",
  due: "",
};

export function planForm(rows: Lookup, site: string): FormSpec {
  const words = d().making.order;
  return {
    title: words.plan(),
    intro: words.planWhy(),
    fields: (values) => planFields(rows, site, values),
    initial: EMPTY,
    revises: false,
    submit: words.planNow(),
    action: "plan_order",
    check: (values) => wrongIn(rows, values),
    draft: (values) => ({ type: "PlanOrder", body: bodyOf(rows, values) }),
    blames: {
      WORK_ORDER_THERE: "number",
      WORK_ORDER_ITEM_UNKNOWN: "item",
      WORK_ORDER_QUANTITY_WRONG: "quantity",
      WORK_ORDER_LOCATION_UNKNOWN: "output_location",
      WORK_ORDER_LOT_TAKEN: "lots",
      WORK_ORDER_WITHOUT_SERIALS: FIRST,
      SERIALS_NOT_COUNTED: FIRST,
      WORK_ORDER_SERIAL_COUNT: FIRST,
      WORK_ORDER_SERIAL_TAKEN: FIRST,
    },
    done: (values) => recordHref("work-orders", [text(values, "number")]),
    back: recordHref("work-orders"),
  };
}

function planFields(rows: Lookup, site: string, values: Values): readonly FormField[] {
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
  return [
    { name: "number", kind: "code", label: field.number(), required: true },
    { name: "item", kind: "code", label: field.item(), required: true, suggestions: items },
    { name: "quantity", kind: "decimal", label: field.quantity(), required: true },
    ...(bySerial(rows, values) ? [serialsField()] : []),
    { name: "lots", kind: "line", label: words.lots(), hint: words.lotsWhy() },
    {
      name: "output_location",
      kind: "choice",
      label: words.output(),
      options: places,
      required: true,
    },
    { name: "due", kind: "date", label: field.due() },
  ];
}

function bodyOf(rows: Lookup, values: Values): PlanOrderBody {
  return {
    due: orNull(text(values, "due")),
    item: text(values, "item"),
    lots: text(values, "lots")
      .split(";")
      .map((lot) => lot.trim())
      .filter((lot) => lot !== ""),
    number: text(values, "number"),
    output_location: text(values, "output_location"),
    quantity: text(values, "quantity"),
    serials: bySerial(rows, values) ? (namedIn(values) ?? []) : [],
  };
}

/** Whether the item that was typed is made by serial number. */
function bySerial(rows: Lookup, values: Values): boolean {
  const trace = rows.get("item", [text(values, "item")])?.row.trace;
  return trace === "serial" || trace === "both";
}

function serialsField(): FormField {
  const words = d().serials;
  return {
    name: "serials",
    kind: "rows",
    label: words.title(),
    hint: words.why(),
    columns: () => [
      { name: "first", kind: "code", label: words.first() },
      { name: "last", kind: "code", label: words.last() },
    ],
    add: words.add(),
    blank: BLANK,
  };
}

function namedIn(values: Values) {
  const asked: readonly SerialRow[] = rowsOf(values, "serials").map(({ first, last }) => ({
    first: first ?? "",
    last: last ?? "",
  }));
  return spansOf(asked, text(values, "quantity"));
}

function serialComplaints(values: Values): Complaints {
  const wrong = complaintAbout(namedIn(values), text(values, "quantity"));
  return wrong === null ? {} : { [FIRST]: wrong };
}

/** What cannot be planned: an item nobody knows, one made by lot without a lot, and serials that are no run. */
function wrongIn(rows: Lookup, values: Values): Complaints {
  const { itemUnknown, order } = d().making;
  const item = text(values, "item");
  const row = rows.get("item", [item])?.row;
  if (row === undefined) {
    return item === "" ? {} : { item: itemUnknown() };
  }
  if (row.trace === "lot" && text(values, "lots") === "") {
    return { lots: order.lotsMissing() };
  }
  return bySerial(rows, values) ? serialComplaints(values) : {};
}
