/**
 * Deviations at the desk: what did not go as it must, open ones first; a card with the decision that closes one.
 */

import type { ComponentChildren, JSX } from "preact";
import { codeText } from "../entries/code-texts.ts";
import type { DeviationRow } from "../entries/floor-rows.ts";
import type { Lookup } from "../sync/view.ts";
import { DataTable } from "../ui/data-table.tsx";
import {
  type Chip,
  chipColumn,
  linkColumn,
  moment,
  orDash,
  readableMoments,
  textColumn,
} from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { localName } from "../ui/local-name.ts";
import type { Card } from "../ui/record-card.tsx";
import { type Fact, Facts } from "../ui/record-header.tsx";
import { RecordLink, recordHref } from "../ui/record-link.tsx";
import type { Column } from "../ui/table-view.ts";

function whatOf({ code, detail, text }: DeviationRow): string {
  return code === "" ? text : (codeText(code, detail, language.value)?.what ?? code);
}

function chips({ status, disposition }: DeviationRow): readonly Chip[] {
  const words = d().deviation;
  return status === "open"
    ? [{ status: "warn", label: words.open() }]
    : [{ status: "ok", label: wordOf(words.dispositions, disposition ?? "") }];
}

function who(rows: Lookup, badge: string): string {
  const person = rows.find("person", "badge", badge)[0]?.row;
  return person === undefined ? badge || "–" : localName(person);
}

function columns(rows: Lookup): readonly Column<DeviationRow>[] {
  const { deviation, field } = d();
  return [
    linkColumn("number", deviation.number(), (row) => ({
      section: "deviations",
      at: [row.number],
    })),
    textColumn("what", deviation.what(), whatOf, { wraps: true }),
    textColumn("about", deviation.about(), (row) => row.subject_key),
    textColumn("order", deviation.order(), ({ order, step }) =>
      [order ?? "", step === null ? "" : String(step)].filter(Boolean).join(" · "),
    ),
    textColumn("by", deviation.by(), (row) => who(rows, row.opened_by)),
    textColumn("opened", deviation.opened(), (row) => moment(row.opened_at)),
    chipColumn("status", field.status(), chips),
  ];
}

/** Open before closed, and the oldest first. */
function inOrder(left: DeviationRow, right: DeviationRow): number {
  const byStatus = Number(left.status === "closed") - Number(right.status === "closed");
  return byStatus === 0 ? left.opened_at.localeCompare(right.opened_at) : byStatus;
}

interface DeviationListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
}

export function DeviationList({ rows, frame }: DeviationListProps): JSX.Element {
  const words = d().deviation;
  return (
    <DeskList
      title={d().frame.menu.deviations()}
      frame={frame}
      rows={rows
        .all("deviation")
        .map(({ row }) => row)
        .toSorted(inOrder)}
      columns={columns(rows)}
      chips={[{ id: "open", label: words.open(), matches: ({ status }) => status === "open" }]}
      rowId={(row) => row.number}
      href={(row) => recordHref("deviations", [row.number])}
      csvName="deviations"
    />
  );
}

/** Those about one thing, on its card. */
export function DeviationTable({ rows }: { readonly rows: readonly DeviationRow[] }): JSX.Element {
  const words = d().deviation;
  const columns: readonly Column<DeviationRow>[] = [
    linkColumn("number", words.number(), ({ number }) => ({
      section: "deviations",
      at: [number],
    })),
    textColumn("what", words.what(), whatOf, { wraps: true }),
    chipColumn("status", d().field.status(), chips),
    textColumn("opened", words.opened(), (row) => moment(row.opened_at)),
  ];
  return (
    <DataTable
      label={d().frame.menu.deviations()}
      rows={rows.toSorted(inOrder)}
      columns={columns}
      rowId={({ number }) => number}
      empty={<p>{d().frame.noneYet()}</p>}
    />
  );
}

interface DeviationCardProps {
  readonly rows: Lookup;
  readonly number: string;
  readonly decide: (deviation: DeviationRow) => ComponentChildren;
}

/** Null when this computer does not have it. */
export function deviationCard({ rows, number, decide }: DeviationCardProps): Card | null {
  const row = rows.get("deviation", [number])?.row;
  if (row === undefined) {
    return null;
  }
  return {
    identity: row.number,
    name: whatOf(row),
    chips: chips(row),
    parts: [
      {
        id: "decide",
        label: d().deviation.decide(),
        content: () => (
          <>
            <Facts facts={facts(rows, row)} />
            {decide(row)}
          </>
        ),
      },
    ],
  };
}

function facts(rows: Lookup, row: DeviationRow): readonly Fact[] {
  const words = d().deviation;
  const isLot = row.subject_kind === "lot" && rows.get("lot", [row.subject_key]) !== undefined;
  const section = isLot ? "lots" : row.subject_kind === "equipment" ? "equipment" : null;
  const about =
    section === null ? row.subject_key : <RecordLink section={section} at={[row.subject_key]} />;
  const text = row.code === "" ? null : codeText(row.code, row.detail, language.value);
  const opened: readonly Fact[] = [
    { label: words.about(), value: about },
    { label: words.order(), value: orDash(row.order) },
    { label: words.step(), value: row.step === null ? "–" : String(row.step) },
    { label: words.why(), value: readableMoments(text?.why ?? orDash(row.text)) },
    { label: words.by(), value: who(rows, row.opened_by) },
    { label: words.opened(), value: moment(row.opened_at) },
  ];
  return row.status === "open"
    ? opened
    : [
        ...opened,
        { label: words.disposition(), value: wordOf(words.dispositions, row.disposition ?? "") },
        { label: words.closedBy(), value: who(rows, row.closed_by ?? "") },
        { label: words.closed(), value: moment(row.closed_at) },
        { label: words.reason(), value: orDash(row.close_reason) },
      ];
}
