/**
 * Items at the desk: the list, and what an item's card says.
 */

import type { JSX } from "preact";
import { onHand } from "../entries/on-hand.ts";
import type { ItemRow, LotRow } from "../entries/rows.ts";
import { termNames } from "../entries/terms.ts";
import type { Lookup } from "../sync/view.ts";
import { amountText } from "../ui/amount.ts";
import { DataTable } from "../ui/data-table.tsx";
import {
  amountColumn,
  type Chip,
  chipColumn,
  linkColumn,
  orDash,
  textColumn,
  unitColumn,
  yesNo,
} from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Card } from "../ui/record-card.tsx";
import type { Fact } from "../ui/record-header.tsx";
import { recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import { unitSign } from "../ui/unit-sign.ts";
import { DescriptionTable } from "./desk-description.tsx";
import { IdentifierTable } from "./desk-identifiers.tsx";

function statusChip({ status }: ItemRow): Chip {
  const label = wordOf(d().word.itemStatus, status);
  const by = { active: "ok", stub: "warn", inactive: "stop" } as const;
  return { status: by[status], label };
}

function columns(rows: Lookup): readonly Column<ItemRow>[] {
  const { field, word } = d();
  return [
    linkColumn("number", field.number(), (row) => ({ section: "items", at: [row.number] })),
    textColumn("name", field.name(), localName, { wraps: true }),
    chipColumn("status", field.status(), (row) => [statusChip(row)]),
    textColumn("revision", field.revision(), (row) => orDash(row.revision)),
    textColumn("trace", field.trace(), (row) => wordOf(word.trace, row.trace)),
    unitColumn("unit", field.unit(), (row) => row.unit),
    textColumn("family", field.family(), (row) => orDash(familyOf(rows, row))),
    textColumn("specification", field.specification(), (row) => orDash(row.specification), {
      hidden: true,
    }),
    textColumn("certificate", field.certificate(), (row) => yesNo(row.certificate_required), {
      hidden: true,
    }),
  ];
}

function filters(): readonly FilterChip<ItemRow>[] {
  const { field, word } = d();
  return [
    { id: "stub", label: word.itemStatus.stub(), matches: (row) => row.status === "stub" },
    { id: "certificate", label: field.certificate(), matches: (row) => row.certificate_required },
  ];
}

export interface ItemListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
}

export function ItemList({ rows, frame }: ItemListProps): JSX.Element {
  return (
    <DeskList
      title={d().frame.menu.items()}
      frame={frame}
      rows={rows.all("item").map(({ row }) => row)}
      columns={columns(rows)}
      chips={filters()}
      rowId={(row) => row.number}
      href={(row) => recordHref("items", [row.number])}
      csvName="items"
    />
  );
}

/** Null when this computer does not know the item. */
export function itemCard(rows: Lookup, number: string): Card | null {
  const item = rows.get("item", [number])?.row;
  if (item === undefined) {
    return null;
  }
  const words = d().frame;
  const identifiers = rows.find("identifier", "item", number).map(({ row }) => row);
  const publications = rows.find("publication", "item", number).map(({ row }) => row);
  const described = rows.get("device_description", [number])?.row ?? null;
  const lots = rows.find("lot", "item", number).map(({ row }) => row);
  return {
    identity: item.number,
    name: localName(item),
    chips: [statusChip(item)],
    facts: facts(rows, item),
    parts: [
      {
        id: "identifiers",
        label: words.identifiers(),
        count: identifiers.length,
        content: () => (
          <IdentifierTable identifiers={identifiers} item={item} publications={publications} />
        ),
      },
      {
        id: "device",
        label: d().identity.device(),
        content: () => <DescriptionTable described={described} />,
      },
      {
        id: "stock",
        label: words.stock(),
        count: lots.length,
        content: () => <ItemStock rows={rows} lots={lots} />,
      },
    ],
  };
}

function familyOf(rows: Lookup, { family }: ItemRow): string {
  return localName(termNames(rows, "family", family));
}

function facts(rows: Lookup, item: ItemRow): readonly Fact[] {
  const { field, word } = d();
  const days = (count: number | null): string => (count === null ? "–" : field.days(count));
  return [
    { label: field.revision(), value: orDash(item.revision) },
    { label: field.trace(), value: wordOf(word.trace, item.trace) },
    { label: field.unit(), value: unitSign(item.unit) },
    { label: field.conversions(), value: conversions(item) },
    { label: field.shelfLife(), value: days(item.shelf_life_days) },
    { label: field.minimumRemaining(), value: days(item.minimum_remaining_days) },
    {
      label: field.openTime(),
      value: item.open_minutes == null ? "–" : field.minutes(item.open_minutes),
    },
    { label: field.family(), value: orDash(familyOf(rows, item)) },
    { label: field.specification(), value: orDash(item.specification) },
    { label: field.certificate(), value: yesNo(item.certificate_required) },
  ];
}

/** `1 box = 50 each`, or `3 roll = 10 m` where one is no whole number of the other. */
function conversions({ conversions: known, unit }: ItemRow): string {
  const lines = Object.entries(known).map(
    ([other, [numerator, denominator]]) =>
      `${amountText({ value: String(denominator), unit: other })} = ${amountText({ value: String(numerator), unit })}`,
  );
  return lines.length === 0 ? "–" : lines.join(", ");
}

function ItemStock({ rows, lots }: { rows: Lookup; lots: readonly LotRow[] }): JSX.Element {
  const { field, word, frame } = d();
  const amount = (lot: LotRow) => onHand(rows, lot.number);
  const table: readonly Column<LotRow>[] = [
    linkColumn("lot", field.lot(), (row) => ({ section: "lots", at: [row.number] })),
    textColumn("status", field.status(), (row) => wordOf(word.lotStatus, row.status)),
    textColumn("expiry", field.expiry(), (row) => orDash(row.expiry)),
    amountColumn("quantity", field.quantity(), amount),
  ];
  return (
    <DataTable
      label={frame.stock()}
      rows={lots}
      columns={table}
      rowId={(row) => row.number}
      empty={<p>{frame.noneYet()}</p>}
    />
  );
}
