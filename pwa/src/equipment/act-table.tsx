/**
 * Everything that was done to a piece or decided about it, the newest first: when, what, by whom, why, with its files.
 */

import type { JSX } from "preact";
import type { Lookup } from "../sync/view.ts";
import { DataTable } from "../ui/data-table.tsx";
import { type Chip, chipColumn, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Status } from "../ui/status.ts";
import { type FileDoor, StoredFiles } from "../ui/stored-files.tsx";
import type { Column } from "../ui/table-view.ts";
import "./equipment.css";

export interface ActLine {
  readonly id: string;
  readonly record: "status" | "calibration" | "maintenance" | "cleaning";
  readonly result: string;
  readonly at: string;
  readonly due: string | null;
  readonly certificate: string | null;
  readonly laboratory: string;
  readonly as_found: string;
  readonly as_left: string;
  readonly text: string;
  readonly files: readonly string[];
  readonly by: string;
  readonly received_at: string;
}

/** What `GET /equipment/{code}` answers, as far as the acts are concerned. */
export interface ActPage {
  readonly position: number;
  readonly records: readonly ActLine[];
  readonly more: boolean;
}

const RESULT: Readonly<Record<string, Status>> = {
  pass: "ok",
  out_of_tolerance: "stop",
  done: "ok",
  clean: "ok",
  dirty: "warn",
  qualified: "ok",
  out_of_service: "hold",
  retired: "stop",
};

interface ActTableProps {
  readonly rows: Lookup;
  readonly page: ActPage;
  readonly files: FileDoor;
  readonly code: string;
}

export function ActTable({ rows, page, files, code }: ActTableProps): JSX.Element {
  const words = d().equipment;
  const columns: readonly Column<ActLine>[] = [
    textColumn("at", words.when(), ({ at }) => moment(at)),
    textColumn("what", words.what(), ({ record }) => words.records[record]()),
    chipColumn("result", words.result(), resultChips),
    textColumn("due", words.due(), ({ due }) => orDash(due)),
    textColumn("found", words.asFound(), (row) => orDash(row.as_found), { wraps: true }),
    textColumn("left", words.asLeft(), (row) => orDash(row.as_left), { wraps: true }),
    textColumn("certificate", words.certificate(), (row) => orDash(row.certificate)),
    textColumn("laboratory", words.laboratory(), (row) => orDash(row.laboratory)),
    textColumn("text", words.text(), (row) => orDash(row.text), { wraps: true }),
    textColumn("by", d().field.by(), (row) => who(rows, row.by)),
    textColumn("received", words.recordedAt(), (row) => moment(row.received_at)),
    {
      id: "files",
      header: words.files(),
      text: (row) => row.files.join(" "),
      cell: (row) => (
        <StoredFiles digests={row.files} name={row.certificate ?? row.record} files={files} />
      ),
    },
  ];
  return (
    <DataTable
      label={words.acts()}
      rows={page.records}
      columns={columns}
      rowId={({ id }) => id}
      csvName={`equipment-${code}`}
      empty={<p>{words.noActs()}</p>}
    />
  );
}

function resultChips({ result }: ActLine): readonly Chip[] {
  const label = wordOf(d().equipment.results, result);
  return [{ status: RESULT[result] ?? "provisional", label }];
}

function who(rows: Lookup, badge: string): string {
  const person = rows.find("person", "badge", badge)[0]?.row;
  return person === undefined ? badge || "–" : localName(person);
}
