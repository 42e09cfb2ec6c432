/**
 * What a load's card says: what is in it, how its cycle ran, its indicators, what holds it, what may be decided.
 */

import type { JSX } from "preact";
import type { DeskActs } from "../entries/desk-acts.ts";
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
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Card } from "../ui/record-card.tsx";
import type { Fact } from "../ui/record-header.tsx";
import type { Column } from "../ui/table-view.ts";
import { deviationColumns } from "./deviation-columns.tsx";
import { AdvanceForm, PutForm, TakeForm } from "./load-acts.tsx";
import { holdText, LiftForms, LoadDecide } from "./load-decide.tsx";
import { CycleTable } from "./load-list.tsx";
import { IndicatorForm, ReadingForm } from "./load-records.tsx";
import {
  type IndicatorLine,
  type LoadCardView,
  type LoadHoldLine,
  type LoadLine,
  loadChips,
  type MemberLine,
} from "./load-view.ts";
import type { DeviationLine } from "./order-view.ts";
import "./loads.css";

export interface LoadCardWish {
  readonly view: LoadCardView;
  readonly rows: Lookup;
  readonly acts: DeskActs;
  readonly nowMs: number;
}

export function loadCard(wish: LoadCardWish): Card {
  const { loads } = d();
  const { view, rows } = wish;
  const { load, holds, deviations } = view;
  const undecided = load.status !== "accepted" && load.status !== "rejected";
  return {
    identity: load.number,
    name: `${load.cycle} ${load.revision} · ${localName(load)}`,
    chips: loadChips(load),
    facts: facts(load, rows),
    parts: [
      {
        id: "members",
        label: loads.inIt(),
        content: () => (
          <div class="load-parts">
            <Members members={view.members} number={load.number} />
            {undecided && (
              <div class="load-forms">
                {load.status === "building" && <PutForm {...wish} />}
                <TakeForm {...wish} />
                <AdvanceForm {...wish} />
              </div>
            )}
          </div>
        ),
      },
      {
        id: "run",
        label: loads.run(),
        content: () => (
          <div class="load-parts">
            <CycleTable view={view} />
            {undecided && <ReadingForm {...wish} />}
          </div>
        ),
      },
      {
        id: "indicators",
        label: loads.indicators(),
        content: () => (
          <div class="load-parts">
            <Indicators indicators={view.indicators} number={load.number} />
            {undecided && <IndicatorForm {...wish} />}
          </div>
        ),
      },
      {
        id: "holds",
        label: loads.holds(),
        count: holds.length + deviations.length,
        content: () => (
          <div class="load-parts">
            <Holds view={view} />
            <LiftForms {...wish} />
            {deviations.length > 0 && <Deviations deviations={deviations} />}
          </div>
        ),
      },
      { id: "decide", label: loads.decide(), content: () => <LoadDecide {...wish} /> },
    ],
  };
}

function facts(load: LoadLine, rows: Lookup): readonly Fact[] {
  const { field, loads } = d();
  const named = (badge: string): string => {
    const person = rows.find("person", "badge", badge)[0]?.row;
    return person === undefined ? badge : `${localName(person)} (${badge})`;
  };
  const decided =
    load.decided_by === null ? "–" : `${named(load.decided_by)} · ${moment(load.decided_at)}`;
  return [
    { label: field.quantity(), value: amountText({ value: load.quantity, unit: load.unit }) },
    { label: loads.chamber(), value: load.chamber },
    { label: loads.people(), value: load.people.map(named).join(", ") },
    { label: loads.opened(), value: moment(load.opened_at) },
    { label: loads.closedAt(), value: moment(load.closed_at) },
    { label: loads.decidedBy(), value: decided },
    ...(load.reason === "" ? [] : [{ label: field.reason(), value: load.reason }]),
  ];
}

interface MembersProps {
  readonly members: readonly MemberLine[];
  readonly number: string;
}

function Members({ members, number }: MembersProps): JSX.Element {
  const { field, loads, word } = d();
  const chips = ({ status, held, late, stub }: MemberLine): readonly Chip[] => [
    stub
      ? { status: "warn", label: loads.lotUnknown() }
      : {
          status: status === "released" ? "ok" : status === "rejected" ? "stop" : "quarantine",
          label: wordOf(word.lotStatus, status),
        },
    ...(held ? [{ status: "hold" as const, label: loads.held() }] : []),
    ...(late ? [{ status: "warn" as const, label: loads.late() }] : []),
  ];
  const columns: readonly Column<MemberLine>[] = [
    textColumn("position", loads.position(), ({ position }) => position),
    linkColumn("lot", field.lot(), ({ lot }) => ({ section: "lots", at: [lot] })),
    textColumn("item", field.item(), (row) => `${row.item} ${localName(row)}`.trim()),
    amountColumn("quantity", field.quantity(), ({ quantity, unit }) => ({ value: quantity, unit })),
    chipColumn("status", field.status(), chips),
    linkColumn("trace", loads.trace(), ({ lot }) => ({
      section: "trace",
      at: ["lot", lot],
      label: loads.trace(),
    })),
  ];
  return (
    <>
      <p>{loads.inItWhy()}</p>
      <DataTable
        label={loads.inIt()}
        rows={members}
        columns={columns}
        rowId={({ position, lot }) => `${position}/${lot}`}
        csvName={`load-${number}`}
        empty={<p>{loads.nothingIn()}</p>}
      />
    </>
  );
}

function Indicators({
  indicators,
  number,
}: {
  readonly indicators: readonly IndicatorLine[];
  readonly number: string;
}): JSX.Element {
  const { field, loads } = d();
  const chip = ({ result }: IndicatorLine): Chip =>
    result === null
      ? { status: "provisional", label: loads.waiting() }
      : {
          status: result === "growth" || result === "unchanged" ? "stop" : "ok",
          label: wordOf(loads.result, result),
        };
  const columns: readonly Column<IndicatorLine>[] = [
    textColumn("indicator", loads.indicator(), (row) => row.indicator),
    textColumn("kind", loads.kindOf(), ({ kind }) => loads.kind[kind]()),
    textColumn("position", loads.position(), ({ position }) => orDash(position)),
    chipColumn("result", field.status(), (row) => [chip(row)]),
    textColumn("placed", loads.placed(), (row) => moment(row.placed_at)),
    textColumn("incubated", loads.incubated(), (row) => moment(row.incubated_at)),
    textColumn("read", loads.readAt(), (row) => moment(row.read_at)),
  ];
  return (
    <DataTable
      label={loads.indicators()}
      rows={indicators}
      columns={columns}
      rowId={({ indicator }) => indicator}
      csvName={`indicators-${number}`}
      empty={<p>{d().frame.noneYet()}</p>}
    />
  );
}

function Holds({ view }: { readonly view: LoadCardView }): JSX.Element {
  const { field, loads, word } = d();
  const columns: readonly Column<LoadHoldLine>[] = [
    textColumn("reason", field.reason(), (hold) => holdText(view, hold), { wraps: true }),
    textColumn("by", field.placedBy(), (row) => row.placed_by),
    textColumn("at", field.placedAt(), (row) => moment(row.placed_at)),
    chipColumn("status", field.status(), ({ lifted_at }) => [
      lifted_at === null
        ? { status: "hold", label: word.holdOpen() }
        : { status: "ok", label: word.holdLifted() },
    ]),
    textColumn(
      "lifted",
      loads.lifted(),
      (row) => (row.lifted_by === null ? "–" : `${row.lifted_by}: ${orDash(row.lift_reason)}`),
      { wraps: true },
    ),
  ];
  return (
    <DataTable
      label={d().frame.holds()}
      rows={view.holds}
      columns={columns}
      rowId={({ id }) => id}
      empty={<p>{loads.noHolds()}</p>}
    />
  );
}

function Deviations({ deviations }: { readonly deviations: readonly DeviationLine[] }) {
  const { field, making } = d();
  const columns: readonly Column<DeviationLine>[] = [
    linkColumn("number", field.number(), ({ number }) => ({
      section: "deviations",
      at: [number],
    })),
    ...deviationColumns(),
  ];
  return (
    <DataTable
      label={making.order.deviation()}
      rows={deviations}
      columns={columns}
      rowId={({ number }) => number}
      empty={<p>{d().frame.noneYet()}</p>}
    />
  );
}
