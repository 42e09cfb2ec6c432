/**
 * Purchase orders at the desk: what is open, and line by line what has come.
 */

import type { JSX } from "preact";
import type { Quantity as BaseQuantity } from "../entries/bodies.ts";
import type { OrderLineRow, OrderRow } from "../entries/rows.ts";
import { toBaseQuantity } from "../entries/stock.ts";
import { compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { DataTable } from "../ui/data-table.tsx";
import {
  amountColumn,
  type Chip,
  chipColumn,
  factLink,
  linkColumn,
  orDash,
  textColumn,
} from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { Quantity } from "../ui/quantity.tsx";
import type { Card } from "../ui/record-card.tsx";
import { recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import { orderChip } from "./supplier-chips.ts";

function linesOf(rows: Lookup, order: string): readonly OrderLineRow[] {
  const lines = rows.find("order_line", "order", order).map(({ row }) => row);
  return lines.toSorted((left, right) => left.line - right.line);
}

function ordered({ unit, quantity_expected }: OrderLineRow): BaseQuantity {
  return { unit, value: quantity_expected };
}

interface OrderedProps {
  readonly line: OrderLineRow;
  readonly base: BaseQuantity;
}

/** As ordered, and beside it in the unit that receipts are counted in. */
function Ordered({ line, base }: OrderedProps): JSX.Element {
  return (
    <>
      <Quantity value={line.quantity_expected} unit={line.unit} />
      {base.unit !== line.unit && (
        <>
          {" = "}
          <Quantity {...base} />
        </>
      )}
    </>
  );
}

/** A line is over-received when more base units came than were ordered. */
function lineChip(rows: Lookup, line: OrderLineRow): Chip {
  const { orderStatus, overReceived } = d().word;
  const wanted = toBaseQuantity(rows, line.item, ordered(line));
  const compared = compareDecimals(line.quantity_received, wanted.value);
  if (compared > 0) {
    return { status: "warn", label: overReceived() };
  }
  if (compared === 0) {
    return { status: "ok", label: orderStatus.received() };
  }
  const none = compareDecimals(line.quantity_received, "0") === 0;
  return none
    ? { status: "provisional", label: orderStatus.sent() }
    : { status: "warn", label: orderStatus.part() };
}

function supplierName(rows: Lookup, number: string): string {
  const supplier = rows.get("supplier", [number])?.row;
  return supplier === undefined ? number : localName(supplier);
}

function columns(rows: Lookup): readonly Column<OrderRow>[] {
  const { field, frame } = d();
  return [
    linkColumn("number", field.number(), (row) => ({ section: "orders", at: [row.number] })),
    linkColumn("supplier", field.supplier(), (row) => ({
      section: "suppliers",
      at: [row.supplier],
    })),
    textColumn("supplierName", field.name(), (row) => supplierName(rows, row.supplier), {
      wraps: true,
    }),
    textColumn("orderedOn", field.orderedOn(), (row) => row.ordered_on),
    textColumn("lines", frame.lines(), (row) => String(linesOf(rows, row.number).length), {
      align: "end",
    }),
    chipColumn("status", field.status(), (row) => [orderChip(row)]),
  ];
}

function filters(): readonly FilterChip<OrderRow>[] {
  const { orderStatus } = d().word;
  return (["sent", "part", "received"] as const).map((status) => ({
    id: status,
    label: orderStatus[status](),
    matches: (row) => row.status === status,
  }));
}

export interface OrderListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
}

export function OrderList({ rows, frame }: OrderListProps): JSX.Element {
  return (
    <DeskList
      title={d().frame.menu.orders()}
      frame={frame}
      rows={rows.all("order").map(({ row }) => row)}
      columns={columns(rows)}
      chips={filters()}
      rowId={(row) => row.number}
      href={(row) => recordHref("orders", [row.number])}
      csvName="orders"
    />
  );
}

/** Null when this computer does not know the order. */
export function orderCard(rows: Lookup, number: string): Card | null {
  const order = rows.get("order", [number])?.row;
  if (order === undefined) {
    return null;
  }
  const { field, frame } = d();
  const lines = linesOf(rows, number);
  return {
    identity: order.number,
    name: supplierName(rows, order.supplier),
    chips: [orderChip(order)],
    facts: [
      { label: field.supplier(), value: factLink("suppliers", order.supplier) },
      { label: field.orderedOn(), value: order.ordered_on },
      { label: field.site(), value: order.site },
    ],
    parts: [
      {
        id: "lines",
        label: frame.lines(),
        count: lines.length,
        content: () => <LineTable rows={rows} lines={lines} />,
      },
    ],
  };
}

function LineTable({ rows, lines }: { rows: Lookup; lines: readonly OrderLineRow[] }): JSX.Element {
  const { field, frame } = d();
  const unitOf = (line: OrderLineRow): string =>
    rows.get("item", [line.item])?.row.unit ?? line.unit;
  const itemName = (line: OrderLineRow): string => {
    const item = rows.get("item", [line.item])?.row;
    return item === undefined ? field.unknownHere() : localName(item);
  };
  const table: readonly Column<OrderLineRow>[] = [
    textColumn("line", field.line(), (row) => String(row.line), { align: "end" }),
    linkColumn("item", field.item(), (row) => ({ section: "items", at: [row.item] })),
    textColumn("name", field.name(), itemName, { wraps: true }),
    {
      id: "expected",
      header: field.expected(),
      align: "end",
      text: (row) => `${row.quantity_expected} ${row.unit}`,
      cell: (row) => <Ordered line={row} base={toBaseQuantity(rows, row.item, ordered(row))} />,
    },
    amountColumn("received", field.received(), (row) => ({
      value: row.quantity_received,
      unit: unitOf(row),
    })),
    textColumn("due", field.due(), (row) => orDash(row.due)),
    textColumn("specification", field.specification(), (row) => orDash(row.specification)),
    chipColumn("status", field.status(), (row) => [lineChip(rows, row)]),
  ];
  return (
    <DataTable
      label={frame.lines()}
      rows={lines}
      columns={table}
      rowId={(row) => String(row.line)}
      csvName={`order-${lines[0]?.order ?? ""}`}
      empty={<p>{frame.noneYet()}</p>}
    />
  );
}
