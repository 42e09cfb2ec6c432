/**
 * Locations at the desk: where things may stand, and what stands there.
 */

import type { JSX } from "preact";
import type { LocationRow } from "../entries/rows.ts";
import { compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { type Chip, chipColumn, linkColumn, orDash, textColumn } from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Card } from "../ui/record-card.tsx";
import { recordHref } from "../ui/record-link.tsx";
import type { Status } from "../ui/status.ts";
import type { Column, FilterChip } from "../ui/table-view.ts";
import { BalanceTable } from "./desk-lot-tables.tsx";

const TYPE: Readonly<Record<LocationRow["type"], Status>> = {
  quarantine: "quarantine",
  released: "ok",
  rejected: "stop",
  returned: "recall",
  production: "ok",
  dispatch: "ok",
  unreconciled: "warn",
};

function typeChip({ type }: LocationRow): Chip {
  return { status: TYPE[type], label: wordOf(d().word.locationType, type) };
}

function placeChips(place: LocationRow): readonly Chip[] {
  const closed: Chip = { status: "stop", label: d().word.locationClosed() };
  return place.active === false ? [typeChip(place), closed] : [typeChip(place)];
}

/** Balances at a place that are not zero. */
function balancesAt(rows: Lookup, { site, code }: LocationRow) {
  return rows
    .find("balance", "location", code)
    .map(({ row }) => row)
    .filter((row) => row.site === site && compareDecimals(row.quantity, "0") !== 0);
}

function columns(rows: Lookup): readonly Column<LocationRow>[] {
  const { field, frame } = d();
  return [
    linkColumn("code", field.code(), (row) => ({ section: "locations", at: [row.site, row.code] })),
    textColumn("name", field.name(), localName, { wraps: true }),
    textColumn("zone", field.zone(), (row) => orDash(row.zone)),
    textColumn("lots", frame.lots(), (row) => String(balancesAt(rows, row).length), {
      align: "end",
    }),
    textColumn("site", field.site(), (row) => row.site, { hidden: true }),
    chipColumn("type", field.type(), placeChips),
  ];
}

function filters(): readonly FilterChip<LocationRow>[] {
  const words = d().word.locationType;
  return (["quarantine", "released", "rejected", "unreconciled"] as const).map((type) => ({
    id: type,
    label: words[type](),
    matches: (row) => row.type === type,
  }));
}

export interface LocationListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
}

export function LocationList({ rows, frame }: LocationListProps): JSX.Element {
  return (
    <DeskList
      title={d().frame.menu.locations()}
      frame={frame}
      rows={rows.all("location").map(({ row }) => row)}
      columns={columns(rows)}
      chips={filters()}
      rowId={(row) => `${row.site}/${row.code}`}
      href={(row) => recordHref("locations", [row.site, row.code])}
      csvName="locations"
    />
  );
}

/** Null when this computer does not know the place. */
export function locationCard(rows: Lookup, site: string, code: string): Card | null {
  const place = rows.get("location", [site, code])?.row;
  if (place === undefined) {
    return null;
  }
  const { field, frame } = d();
  const balances = balancesAt(rows, place);
  return {
    identity: place.code,
    name: localName(place),
    chips: placeChips(place),
    facts: [
      { label: field.site(), value: place.site },
      { label: field.zone(), value: orDash(place.zone) },
    ],
    parts: [
      {
        id: "stock",
        label: frame.stock(),
        count: balances.length,
        content: () => <BalanceTable rows={rows} balances={balances} shows="lot" />,
      },
    ],
  };
}
