/**
 * Placing, changing and cancelling a purchase order. Lines that are on the order stay: receipts may name them.
 */

import type { PlaceOrderBody } from "../entries/bodies.ts";
import type { OrderLineRow, OrderRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type CellQuestion,
  type Complaints,
  type FormField,
  type FormRow,
  type FormSpec,
  type Option,
  orNull,
  rowsOf,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";
import { STOCK_UNITS, unitOptions } from "../ui/unit-table.ts";

const BLAMES = {
  SUPPLIER_UNKNOWN: "supplier",
  ORDER_SUPPLIER_STOPPED: "supplier",
  ORDER_FAMILY_NOT_APPROVED: "supplier",
};
/** What a person sets; "part" and "received" follow from the receipts. */
const STATUSES = ["approved", "sent", "closed"] as const;

export interface NewOrderWish {
  readonly site: string;
  /** YYYY-MM-DD */
  readonly today: string;
}

export function newOrderForm(rows: Lookup, { site, today }: NewOrderWish): FormSpec {
  const blank = { number: "", supplier: "", site, ordered_on: today, status: "sent" };
  return {
    ...shared(rows, null, []),
    title: d().form.order.create(),
    intro: d().form.order.createWhy(),
    initial: { ...blank, lines: [BLANK] },
    revises: false,
    submit: d().form.order.place(),
    check: (values) => ({
      ...lineProblems(rows, values),
      ...(rows.get("order", [text(values, "number")]) === undefined
        ? {}
        : { number: d().form.taken() }),
    }),
    back: recordHref("orders"),
  };
}

/** Null when this computer does not know the order. */
export function reviseOrderForm(rows: Lookup, number: string): FormSpec | null {
  const order = rows.get("order", [number])?.row;
  if (order === undefined) {
    return null;
  }
  const lines = linesOf(rows, number);
  return {
    ...shared(rows, order, lines),
    title: d().form.order.revise(number),
    intro: d().form.order.reviseWhy(),
    initial: {
      number,
      supplier: order.supplier,
      site: order.site,
      ordered_on: order.ordered_on,
      status: order.status === "part" || order.status === "received" ? "sent" : order.status,
      lines: lines.map(rowOf),
    },
    revises: true,
    submit: d().form.save(),
    check: (values) => lineProblems(rows, values),
    back: recordHref("orders", [number]),
  };
}

export function cancelOrderForm(rows: Lookup, number: string): FormSpec | null {
  const order = rows.get("order", [number])?.row;
  if (order === undefined) {
    return null;
  }
  const words = d().form.order;
  const { supplier, site, ordered_on } = order;
  const body: PlaceOrderBody = {
    lines: [],
    number,
    ordered_on,
    site,
    status: "cancelled",
    supplier,
  };
  return {
    ...shared(rows, order, []),
    title: words.cancel(number),
    intro: words.cancelWhy(),
    fields: () => [],
    initial: {},
    revises: true,
    submit: words.cancelNow(),
    stops: true,
    draft: () => ({ type: "PlaceOrder", body }),
    done: () => recordHref("orders", [number]),
    back: recordHref("orders", [number]),
  };
}

const BLANK: FormRow = { line: "", item: "", quantity: "", unit: "", due: "", specification: "" };

function linesOf(rows: Lookup, order: string): readonly OrderLineRow[] {
  const lines = rows.find("order_line", "order", order).map(({ row }) => row);
  return lines.toSorted((left, right) => left.line - right.line);
}

function rowOf(line: OrderLineRow): FormRow {
  return {
    line: String(line.line),
    item: line.item,
    quantity: line.quantity_expected,
    unit: line.unit,
    due: line.due ?? "",
    specification: line.specification ?? "",
  };
}

function shared(
  rows: Lookup,
  order: OrderRow | null,
  lines: readonly OrderLineRow[],
): Pick<FormSpec, "fields" | "action" | "draft" | "blames" | "done"> {
  return {
    fields: () => fieldsOf(rows, order, lines),
    action: "manage_master_data",
    draft: (values) => ({ type: "PlaceOrder", body: bodyOf(values) }),
    blames: BLAMES,
    done: (values) => recordHref("orders", [text(values, "number")]),
  };
}

function fieldsOf(
  rows: Lookup,
  order: OrderRow | null,
  lines: readonly OrderLineRow[],
): readonly FormField[] {
  const { field, form, word } = d();
  const received = lines.some(({ quantity_received }) => /[1-9]/.test(quantity_received));
  const frozen = received ? { fixed: form.order.frozen() } : {};
  const statuses = STATUSES.map((value) => ({ value, label: word.orderStatus[value]() }));
  const items = itemOptions(rows);
  return [
    {
      name: "number",
      kind: "code",
      label: field.number(),
      required: true,
      ...(order === null ? {} : { fixed: form.keyFixed() }),
    },
    {
      name: "supplier",
      kind: "choice",
      label: field.supplier(),
      options: supplierOptions(rows),
      required: true,
      ...frozen,
    },
    { name: "site", kind: "code", label: field.site(), required: true, ...frozen },
    { name: "ordered_on", kind: "date", label: field.orderedOn(), required: true },
    {
      name: "status",
      kind: "choice",
      label: field.status(),
      options: statuses,
      required: true,
    },
    {
      name: "lines",
      kind: "rows",
      label: d().frame.lines(),
      columns: (row) => lineColumns(rows, row, items),
      add: form.order.addLine(),
      blank: BLANK,
      kept: lines.length,
    },
  ];
}

function lineColumns(
  rows: Lookup,
  row: FormRow,
  items: readonly Option[],
): readonly CellQuestion[] {
  const { field, form } = d();
  const item = rows.get("item", [row.item ?? ""])?.row;
  const units = item === undefined ? STOCK_UNITS : [item.unit, ...Object.keys(item.conversions)];
  return [
    {
      name: "item",
      kind: "code",
      label: field.item(),
      required: true,
      suggestions: items,
      ...(row.line === "" ? {} : { fixed: form.order.lineFixed(row.line ?? "") }),
    },
    { name: "quantity", kind: "decimal", label: field.quantity(), required: true },
    {
      name: "unit",
      kind: "choice",
      label: form.order.unit(),
      options: unitOptions(units),
      required: true,
    },
    { name: "due", kind: "date", label: field.due() },
    { name: "specification", kind: "code", label: field.specification() },
  ];
}

function itemOptions(rows: Lookup): readonly Option[] {
  return rows
    .all("item")
    .map(({ row }) => row)
    .filter(({ status }) => status === "active")
    .map((row) => ({ value: row.number, label: `${row.number} ${localName(row)}` }));
}

function supplierOptions(rows: Lookup): readonly Option[] {
  return rows
    .all("supplier")
    .map(({ row }) => ({ value: row.number, label: `${row.number} ${localName(row)}` }))
    .toSorted((left, right) => left.value.localeCompare(right.value));
}

function lineProblems(rows: Lookup, values: Values): Complaints {
  const words = d().form.order;
  const lines = rowsOf(values, "lines");
  const unknown = lines.flatMap(({ item = "" }, index) =>
    item.trim() === "" || rows.get("item", [item.trim()]) !== undefined
      ? []
      : [[`lines.${index}.item`, words.itemUnknown()] as const],
  );
  return Object.fromEntries(unknown);
}

function bodyOf(values: Values): PlaceOrderBody {
  const rows = rowsOf(values, "lines");
  const last = Math.max(0, ...rows.map(({ line = "" }) => Number(line)));
  let added = 0;
  return {
    lines: rows.map((row) => {
      added += row.line === "" ? 1 : 0;
      return {
        due: orNull(row.due ?? ""),
        item: (row.item ?? "").trim(),
        line: row.line === "" ? last + added : Number(row.line),
        quantity: { unit: row.unit ?? "", value: (row.quantity ?? "").trim() },
        specification: orNull((row.specification ?? "").trim()),
      };
    }),
    number: text(values, "number"),
    ordered_on: text(values, "ordered_on"),
    site: text(values, "site"),
    status: text(values, "status") as PlaceOrderBody["status"],
    supplier: text(values, "supplier"),
  };
}
