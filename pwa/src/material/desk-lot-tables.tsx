/**
 * The tables inside a lot's and a location's card: balances, holds, receipts.
 */

import type { JSX } from "preact";
import type { BalanceRow, HoldRow, ReceiptRow } from "../entries/rows.ts";
import { compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { DataTable } from "../ui/data-table.tsx";
import {
  amountColumn,
  type Chip,
  chipColumn,
  linkColumn,
  moment,
  orDash,
  textColumn,
} from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { lotWords } from "../ui/i18n/lot/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { RecordLink } from "../ui/record-link.tsx";
import type { Column } from "../ui/table-view.ts";
import { lotChips } from "./lot-chips.ts";

export interface BalanceTableProps {
  readonly rows: Lookup;
  readonly balances: readonly BalanceRow[];
  /** Which half of a balance the card around it does not say. */
  readonly shows: "location" | "lot";
}

export function BalanceTable({ rows, balances, shows }: BalanceTableProps): JSX.Element {
  const { field, frame, word } = d();
  const below = (row: BalanceRow): readonly Chip[] =>
    compareDecimals(row.quantity, "0") < 0 ? [{ status: "warn", label: word.negative() }] : [];
  const table: readonly Column<BalanceRow>[] = [
    ...(shows === "location" ? locationColumns(rows) : lotColumns(rows)),
    amountColumn("quantity", field.quantity(), ({ quantity, unit }) => ({ value: quantity, unit })),
    chipColumn("below", field.status(), below),
  ];
  return (
    <DataTable
      label={frame.stock()}
      rows={balances}
      columns={table}
      rowId={(row) => `${row.lot}/${row.location}`}
      csvName={`stock-${balances[0]?.[shows === "location" ? "lot" : "location"] ?? ""}`}
      empty={<p>{frame.noneYet()}</p>}
    />
  );
}

function locationColumns(rows: Lookup): readonly Column<BalanceRow>[] {
  const { field, word } = d();
  const place = (row: BalanceRow) => rows.get("location", [row.site, row.location])?.row;
  const name = (row: BalanceRow): string => {
    const known = place(row);
    return known === undefined ? "–" : localName(known);
  };
  return [
    linkColumn("location", field.location(), (row) => ({
      section: "locations",
      at: [row.site, row.location],
      label: row.location,
    })),
    textColumn("name", field.name(), name),
    textColumn("type", field.type(), (row) => wordOf(word.locationType, place(row)?.type ?? "–")),
  ];
}

function lotColumns(rows: Lookup): readonly Column<BalanceRow>[] {
  const { field } = d();
  const lot = (row: BalanceRow) => rows.get("lot", [row.lot])?.row;
  return [
    linkColumn("lot", field.lot(), (row) => ({ section: "lots", at: [row.lot] })),
    textColumn("item", field.item(), (row) => orDash(lot(row)?.item ?? null)),
    textColumn("expiry", field.expiry(), (row) => orDash(lot(row)?.expiry ?? null)),
    chipColumn("status", field.status(), (row) => {
      const known = lot(row);
      return known === undefined ? [] : lotChips(rows, known, "");
    }),
  ];
}

/** A reason chosen by a person, or the code of the rule that placed the hold. */
export function holdReason(code: string): string {
  const words: Readonly<Record<string, () => string>> = {
    ...lotWords().holdReasons,
    ...d().word.holdReason,
  };
  return words[code.toLowerCase()]?.() ?? code;
}

export interface HoldTableProps {
  readonly rows: Lookup;
  readonly holds: readonly HoldRow[];
}

export function HoldTable({ rows, holds }: HoldTableProps): JSX.Element {
  const { field, frame, word } = d();
  const person = (badge: string): string => {
    const known = rows.find("person", "badge", badge)[0]?.row;
    return known === undefined ? orDash(badge) : `${localName(known)} (${badge})`;
  };
  const table: readonly Column<HoldRow>[] = [
    textColumn("reason", field.reason(), (row) => holdReason(row.reason_code), {
      wraps: true,
    }),
    textColumn("text", field.text(), (row) => orDash(row.text), { wraps: true }),
    textColumn("by", field.placedBy(), (row) => person(row.placed_by)),
    textColumn("at", field.placedAt(), (row) => moment(row.placed_at)),
    textColumn("liftedBy", field.liftedBy(), (row) =>
      row.lifted_by === null ? "–" : person(row.lifted_by),
    ),
    textColumn("liftedAt", field.liftedAt(), (row) => moment(row.lifted_at)),
    chipColumn("status", field.status(), (row) => [
      row.lifted_at === null
        ? { status: "hold", label: word.holdOpen() }
        : { status: "ok", label: word.holdLifted() },
    ]),
  ];
  return (
    <DataTable
      label={frame.holds()}
      rows={holds}
      columns={table}
      rowId={(row) => row.id}
      empty={<p>{frame.noneYet()}</p>}
    />
  );
}

export function LotReceiptTable({ receipts }: { receipts: readonly ReceiptRow[] }): JSX.Element {
  const { field, frame, word } = d();
  const link = (row: ReceiptRow): JSX.Element => (
    <RecordLink section="receipts" at={[row.id]} label={moment(row.occurred_at)} />
  );
  const table: readonly Column<ReceiptRow>[] = [
    { id: "at", header: field.at(), text: (row) => moment(row.occurred_at), cell: link },
    amountColumn("quantity", field.quantity(), ({ quantity, unit }) => ({ value: quantity, unit })),
    linkColumn("order", field.order(), (row) =>
      row.order === null ? null : { section: "orders", at: [row.order] },
    ),
    textColumn("by", field.by(), (row) => orDash(row.by)),
    textColumn("status", field.status(), (row) => wordOf(word.receiptStatus, row.status)),
  ];
  return (
    <DataTable
      label={frame.receipts()}
      rows={receipts}
      columns={table}
      rowId={(row) => row.id}
      empty={<p>{frame.noneYet()}</p>}
    />
  );
}
