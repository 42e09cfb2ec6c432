/**
 * Units at the desk: every serial, how it stands, what holds it, whether it is part of another.
 */

import type { ComponentChildren, JSX } from "preact";
import type { UnitRow } from "../entries/floor-rows.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type Chip,
  chipColumn,
  factLink,
  linkColumn,
  orDash,
  textColumn,
} from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Card, CardPart } from "../ui/record-card.tsx";
import { recordHref } from "../ui/record-link.tsx";
import type { Status } from "../ui/status.ts";
import type { Column } from "../ui/table-view.ts";

/** Units that are not there any more. */
export const GONE: ReadonlySet<string> = new Set(["scrapped", "void"]);

const STATUS: Readonly<Record<string, Status>> = {
  released: "ok",
  rework: "warn",
  scrapped: "stop",
  void: "stop",
};

function chips(unit: UnitRow): readonly Chip[] {
  const { word, change } = d();
  const label = wordOf(change.unit.status, unit.status);
  return [
    { status: STATUS[unit.status] ?? "provisional", label },
    ...(unit.holds.length > 0 ? [{ status: "hold" as const, label: word.onHold() }] : []),
    ...(unit.stub ? [{ status: "warn" as const, label: word.stub() }] : []),
  ];
}

function columns(rows: Lookup): readonly Column<UnitRow>[] {
  const { field, change } = d();
  const item = (row: UnitRow) => rows.get("item", [row.item])?.row;
  return [
    linkColumn("serial", change.unit.serial(), (row) => ({
      section: "units",
      at: [row.item, row.serial],
      label: row.serial,
    })),
    linkColumn("item", field.item(), (row) => ({ section: "items", at: [row.item] })),
    textColumn(
      "name",
      field.name(),
      (row) => {
        const known = item(row);
        return known === undefined ? field.unknownHere() : localName(known);
      },
      { wraps: true },
    ),
    chipColumn("status", field.status(), chips),
    textColumn("assembly", change.unit.assembly(), (row) =>
      row.parent === null ? field.no() : field.yes(),
    ),
    linkColumn("lot", change.unit.lot(), (row) =>
      row.lot === null ? null : { section: "lots", at: [row.lot] },
    ),
  ];
}

export interface UnitListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
}

export function UnitList({ rows, frame }: UnitListProps): JSX.Element {
  const { word, change } = d();
  return (
    <DeskList
      title={d().frame.menu.units()}
      frame={frame}
      rows={rows
        .all("unit")
        .map(({ row }) => row)
        .toSorted((left, right) => left.serial.localeCompare(right.serial))}
      columns={columns(rows)}
      chips={[
        { id: "held", label: word.onHold(), matches: (row) => row.holds.length > 0 },
        {
          id: "rework",
          label: change.unit.status.rework(),
          matches: (row) => row.status === "rework",
        },
        { id: "stub", label: word.stub(), matches: (row) => row.stub },
      ]}
      rowId={(row) => `${row.item}/${row.serial}`}
      href={(row) => recordHref("units", [row.item, row.serial])}
      csvName="units"
    />
  );
}

export interface UnitCardProps {
  readonly rows: Lookup;
  readonly item: string;
  readonly serial: string;
  /** From other capabilities: its steps, its deviations, the forms that lift its holds. */
  readonly parts: (unit: UnitRow) => readonly CardPart[];
  readonly holds: (unit: UnitRow) => ComponentChildren;
}

/** Null when this computer does not know the unit. */
export function unitCard({ rows, item, serial, parts, holds }: UnitCardProps): Card | null {
  const unit = rows.get("unit", [item, serial])?.row;
  if (unit === undefined) {
    return null;
  }
  const { field, change, frame } = d();
  const known = rows.get("item", [item])?.row;
  return {
    identity: serial,
    name: known === undefined ? item : `${item} · ${localName(known)}`,
    chips: chips(unit),
    facts: [
      { label: field.item(), value: factLink("items", item) },
      { label: change.unit.lot(), value: factLink("lots", unit.lot) },
      {
        label: change.unit.assembly(),
        value: unit.parent === null ? field.no() : field.yes(),
      },
      { label: field.site(), value: orDash(unit.site) },
    ],
    parts: [
      ...parts(unit),
      {
        id: "holds",
        label: frame.holds(),
        count: unit.holds.length,
        content: () => holds(unit),
      },
    ],
  };
}
