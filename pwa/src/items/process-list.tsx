/**
 * Structures and routings at the desk: every revision with its status, and the card of one.
 */

import type { JSX } from "preact";
import type { DeskActs } from "../entries/desk-acts.ts";
import type { Lookup } from "../sync/view.ts";
import { chipColumn, linkColumn, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Card } from "../ui/record-card.tsx";
import type { Fact } from "../ui/record-header.tsx";
import { RecordLink, recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import { ComparePanel } from "./compare-panel.tsx";
import { RoutingSteps, StructureTable } from "./process-content.tsx";
import { ProcessDecide } from "./process-decide.tsx";
import { effectivityText, type RevisionLine, revisionChip } from "./process-view.ts";

export interface ProcessListProps {
  readonly revisions: readonly RevisionLine[];
  readonly frame: ListFrame;
}

export function placeOf({
  kind,
  item,
  revision,
}: Pick<RevisionLine, "kind" | "item" | "revision">): readonly string[] {
  return [kind, item, revision];
}

export function ProcessList({ revisions, frame }: ProcessListProps): JSX.Element {
  return (
    <DeskList
      title={d().frame.menu.processes()}
      frame={frame}
      above={<p>{d().making.intro()}</p>}
      rows={revisions}
      columns={columns()}
      chips={filters()}
      rowId={(row) => placeOf(row).join("/")}
      href={(row) => recordHref("processes", placeOf(row))}
      csvName="processes"
    />
  );
}

function columns(): readonly Column<RevisionLine>[] {
  const { field, making } = d();
  return [
    linkColumn("item", field.item(), (row) => ({
      section: "processes",
      at: placeOf(row),
      label: row.item,
    })),
    textColumn("name", field.name(), localName, { wraps: true }),
    textColumn("kind", field.kind(), ({ kind }) => making.kind[kind]()),
    textColumn("revision", field.revision(), ({ revision }) => revision),
    chipColumn("status", field.status(), (row) => [revisionChip(row)]),
    textColumn("effectivity", d().effectivity.title(), (row) => effectivityText(row.effectivity)),
    textColumn("parts", making.parts(), ({ parts }) => String(parts), { align: "end" }),
    textColumn("draftedBy", making.draftedBy(), ({ drafted_by }) => drafted_by),
    textColumn("approvedBy", making.approvedBy(), ({ approved_by }) => orDash(approved_by)),
    textColumn("approvedAt", making.approvedAt(), (row) => moment(row.approved_at), {
      hidden: true,
    }),
  ];
}

function filters(): readonly FilterChip<RevisionLine>[] {
  const { making } = d();
  return [
    { id: "draft", label: making.status.draft(), matches: ({ status }) => status === "draft" },
    { id: "routing", label: making.kind.routing(), matches: ({ kind }) => kind === "routing" },
    { id: "structure", label: making.kind.structure(), matches: (row) => row.kind === "structure" },
  ];
}

export interface ProcessCardWish {
  readonly rows: Lookup;
  readonly shown: RevisionLine;
  /** All of the item. */
  readonly revisions: readonly RevisionLine[];
  readonly acts: DeskActs;
}

export function processCard({ rows, shown, revisions, acts }: ProcessCardWish): Card {
  const { making } = d();
  const others = revisions.filter((each) => each.kind === shown.kind && each !== shown);
  return {
    identity: `${shown.item} / ${shown.revision}`,
    name: `${making.kind[shown.kind]()} · ${localName(shown)}`,
    chips: [revisionChip(shown)],
    facts: facts(shown),
    parts: [
      {
        id: "content",
        label: making.content(),
        content: () =>
          shown.kind === "structure" ? (
            <StructureTable lines={shown.lines} />
          ) : (
            <RoutingSteps rows={rows} steps={shown.steps} />
          ),
      },
      {
        id: "compare",
        label: making.compare(),
        content: () => <ComparePanel shown={shown} others={others} />,
      },
      {
        id: "decide",
        label: making.decide(),
        content: () => <ProcessDecide shown={shown} acts={acts} />,
      },
    ],
  };
}

function facts(shown: RevisionLine): readonly Fact[] {
  const { making, field } = d();
  const told: readonly (readonly [string, string | null])[] = [
    [d().effectivity.title(), effectivityText(shown.effectivity)],
    [making.draftedBy(), `${shown.drafted_by} · ${moment(shown.drafted_at)}`],
    [
      making.approvedBy(),
      shown.approved_by && `${shown.approved_by} · ${moment(shown.approved_at)}`,
    ],
    [
      making.withdrawnBy(),
      shown.withdrawn_by && `${shown.withdrawn_by} · ${moment(shown.withdrawn_at)}`,
    ],
  ];
  return [
    { label: field.item(), value: <RecordLink section="items" at={[shown.item]} /> },
    ...told.flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
  ];
}
