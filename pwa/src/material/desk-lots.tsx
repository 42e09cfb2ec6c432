/**
 * Lots at the desk: what there is, how it stands, where it is, what holds it.
 */

import type { ComponentChildren, JSX } from "preact";
import { balancesOfLot, onHand, openHolds, upstreamHolds } from "../entries/on-hand.ts";
import type { LotRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import {
  amountColumn,
  chipColumn,
  factLink,
  linkColumn,
  moment,
  orDash,
  textColumn,
} from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { Quantity } from "../ui/quantity.tsx";
import type { Card, CardPart } from "../ui/record-card.tsx";
import type { Fact } from "../ui/record-header.tsx";
import { recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import { BalanceTable, HoldTable, holdReason, LotReceiptTable } from "./desk-lot-tables.tsx";
import type { OpenHold } from "./hold-forms.tsx";
import { lotChips } from "./lot-chips.ts";

function itemName(rows: Lookup, lot: LotRow): string {
  const item = rows.get("item", [lot.item])?.row;
  return item === undefined ? d().field.unknownHere() : localName(item);
}

function expiryText(lot: LotRow): string {
  if (lot.expiry === null) {
    return "–";
  }
  return lot.expiry_day_given ? lot.expiry : `${lot.expiry} (${d().field.dayNotGiven()})`;
}

function columns(rows: Lookup, today: string): readonly Column<LotRow>[] {
  const { field } = d();
  const left = (row: LotRow) => onHand(rows, row.number);
  return [
    linkColumn("number", field.lot(), (row) => ({ section: "lots", at: [row.number] })),
    linkColumn("item", field.item(), (row) =>
      row.item === "" ? null : { section: "items", at: [row.item] },
    ),
    textColumn("name", field.name(), (row) => itemName(rows, row), { wraps: true }),
    chipColumn("status", field.status(), (row) => lotChips(rows, row, today)),
    textColumn("supplierLot", field.supplierLot(), (row) => orDash(row.supplier_lot)),
    textColumn("expiry", field.expiry(), expiryText),
    amountColumn("quantity", field.quantity(), left),
    textColumn("received", field.receivedAt(), (row) => moment(row.received_at)),
    textColumn("supplier", field.supplier(), (row) => orDash(row.supplier), { hidden: true }),
  ];
}

function filters(rows: Lookup, today: string): readonly FilterChip<LotRow>[] {
  const { word } = d();
  return [
    {
      id: "quarantine",
      label: word.lotStatus.quarantine(),
      matches: (row) => row.status === "quarantine",
    },
    {
      id: "held",
      label: word.onHold(),
      matches: (row) => upstreamHolds(rows, row.number).length > 0,
    },
    {
      id: "expired",
      label: word.expiredDate(),
      matches: (row) => row.expiry !== null && row.expiry < today,
    },
    { id: "stub", label: word.stub(), matches: (row) => row.stub },
  ];
}

export interface LotListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
  readonly today: string;
}

export function LotList({ rows, frame, today }: LotListProps): JSX.Element {
  const lots = rows.all("lot").map(({ row }) => row);
  return (
    <DeskList
      title={d().frame.menu.lots()}
      frame={frame}
      rows={lots.toSorted((left, right) => (left.received_at < right.received_at ? 1 : -1))}
      columns={columns(rows, today)}
      chips={filters(rows, today)}
      rowId={(row) => row.number}
      href={(row) => recordHref("lots", [row.number])}
      csvName="lots"
    />
  );
}

export interface LotCardProps {
  readonly rows: Lookup;
  readonly number: string;
  readonly today: string;
  /** Release or reject, from inspection. */
  readonly decide: (lot: LotRow) => ComponentChildren;
  /** The forms that lift its open holds. */
  readonly lift: (holds: readonly OpenHold[]) => ComponentChildren;
  /** Those about it, from nonconformance. */
  readonly deviations: Pick<CardPart, "count" | "content">;
  /** The label panel, from the labelling capability. */
  readonly label: () => ComponentChildren;
  /** The stock ledger, read from the server. */
  readonly movements: () => ComponentChildren;
}

/** Null when this computer does not know the lot. */
export function lotCard(props: LotCardProps): Card | null {
  const { rows, number, today, label, movements, decide } = props;
  const lot = rows.get("lot", [number])?.row;
  if (lot === undefined) {
    return null;
  }
  return {
    identity: lot.number,
    name: itemName(rows, lot),
    chips: lotChips(rows, lot, today),
    facts: facts(rows, lot),
    parts: [
      ...stockParts(props),
      { id: "decide", label: d().change.decide.tab(), content: () => decide(lot) },
      { id: "deviations", label: d().change.unit.deviations(), ...props.deviations },
      { id: "movements", label: d().frame.movements(), content: movements },
      { id: "label", label: d().frame.label(), content: label },
    ],
  };
}

function stockParts({ rows, number, lift }: LotCardProps): readonly CardPart[] {
  const words = d().frame;
  const balances = balancesOfLot(rows, number);
  const holds = rows.find("hold", "lot", number).map(({ row }) => row);
  const receipts = rows.find("receipt", "lot", number).map(({ row }) => row);
  return [
    {
      id: "stock",
      label: words.stock(),
      count: balances.length,
      content: () => <BalanceTable rows={rows} balances={balances} shows="location" />,
    },
    {
      id: "holds",
      label: words.holds(),
      count: holds.length,
      content: () => (
        <>
          {holds.length > 0 && <HoldTable rows={rows} holds={holds} />}
          {lift(
            openHolds(rows, number).map(({ id, reason_code }) => ({
              id,
              what: holdReason(reason_code),
            })),
          )}
        </>
      ),
    },
    {
      id: "receipts",
      label: words.receipts(),
      count: receipts.length,
      content: () => <LotReceiptTable receipts={receipts} />,
    },
  ];
}

function facts(rows: Lookup, lot: LotRow): readonly Fact[] {
  const { field } = d();
  return [
    { label: field.item(), value: factLink("items", lot.item) },
    { label: field.revision(), value: orDash(lot.item_revision) },
    { label: field.quantity(), value: <Quantity {...onHand(rows, lot.number)} /> },
    { label: field.expiry(), value: expiryText(lot) },
    { label: field.production(), value: orDash(lot.production) },
    { label: field.supplier(), value: factLink("suppliers", lot.supplier) },
    { label: field.supplierLot(), value: orDash(lot.supplier_lot) },
    { label: field.receivedAt(), value: moment(lot.received_at) },
    { label: field.site(), value: lot.site },
  ];
}
