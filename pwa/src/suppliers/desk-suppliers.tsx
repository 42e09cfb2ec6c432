/**
 * Suppliers at the desk: the list, and a supplier's approvals and orders.
 */

import type { JSX } from "preact";
import type { ApprovalRow, OrderRow, SupplierRow } from "../entries/rows.ts";
import { termNames } from "../entries/terms.ts";
import type { Lookup } from "../sync/view.ts";
import { DataTable } from "../ui/data-table.tsx";
import { chipColumn, linkColumn, orDash, textColumn } from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Card } from "../ui/record-card.tsx";
import { recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import { approvalChip, orderChip, supplierChip } from "./supplier-chips.ts";

export interface SupplierListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
  /** YYYY-MM-DD; an approval that ended before it is shown as expired. */
  readonly today: string;
}

function approvalsOf(rows: Lookup, supplier: string): readonly ApprovalRow[] {
  return rows.find("approval", "supplier", supplier).map(({ row }) => row);
}

function columns(rows: Lookup, today: string): readonly Column<SupplierRow>[] {
  const { field } = d();
  const families = (row: SupplierRow): string =>
    approvalsOf(rows, row.number)
      .filter((approval) => approvalChip(approval, today).status !== "stop")
      .map(({ family }) => localName(termNames(rows, "family", family)))
      .toSorted()
      .join(", ");
  const ends = (row: SupplierRow): string =>
    approvalsOf(rows, row.number)
      .map(({ valid_to }) => valid_to)
      .toSorted()[0] ?? "";
  return [
    linkColumn("number", field.number(), (row) => ({ section: "suppliers", at: [row.number] })),
    textColumn("name", field.name(), localName, { wraps: true }),
    textColumn("families", field.approvedFamilies(), (row) => orDash(families(row)), {
      wraps: true,
    }),
    textColumn("validTo", field.validTo(), (row) => orDash(ends(row))),
    chipColumn("status", field.status(), (row) => [supplierChip(row)]),
  ];
}

function filters(rows: Lookup, today: string): readonly FilterChip<SupplierRow>[] {
  const words = d().word;
  const expired = (row: SupplierRow): boolean =>
    approvalsOf(rows, row.number).some(({ valid_to }) => valid_to < today);
  return [
    {
      id: "conditional",
      label: words.supplierStatus.conditional(),
      matches: (row) => row.status === "conditional",
    },
    {
      id: "suspended",
      label: words.supplierStatus.suspended(),
      matches: (row) => row.status === "suspended",
    },
    { id: "expired", label: words.approvalExpired(), matches: expired },
  ];
}

export function SupplierList({ rows, frame, today }: SupplierListProps): JSX.Element {
  return (
    <DeskList
      title={d().frame.menu.suppliers()}
      frame={frame}
      rows={rows.all("supplier").map(({ row }) => row)}
      columns={columns(rows, today)}
      chips={filters(rows, today)}
      rowId={(row) => row.number}
      href={(row) => recordHref("suppliers", [row.number])}
      csvName="suppliers"
    />
  );
}

/** Null when this computer does not know the supplier. */
export function supplierCard(rows: Lookup, number: string, today: string): Card | null {
  const supplier = rows.get("supplier", [number])?.row;
  if (supplier === undefined) {
    return null;
  }
  const words = d().frame;
  const approvals = approvalsOf(rows, number);
  const orders = rows.find("order", "supplier", number).map(({ row }) => row);
  return {
    identity: supplier.number,
    name: localName(supplier),
    chips: [supplierChip(supplier)],
    parts: [
      {
        id: "approvals",
        label: words.approvals(),
        count: approvals.length,
        content: () => <ApprovalTable rows={rows} approvals={approvals} today={today} />,
      },
      {
        id: "orders",
        label: words.orders(),
        count: orders.length,
        content: () => <OrderTable orders={orders} />,
      },
    ],
  };
}

interface ApprovalTableProps {
  readonly rows: Lookup;
  readonly approvals: readonly ApprovalRow[];
  readonly today: string;
}

function ApprovalTable({ rows, approvals, today }: ApprovalTableProps): JSX.Element {
  const { field, frame } = d();
  const table: readonly Column<ApprovalRow>[] = [
    {
      id: "family",
      header: field.family(),
      text: (row) => row.family,
      cell: (row) => (
        <a class="u-record-link" href={approvalHref(row)}>
          {localName(termNames(rows, "family", row.family))}
        </a>
      ),
    },
    textColumn("site", field.site(), (row) => row.site),
    textColumn("validTo", field.validTo(), (row) => row.valid_to),
    textColumn("conditions", field.conditions(), (row) => orDash(row.conditions), { wraps: true }),
    chipColumn("status", field.status(), (row) => [approvalChip(row, today)]),
  ];
  return (
    <DataTable
      label={frame.approvals()}
      rows={approvals}
      columns={table}
      rowId={(row) => `${row.site}/${row.family}`}
      empty={<p>{frame.noneYet()}</p>}
    />
  );
}

/** The form that changes an approval. */
function approvalHref({ supplier, site, family }: ApprovalRow): string {
  const named = new URLSearchParams({ do: "approve", site, family });
  return `${recordHref("suppliers", [supplier])}?${named}`;
}

function OrderTable({ orders }: { readonly orders: readonly OrderRow[] }): JSX.Element {
  const { field, frame } = d();
  const table: readonly Column<OrderRow>[] = [
    linkColumn("number", field.order(), (row) => ({ section: "orders", at: [row.number] })),
    textColumn("orderedOn", field.orderedOn(), (row) => row.ordered_on),
    chipColumn("status", field.status(), (row) => [orderChip(row)]),
  ];
  return (
    <DataTable
      label={frame.orders()}
      rows={orders}
      columns={table}
      rowId={(row) => row.number}
      empty={<p>{frame.noneYet()}</p>}
    />
  );
}
