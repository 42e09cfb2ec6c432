/**
 * Receipts at the desk: what came in, when, from whom, and which of it is in doubt.
 */

import type { JSX } from "preact";
import { codeText } from "../entries/code-texts.ts";
import type { ExceptionRow, ReceiptRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import {
  amountColumn,
  type Chip,
  chipColumn,
  deviceText,
  factLink,
  linkColumn,
  moment,
  orDash,
  textColumn,
} from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { localName } from "../ui/local-name.ts";
import { Quantity } from "../ui/quantity.tsx";
import type { Card } from "../ui/record-card.tsx";
import type { Fact } from "../ui/record-header.tsx";
import { RecordLink, recordHref } from "../ui/record-link.tsx";
import type { Status } from "../ui/status.ts";
import type { Column, FilterChip } from "../ui/table-view.ts";

const STATUS: Readonly<Record<ReceiptRow["status"], Status>> = {
  posted: "ok",
  unreconciled: "warn",
  confirmed: "ok",
  voided: "stop",
};

export function receiptChips(rows: Lookup, receipt: ReceiptRow): readonly Chip[] {
  const words = d().word;
  const { status, corrected, id } = receipt;
  const provisional = rows.get("receipt", [id])?.provisional === true;
  return [
    { status: STATUS[status], label: wordOf(words.receiptStatus, status) },
    ...(corrected ? [{ status: "warn", label: words.corrected() } as const] : []),
    ...(provisional ? [{ status: "provisional", label: words.provisional() } as const] : []),
  ];
}

function deviceName(rows: Lookup, id: string): string {
  return deviceText(id, rows.get("device", [id])?.row.code);
}

function personName(rows: Lookup, badge: string): string {
  const person = rows.find("person", "badge", badge)[0]?.row;
  return person === undefined ? orDash(badge) : localName(person);
}

function columns(rows: Lookup): readonly Column<ReceiptRow>[] {
  const { field } = d();
  return [
    {
      id: "at",
      header: field.recordedAt(),
      text: (row) => moment(row.occurred_at),
      cell: (row) => (
        <RecordLink section="receipts" at={[row.id]} label={moment(row.occurred_at)} />
      ),
    },
    linkColumn("lot", field.lot(), (row) => ({ section: "lots", at: [row.lot] })),
    linkColumn("item", field.item(), (row) =>
      row.item === "" ? null : { section: "items", at: [row.item] },
    ),
    amountColumn("quantity", field.quantity(), ({ quantity, unit }) => ({ value: quantity, unit })),
    textColumn("supplier", field.supplier(), (row) => orDash(row.supplier)),
    linkColumn("order", field.order(), (row) =>
      row.order === null ? null : { section: "orders", at: [row.order] },
    ),
    chipColumn("status", field.status(), (row) => receiptChips(rows, row)),
    textColumn("by", field.by(), (row) => personName(rows, row.by)),
    textColumn("device", field.device(), (row) => deviceName(rows, row.device)),
    textColumn("note", field.deliveryNote(), (row) => orDash(row.delivery_note), { hidden: true }),
    textColumn("package", field.packageId(), (row) => orDash(row.package_id), { hidden: true }),
  ];
}

function filters(): readonly FilterChip<ReceiptRow>[] {
  const words = d().word;
  return [
    {
      id: "doubt",
      label: words.receiptStatus.unreconciled(),
      matches: (row) => row.status === "unreconciled",
    },
    { id: "corrected", label: words.corrected(), matches: (row) => row.corrected },
    {
      id: "voided",
      label: words.receiptStatus.voided(),
      matches: (row) => row.status === "voided",
    },
  ];
}

export interface ReceiptListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
}

export function ReceiptList({ rows, frame }: ReceiptListProps): JSX.Element {
  const receipts = rows.all("receipt").map(({ row }) => row);
  return (
    <DeskList
      title={d().frame.menu.receipts()}
      frame={frame}
      rows={receipts.toSorted((left, right) => (left.occurred_at < right.occurred_at ? 1 : -1))}
      columns={columns(rows)}
      chips={filters()}
      rowId={(row) => row.id}
      href={(row) => recordHref("receipts", [row.id])}
      csvName="receipts"
    />
  );
}

/** Null when this computer does not know the receipt. */
export function receiptCard(rows: Lookup, id: string): Card | null {
  const receipt = rows.get("receipt", [id])?.row;
  if (receipt === undefined) {
    return null;
  }
  const exceptions = rows.find("exception", "entry", id).map(({ row }) => row);
  return {
    identity: receipt.lot,
    name: moment(receipt.occurred_at),
    chips: receiptChips(rows, receipt),
    facts: facts(rows, receipt),
    parts:
      exceptions.length === 0
        ? []
        : [
            {
              id: "exceptions",
              label: d().frame.exceptions(),
              count: exceptions.length,
              content: () => <ExceptionLinks exceptions={exceptions} />,
            },
          ],
  };
}

function facts(rows: Lookup, receipt: ReceiptRow): readonly Fact[] {
  const { field } = d();
  const { quantity, unit } = receipt;
  return [
    { label: field.lot(), value: factLink("lots", receipt.lot) },
    { label: field.item(), value: factLink("items", receipt.item) },
    { label: field.quantity(), value: <Quantity value={quantity} unit={unit} /> },
    { label: field.supplier(), value: factLink("suppliers", receipt.supplier) },
    { label: field.supplierLot(), value: orDash(receipt.supplier_lot) },
    { label: field.order(), value: factLink("orders", receipt.order) },
    { label: field.line(), value: receipt.order_line === null ? "–" : String(receipt.order_line) },
    { label: field.deliveryNote(), value: orDash(receipt.delivery_note) },
    { label: field.packageId(), value: orDash(receipt.package_id) },
    { label: field.identifier(), value: orDash(receipt.di) },
    { label: field.by(), value: personName(rows, receipt.by) },
    { label: field.device(), value: deviceName(rows, receipt.device) },
    { label: field.entry(), value: receipt.id },
  ];
}

function ExceptionLinks({ exceptions }: { exceptions: readonly ExceptionRow[] }): JSX.Element {
  return (
    <ul class="u-plain-list">
      {exceptions.map(({ id, code, detail }) => (
        <li key={id}>
          <RecordLink
            section="exceptions"
            at={[id]}
            label={codeText(code, detail, language.value)?.what ?? code}
          />
        </li>
      ))}
    </ul>
  );
}
