/**
 * The exceptions inbox: everything a rule flagged, oldest open first, with its age in sight.
 */

import type { JSX } from "preact";
import { codeText } from "../entries/code-texts.ts";
import type { Actor } from "../entries/desk-acts.ts";
import type { ExceptionRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import { type Chip, chipColumn, textColumn } from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame, NothingYet } from "../ui/desk-list.tsx";
import { age } from "../ui/format.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { RecordLink, recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import "./desk-exception.css";
import { personName, subjectLink, subjectName } from "./exception-words.tsx";

const DAY_MS = 86_400_000;
const DUPLICATES = new Set([
  "POSSIBLE_DUPLICATE_RECEIPT",
  "PACKAGE_RECEIVED_TWICE",
  "SERIAL_RECEIVED_TWICE",
]);

export function exceptionChips(row: ExceptionRow, nowMs: number): readonly Chip[] {
  const words = d().inbox;
  if (row.status === "resolved") {
    return [{ status: "ok", label: words.resolved() }];
  }
  const old = nowMs - Date.parse(row.opened_at) > DAY_MS;
  const open: Chip = { status: old ? "stop" : "warn", label: words.open() };
  return old ? [open, { status: "stop", label: words.old() }] : [open];
}

function whatOf({ code, detail }: ExceptionRow): string {
  return codeText(code, detail, language.value)?.what ?? code;
}

function columns(rows: Lookup, nowMs: number): readonly Column<ExceptionRow>[] {
  const { inbox, field } = d();
  return [
    {
      id: "what",
      header: inbox.what(),
      text: whatOf,
      cell: (row) => (
        <span class="exception-what">
          <RecordLink section="exceptions" at={[row.id]} label={whatOf(row)} />
        </span>
      ),
      wraps: true,
    },
    textColumn("code", inbox.code(), (row) => row.code, { hidden: true }),
    {
      id: "subject",
      header: inbox.subject(),
      text: (row) => subjectName(rows, row),
      cell: (row) => subjectLink(rows, row),
    },
    textColumn("by", inbox.author(), (row) => personName(rows, row.by)),
    textColumn("age", inbox.age(), (row) => age(nowMs - Date.parse(row.opened_at)), {
      align: "end",
      order: (left, right) => Date.parse(right.opened_at) - Date.parse(left.opened_at),
    }),
    chipColumn("status", field.status(), (row) => exceptionChips(row, nowMs)),
  ];
}

function filters(actor: Actor, nowMs: number): readonly FilterChip<ExceptionRow>[] {
  const words = d().inbox;
  const isOpen = ({ status }: ExceptionRow): boolean => status === "open";
  return [
    { id: "open", label: words.open(), matches: isOpen },
    {
      id: "old",
      label: words.old(),
      matches: (row) => isOpen(row) && nowMs - Date.parse(row.opened_at) > DAY_MS,
    },
    {
      id: "duplicates",
      label: words.duplicates(),
      matches: ({ code }) => DUPLICATES.has(code),
    },
    { id: "mine", label: words.mine(), matches: ({ by }) => by === actor.badge },
  ];
}

/** Open before resolved, and the oldest first. */
function inOrder(left: ExceptionRow, right: ExceptionRow): number {
  const byStatus = Number(left.status === "resolved") - Number(right.status === "resolved");
  return byStatus === 0 ? left.opened_at.localeCompare(right.opened_at) : byStatus;
}

export interface ExceptionListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
  readonly actor: Actor;
  readonly nowMs: number;
  /** Whether this person's roles bring the inbox to this computer. */
  readonly receives: boolean;
}

export function ExceptionList(props: ExceptionListProps): JSX.Element {
  const { rows, frame, actor, nowMs, receives } = props;
  return (
    <DeskList
      title={d().frame.menu.exceptions()}
      frame={frame}
      rows={rows
        .all("exception")
        .map(({ row }) => row)
        .toSorted(inOrder)}
      columns={columns(rows, nowMs)}
      chips={filters(actor, nowMs)}
      rowId={(row) => row.id}
      href={(row) => recordHref("exceptions", [row.id])}
      csvName="exceptions"
      empty={<NothingYet text={receives ? d().inbox.noneNow() : d().frame.rowsOfStreams()} />}
    />
  );
}
