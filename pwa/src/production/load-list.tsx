/**
 * Sterilisation at the desk: the loads, and the revisions of the cycles they run by.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CycleRow } from "../entries/load-rows.ts";
import { termNames } from "../entries/terms.ts";
import type { Lookup } from "../sync/view.ts";
import { amountText } from "../ui/amount.ts";
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
import { DeskHead, DeskTable, type ListFrame } from "../ui/desk-list.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";
import type { Column } from "../ui/table-view.ts";
import { Tabs } from "../ui/tabs.tsx";
import {
  type CycleLine,
  type CycleReadingLine,
  cycleLines,
  type LoadCardView,
  type LoadLine,
  type LoadsView,
  limitsText,
  loadChips,
} from "./load-view.ts";

export interface LoadBoardProps {
  readonly rows: Lookup;
  readonly view: LoadsView;
  readonly frame: ListFrame;
}

export function LoadBoard({ rows, view, frame }: LoadBoardProps): JSX.Element {
  const { loads } = d();
  const [tab, setTab] = useState("loads");
  const tabs = [
    { id: "loads", label: loads.loads(), count: view.loads.length },
    { id: "cycles", label: loads.cycles(), count: view.cycles.length },
  ];
  return (
    <>
      <DeskHead title={d().frame.menu.loads()} frame={frame} />
      <Tabs label={loads.loads()} tabs={tabs} active={tab} onChange={setTab}>
        {tab === "loads" ? (
          <DeskTable
            title={loads.loads()}
            frame={frame}
            rows={view.loads}
            columns={columns()}
            rowId={({ number }) => number}
            href={({ number }) => recordHref("loads", [number])}
            csvName="loads"
          />
        ) : (
          <DeskTable
            title={loads.cycles()}
            frame={frame}
            rows={view.cycles}
            columns={cycleColumns(rows)}
            rowId={({ code, revision }) => `${code}/${revision}`}
            csvName="cycles"
          />
        )}
      </Tabs>
    </>
  );
}

function columns(): readonly Column<LoadLine>[] {
  const { field, loads } = d();
  const end = { align: "end" } as const;
  return [
    linkColumn("number", loads.load(), ({ number }) => ({ section: "loads", at: [number] })),
    chipColumn("status", field.status(), loadChips),
    amountColumn("quantity", field.quantity(), ({ quantity, unit }) => ({ value: quantity, unit })),
    textColumn("lots", loads.lots(), (row) => orDash(row.lots.join(", ")), { wraps: true }),
    textColumn("chamber", loads.chamber(), (row) => row.chamber),
    textColumn("cycle", loads.cycle(), (row) => `${row.cycle} ${row.revision}`),
    textColumn("read", loads.indicators(), indicatorsText, end),
    textColumn("opened", loads.opened(), (row) => moment(row.opened_at)),
    textColumn("decided", loads.decidedBy(), (row) => orDash(row.decided_by)),
  ];
}

function indicatorsText({ indicators_read, indicators_placed }: LoadLine): string {
  return `${indicators_read} / ${indicators_placed}`;
}

function cycleColumns(rows: Lookup): readonly Column<CycleRow>[] {
  const { field, loads } = d();
  const end = { align: "end" } as const;
  return [
    textColumn("code", loads.code(), (row) => row.code),
    textColumn("revision", field.revision(), (row) => row.revision),
    textColumn("name", field.name(), localName),
    textColumn("class", loads.equipmentClass(), (row) =>
      localName(termNames(rows, "equipment_class", row.equipment_class)),
    ),
    textColumn("values", loads.run(), valuesText, { wraps: true }),
    textColumn("bi", loads.wantedBiological(), (row) => String(row.indicators), end),
    textColumn("ci", loads.wantedChemical(), (row) => String(row.chemical_indicators), end),
    textColumn("hours", loads.incubation(), (row) => String(row.incubation_hours), end),
    textColumn("exposures", loads.exposures(), (row) => String(row.exposures), end),
    textColumn("skill", loads.skill(), (row) => orDash(row.skill)),
  ];
}

function valuesText({ parameters }: CycleRow): string {
  return parameters.map((each) => `${localName(each)} ${limitsText(each)}`).join("; ");
}

/** Every value of one load's cycle that was read, and what is still to be read, in the order of the cycle. */
export function CycleTable({ view }: { readonly view: LoadCardView }): JSX.Element {
  const { field, loads } = d();
  if (view.cycle === null) {
    return <p>{loads.unknownCycle()}</p>;
  }
  const read =
    <Given,>(say: (reading: CycleReadingLine) => Given, none: Given) =>
    ({ reading }: CycleLine): Given =>
      reading === null ? none : say(reading);
  const columns: readonly Column<CycleLine>[] = [
    textColumn("name", loads.parameter(), ({ name }) => name),
    textColumn("limits", loads.limits(), ({ limits }) => limits),
    textColumn("read", loads.read(), read(amountText, "–"), { align: "end" }),
    chipColumn("verdict", field.status(), verdictChips),
    textColumn(
      "phase",
      loads.phase(),
      read(({ phase }) => wordOf(loads.status, phase), "–"),
    ),
    textColumn(
      "source",
      field.by(),
      read(({ by, source }) => `${by} · ${sourceText(source)}`, "–"),
    ),
    textColumn(
      "gauge",
      loads.gauge(),
      read(({ gauge }) => orDash(gauge), "–"),
    ),
    textColumn(
      "at",
      field.at(),
      read(({ at }) => moment(at), "–"),
    ),
  ];
  return (
    <DataTable
      label={loads.run()}
      rows={cycleLines(view)}
      columns={columns}
      rowId={({ id }) => id}
      csvName={`cycle-${view.load.number}`}
    />
  );
}

function verdictChips({ reading }: CycleLine): readonly Chip[] {
  const { making, loads } = d();
  if (reading === null) {
    return [{ status: "provisional", label: loads.notRead() }];
  }
  const { verdict } = making.order;
  const chips: Readonly<Record<string, Chip>> = {
    pass: { status: "ok", label: verdict.pass() },
    fail: { status: "stop", label: verdict.fail() },
  };
  return [chips[reading.verdict] ?? { status: "warn", label: loads.notJudged() }];
}

function sourceText(source: string): string {
  const { source: words } = d().loads;
  return source === "device" ? words.device() : words.manual();
}
