/**
 * How a supplier, an approval and an order stand, as chips: an approval past its date counts as ended.
 */

import type { ApprovalRow, OrderRow, SupplierRow } from "../entries/rows.ts";
import type { Chip } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import type { Status } from "../ui/status.ts";

const SUPPLIER: Readonly<Record<SupplierRow["status"], Status>> = {
  prospect: "provisional",
  evaluating: "provisional",
  approved: "ok",
  conditional: "warn",
  suspended: "stop",
  disqualified: "stop",
};

const ORDER: Readonly<Record<OrderRow["status"], Status>> = {
  approved: "provisional",
  sent: "provisional",
  part: "warn",
  received: "ok",
  closed: "ok",
  cancelled: "stop",
};

export function supplierChip({ status }: SupplierRow): Chip {
  return { status: SUPPLIER[status], label: wordOf(d().word.supplierStatus, status) };
}

/** `today` as YYYY-MM-DD. */
export function approvalChip(approval: ApprovalRow, today: string): Chip {
  if (approval.valid_to < today && SUPPLIER[approval.status] !== "stop") {
    return { status: "stop", label: d().word.approvalExpired() };
  }
  const label = wordOf(d().word.supplierStatus, approval.status);
  return { status: SUPPLIER[approval.status], label };
}

export function orderChip({ status }: OrderRow): Chip {
  return { status: ORDER[status], label: wordOf(d().word.orderStatus, status) };
}
