/**
 * Everything that was done to a piece or decided about it, the newest first: when, what, by whom, why, with its files.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Bytes, ServerDoor } from "../entries/server-door.ts";
import type { Lookup } from "../sync/view.ts";
import { Button } from "../ui/button.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { type Chip, chipColumn, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Status } from "../ui/status.ts";
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
  readonly server: ServerDoor;
  readonly code: string;
  /** Hands a file to the browser to be saved. */
  readonly save: (name: string, blob: Blob) => void;
}

export function ActTable({ rows, page, server, code, save }: ActTableProps): JSX.Element {
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
      cell: (row) => <Files line={row} server={server} save={save} />,
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

interface FilesProps extends Pick<ActTableProps, "server" | "save"> {
  readonly line: ActLine;
}

function Files({ line, server, save }: FilesProps) {
  const words = d().equipment;
  const [missing, setMissing] = useState(false);
  if (line.files.length === 0) {
    return "–";
  }
  const open = async (digest: string, n: number): Promise<void> => {
    const answer = await server.readBytes(`/attachments/${digest}`);
    setMissing(answer.step !== "ok");
    if (answer.step === "ok") {
      save(
        await fileName(answer.value, `${line.certificate ?? line.record}-${n}`),
        answer.value.blob,
      );
    }
  };
  return (
    <span class="act-files">
      {line.files.map((digest, index) => (
        <Button
          key={digest}
          label={words.file(index + 1)}
          icon="download"
          tone="quiet"
          onPress={() => void open(digest, index + 1)}
        />
      ))}
      {missing && <span role="status">{words.fileWaits()}</span>}
    </span>
  );
}

/** The server keeps bytes only: what they are is in their first ones. */
const KINDS: readonly (readonly [first: string, ending: string])[] = [
  ["%PDF", "pdf"],
  ["\u0089PNG", "png"],
  ["\u00ff\u00d8\u00ff", "jpg"],
];

async function fileName({ blob }: Bytes, name: string): Promise<string> {
  const first = String.fromCharCode(...new Uint8Array(await blob.slice(0, 4).arrayBuffer()));
  return `${name}.${KINDS.find(([start]) => first.startsWith(start))?.[1] ?? "bin"}`;
}
