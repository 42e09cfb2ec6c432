/**
 * Work orders at the desk: what is to be made, by which revisions, and what became of it.
 */

import type { JSX } from "preact";
import {
  amountColumn,
  chipColumn,
  linkColumn,
  numberColumn,
  orDash,
  textColumn,
} from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";
import type { Column } from "../ui/table-view.ts";
import { type OrderLine, orderChip, sumOf } from "./order-view.ts";

export interface OrderListProps {
  readonly orders: readonly OrderLine[];
  readonly frame: ListFrame;
}

export function WorkOrderList({ orders, frame }: OrderListProps): JSX.Element {
  return (
    <DeskList
      title={d().frame.menu["work-orders"]()}
      frame={frame}
      rows={orders}
      columns={columns()}
      rowId={({ number }) => number}
      href={({ number }) => recordHref("work-orders", [number])}
      csvName="work-orders"
    />
  );
}

function columns(): readonly Column<OrderLine>[] {
  const { field, making } = d();
  const end = { align: "end" } as const;
  return [
    linkColumn("number", field.number(), ({ number }) => ({
      section: "work-orders",
      at: [number],
    })),
    linkColumn("item", field.item(), ({ item }) => ({ section: "items", at: [item] })),
    chipColumn("status", field.status(), (row) => [orderChip(row)]),
    amountColumn("quantity", field.quantity(), ({ quantity, unit }) => ({ value: quantity, unit })),
    numberColumn("begun", making.order.begun(), (row) => sumOf(row.accounts)),
    numberColumn("good", making.order.made(), (row) => sumOf(row.accounts, "good")),
    textColumn("deviations", making.order.deviations(), (row) => String(row.open_deviations), end),
    textColumn("routing", making.order.routing(), (row) => orDash(row.routing_revision)),
    textColumn("due", field.due(), ({ due }) => orDash(due)),
    textColumn("lots", making.order.lots(), ({ lots }) => orDash(lots.join(", ")), {
      hidden: true,
    }),
  ];
}
