/**
 * Label printers: where each is, what it has to print, how it stands when asked.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { LabelJobRow, PrinterRow } from "../entries/label-rows.ts";
import type { Answered } from "../entries/server-door.ts";
import type { Lookup } from "../sync/view.ts";
import { Button } from "../ui/button.tsx";
import { textColumn, yesNo } from "../ui/desk-cells.tsx";
import { DeskList } from "../ui/desk-list.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { RecordLink } from "../ui/record-link.tsx";
import type { Column } from "../ui/table-view.ts";
import type { JobListProps } from "./desk-jobs.tsx";
import type { JobFormProps } from "./job-form.tsx";
import { queueOf } from "./job-view.ts";
import "./label-table.css";
import { PrinterForm } from "./printer-form.tsx";
import { askPrinter, type Standing, StandingView, standingText } from "./printer-standing.tsx";

export interface PrinterPageProps extends JobListProps, JobFormProps {
  readonly site: string;
}

export function PrinterPage({ rows, frame, acts, server, site }: PrinterPageProps): JSX.Element {
  const words = d().print;
  const [standing, setStanding] = useState<Readonly<Record<string, Answered<Standing>>>>({});
  const printers = rows.all("printer").map(({ row }) => row);
  const ask = async (): Promise<void> => {
    const answers = await Promise.all(
      printers.map(async ({ code }) => [code, await askPrinter(server, code)] as const),
    );
    setStanding(Object.fromEntries(answers));
  };
  return (
    <>
      <DeskList
        title={words.printers()}
        frame={frame}
        rows={printers}
        rowId={(row) => `${row.site}/${row.code}`}
        csvName="printers"
        above={
          <p class="job-buttons">
            <Button label={words.askStatus()} icon="refresh-cw" onPress={() => ask()} />
          </p>
        }
        columns={columns(rows, standing)}
      />
      <div class="act-forms">
        <PrinterForm acts={acts} site={site} printers={printers} />
      </div>
    </>
  );
}

function columns(
  rows: Lookup,
  standing: Readonly<Record<string, Answered<Standing>>>,
): readonly Column<PrinterRow>[] {
  const words = d().print;
  return [
    textColumn("code", words.code(), (row) => row.code),
    textColumn("name", words.name(), (row) => row.name),
    {
      id: "standing",
      header: d().field.status(),
      text: (row) => standingText(standing[row.code]),
      cell: (row) => <StandingView answer={standing[row.code]} />,
      wraps: true,
    },
    {
      id: "queue",
      header: words.queue(),
      text: (row) => queueText(rows, row),
      cell: (row) => <Queue jobs={queueOf(rows, row.code)} />,
    },
    textColumn("host", words.host(), (row) => `${row.host}:${row.port}`),
    textColumn("dpi", words.dpi(), (row) => words.dpiOf(row.dpi)),
    textColumn("media", words.media(), (row) => `${row.media_width_mm} x ${row.media_height_mm}`),
    textColumn("answers", words.answers(), (row) => yesNo(row.answers)),
    textColumn("active", words.active(), (row) => yesNo(row.active)),
  ];
}

function queueText(rows: Lookup, { code }: PrinterRow): string {
  return queueOf(rows, code)
    .map(({ number }) => number)
    .join(", ");
}

function Queue({ jobs }: { readonly jobs: readonly LabelJobRow[] }): JSX.Element {
  if (jobs.length === 0) {
    return <>{d().print.queueEmpty()}</>;
  }
  return (
    <span class="label-acts">
      {jobs.map(({ id, number }) => (
        <RecordLink key={id} section="labels" at={[id]} label={number} />
      ))}
    </span>
  );
}
