/**
 * One machine or gauge: how it stands and until when, what was done to it, what it was used on, what is asked about it.
 */

import type { ComponentChildren, JSX } from "preact";
import type { EquipmentRow } from "../entries/equipment-rows.ts";
import type { DeviationRow } from "../entries/floor-rows.ts";
import { termNames } from "../entries/terms.ts";
import type { Lookup } from "../sync/view.ts";
import { DataTable } from "../ui/data-table.tsx";
import { chipColumn, linkColumn, moment, orDash, textColumn, yesNo } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { e } from "../ui/i18n/equipment/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Card, CardPart } from "../ui/record-card.tsx";
import type { Column } from "../ui/table-view.ts";
import { pieceChips, STANDING_STATUS, whenDue } from "./chips.ts";
import { type Due, duesOf } from "./due.ts";
import "./equipment.css";

interface EquipmentCardProps {
  readonly rows: Lookup;
  readonly code: string;
  readonly nowMs: number;
  /** Read from the server. */
  readonly acts: () => ComponentChildren;
  readonly uses: () => ComponentChildren;
  /** The tag, from the labelling capability. */
  readonly label: () => ComponentChildren;
}

/** Null when this computer does not know the piece. */
export function equipmentCard(props: EquipmentCardProps): Card | null {
  const piece = props.rows.get("equipment", [props.code])?.row;
  if (piece === undefined) {
    return null;
  }
  const { equipment, field, frame } = d();
  const uses: CardPart = { id: "uses", label: equipment.uses(), content: props.uses };
  const state: CardPart = {
    id: "state",
    label: equipment.state(),
    content: () => <DutyTable piece={piece} nowMs={props.nowMs} />,
  };
  // What it was used on is the first question once it was found wrong.
  const first = piece.out_of_tolerance_at === null ? [state, uses] : [uses, state];
  return {
    identity: piece.code,
    name: localName(piece),
    chips: pieceChips(piece, props.nowMs),
    facts: [
      {
        label: equipment.class(),
        value: localName(termNames(props.rows, "equipment_class", piece.equipment_class)),
      },
      { label: equipment.kind(), value: e().kind[piece.kind]() },
      { label: equipment.qualification(), value: e().status[piece.status]() },
      { label: equipment.critical(), value: yesNo(piece.critical) },
      { label: field.site(), value: piece.site },
    ],
    parts: [
      ...first,
      { id: "acts", label: equipment.acts(), content: props.acts },
      ...deviationParts(props.rows, piece),
      { id: "label", label: frame.label(), content: props.label },
    ],
  };
}

function DutyTable(props: { readonly piece: EquipmentRow; readonly nowMs: number }): JSX.Element {
  const { piece, nowMs } = props;
  const words = d().equipment;
  const dues = duesOf(piece, nowMs);
  const columns: readonly Column<Due>[] = [
    textColumn("duty", words.duty(), ({ duty }) => e().duty[duty]()),
    textColumn("every", words.every(), ({ duty }) => intervalOf(piece, duty)),
    textColumn("last", words.last(), ({ doneAt }) => moment(doneAt)),
    textColumn("due", words.due(), ({ day, untilMs }) =>
      untilMs === null ? orDash(day) : moment(new Date(untilMs).toISOString()),
    ),
    chipColumn("standing", words.standing(), (due) => [
      {
        status: STANDING_STATUS[due.standing],
        label:
          due.standing === "overdue" && !due.wrong
            ? `${e().standing.overdue()} · ${whenDue(due)}`
            : whenDue(due),
      },
    ]),
  ];
  return (
    <DataTable
      label={words.state()}
      rows={dues}
      columns={columns}
      rowId={({ duty }) => duty}
      empty={<p>{e().noDuties()}</p>}
    />
  );
}

function intervalOf(piece: EquipmentRow, duty: Due["duty"]): string {
  const words = d().equipment;
  if (duty === "cleaning") {
    return words.hours(piece.cleaning_hours ?? 0);
  }
  const days = duty === "calibration" ? piece.calibration_days : piece.maintenance_days;
  return days === null ? words.notAsked() : words.days(days);
}

function deviationParts(rows: Lookup, { code }: EquipmentRow): readonly CardPart[] {
  const found = rows
    .all("deviation")
    .map(({ row }) => row)
    .filter(({ subject_kind, subject_key }) => subject_kind === "equipment" && subject_key === code)
    .toSorted((left, right) => right.opened_at.localeCompare(left.opened_at));
  return [
    {
      id: "deviations",
      label: d().equipment.deviations(),
      count: found.filter(({ status }) => status === "open").length,
      content: () => <DeviationTable deviations={found} />,
    },
  ];
}

function DeviationTable({ deviations }: { readonly deviations: readonly DeviationRow[] }) {
  const { deviation, equipment, field } = d();
  const columns: readonly Column<DeviationRow>[] = [
    linkColumn("number", deviation.number(), ({ number }) => ({
      section: "deviations",
      at: [number],
    })),
    textColumn("opened", deviation.opened(), (row) => moment(row.opened_at)),
    chipColumn("status", field.status(), deviationChips),
  ];
  return (
    <DataTable
      label={equipment.deviations()}
      rows={deviations}
      columns={columns}
      rowId={({ number }) => number}
      empty={<p>{d().frame.noneYet()}</p>}
    />
  );
}

/** Open, or what became of it. */
export function deviationChips({ status, disposition }: DeviationRow) {
  const words = d().deviation;
  return status === "open"
    ? [{ status: "warn", label: words.open() } as const]
    : [{ status: "ok", label: wordOf(words.dispositions, disposition ?? "") } as const];
}
