/**
 * Machines and gauges at the desk: which there are, how they stand, what falls due next.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { unready } from "../entries/equipment-ready.ts";
import type { EquipmentRow } from "../entries/equipment-rows.ts";
import { termNames } from "../entries/terms.ts";
import type { Lookup } from "../sync/view.ts";
import { chipColumn, linkColumn, textColumn, yesNo } from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { e } from "../ui/i18n/equipment/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import { pieceChips, whenDue } from "./chips.ts";
import { duesOf, pressing } from "./due.ts";
import "./equipment.css";

interface EquipmentListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
  readonly nowMs: number;
}

export function EquipmentList({ rows, frame, nowMs }: EquipmentListProps): JSX.Element {
  const [chosen, choose] = useState(EVERY);
  const pieces = rows.all("equipment").map(({ row }) => row);
  const kept = pieces.filter((row) => chosen === EVERY || row.equipment_class === chosen);
  return (
    <DeskList
      title={d().frame.menu.equipment()}
      frame={frame}
      above={<ClassChoice rows={rows} pieces={pieces} value={chosen} onChange={choose} />}
      rows={kept.toSorted((left, right) => left.code.localeCompare(right.code))}
      columns={columns(rows, nowMs)}
      chips={filters(nowMs)}
      rowId={(row) => row.code}
      href={(row) => recordHref("equipment", [row.code])}
      csvName="equipment"
    />
  );
}

const EVERY = "*";

interface ClassChoiceProps {
  readonly rows: Lookup;
  readonly pieces: readonly EquipmentRow[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ClassChoice({ rows, pieces, value, onChange }: ClassChoiceProps): JSX.Element {
  const words = d().equipment;
  const classes = [...new Set(pieces.map((row) => row.equipment_class))].toSorted();
  return (
    <div class="equipment-class">
      <SelectField
        label={words.class()}
        value={value}
        options={[
          { value: EVERY, label: words.everyClass() },
          ...classes.map((each) => ({ value: each, label: classOf(rows, each) })),
        ]}
        onChange={onChange}
      />
    </div>
  );
}

function classOf(rows: Lookup, code: string): string {
  return localName(termNames(rows, "equipment_class", code));
}

function columns(rows: Lookup, nowMs: number): readonly Column<EquipmentRow>[] {
  const { equipment, field } = d();
  return [
    linkColumn("code", equipment.code(), (row) => ({ section: "equipment", at: [row.code] })),
    textColumn("name", field.name(), localName, { wraps: true }),
    textColumn("class", equipment.class(), (row) => classOf(rows, row.equipment_class)),
    chipColumn("status", field.status(), (row) => pieceChips(row, nowMs)),
    textColumn("due", equipment.nextDue(), (row) => nextDue(row, nowMs), {
      order: (left, right) => soonest(left, nowMs) - soonest(right, nowMs),
    }),
    textColumn("critical", equipment.critical(), (row) => yesNo(row.critical)),
    textColumn("kind", equipment.kind(), (row) => e().kind[row.kind](), { hidden: true }),
    textColumn("site", field.site(), (row) => row.site, { hidden: true }),
  ];
}

function nextDue(piece: EquipmentRow, nowMs: number): string {
  const [due] = duesOf(piece, nowMs);
  if (due === undefined) {
    return "–";
  }
  return [e().duty[due.duty](), due.day ?? "", whenDue(due)]
    .filter((part) => part !== "")
    .join(" · ");
}

function soonest(piece: EquipmentRow, nowMs: number): number {
  const [due] = duesOf(piece, nowMs);
  return due === undefined ? Number.MAX_SAFE_INTEGER : Math.max(pressing(due), -1e9);
}

function filters(nowMs: number): readonly FilterChip<EquipmentRow>[] {
  const words = d().equipment;
  const stands = (row: EquipmentRow, ...standings: readonly string[]): boolean =>
    duesOf(row, nowMs).some(({ standing }) => standings.includes(standing));
  return [
    {
      id: "unready",
      label: words.notReady(),
      matches: (row) => row.status !== "retired" && unready(row, nowMs).length > 0,
    },
    { id: "overdue", label: e().standing.overdue(), matches: (row) => stands(row, "overdue") },
    { id: "week", label: e().standing.week(), matches: (row) => stands(row, "week") },
    { id: "month", label: e().standing.month(), matches: (row) => stands(row, "week", "month") },
    {
      id: "out",
      label: e().status.out_of_service(),
      matches: ({ status }) => status === "out_of_service",
    },
    { id: "retired", label: e().status.retired(), matches: ({ status }) => status === "retired" },
    { id: "critical", label: words.critical(), matches: ({ critical }) => critical },
  ];
}
