/**
 * Label jobs at the desk: the queue, and one job with its work, its preview and its labels.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { LabelJobRow } from "../entries/label-rows.ts";
import type { ServerDoor } from "../entries/server-door.ts";
import { LabelPicture } from "../labeling/label-picture.tsx";
import type { Lookup } from "../sync/view.ts";
import { chipColumn, factLink, linkColumn, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import type { Card } from "../ui/record-card.tsx";
import { recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import { jobChips, whole } from "./job-view.ts";
import { JobWork, type JobWorkProps } from "./job-work.tsx";
import { LabelTable } from "./label-table.tsx";

const OPEN = ["requested", "blocked", "read_back", "released", "printing", "stopped", "printed"];

function columns(): readonly Column<LabelJobRow>[] {
  const { print, field } = d();
  return [
    linkColumn("number", print.number(), (row) => ({
      section: "labels",
      at: [row.id],
      label: row.number,
    })),
    textColumn("template", print.template(), (row) => print.revision(row.template, row.revision)),
    textColumn("item", field.item(), (row) => orDash(row.item)),
    textColumn("lot", field.lot(), (row) => orDash(row.lot)),
    textColumn("count", print.labels(), (row) => String(row.count), { align: "end" }),
    textColumn("issued", print.issued(), (row) => String(row.issued), { align: "end" }),
    textColumn("printer", print.printer(), (row) => orDash(row.printer)),
    textColumn("requested", print.requested(), (row) => moment(row.requested_at)),
    chipColumn("status", field.status(), jobChips),
  ];
}

function filters(): readonly FilterChip<LabelJobRow>[] {
  const words = d().print;
  const statuses = ["read_back", "released", "printing", "stopped", "printed", "blocked"] as const;
  return [
    ...statuses.map((status) => ({
      id: status,
      label: words.status[status](),
      matches: (row: LabelJobRow) => row.status === status,
    })),
    { id: "incident", label: words.incident(), matches: (row) => row.incident !== "" },
  ];
}

export interface JobListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
}

export function JobList({ rows, frame }: JobListProps): JSX.Element {
  const jobs = rows.all("label_job").map(({ row }) => row);
  const rank = (job: LabelJobRow): number => (OPEN.includes(job.status) ? 0 : 1);
  return (
    <DeskList
      title={d().print.jobs()}
      frame={frame}
      rows={jobs.toSorted(
        (a, b) => rank(a) - rank(b) || b.requested_at.localeCompare(a.requested_at),
      )}
      columns={columns()}
      chips={filters()}
      rowId={(row) => row.id}
      href={(row) => recordHref("labels", [row.id])}
      csvName="label-jobs"
    />
  );
}

export interface JobCardProps extends Omit<JobWorkProps, "job"> {
  readonly id: string;
  /** Changes when the server may know more. */
  readonly revision: number;
}

/** Null when this computer does not know the job. */
export function jobCard({ id, revision, ...parts }: JobCardProps): Card | null {
  const job = parts.rows.get("label_job", [id])?.row;
  if (job === undefined) {
    return null;
  }
  const { print, field } = d();
  return {
    identity: job.number,
    name: print.revision(job.template, job.revision),
    chips: jobChips(job),
    facts: [
      { label: field.item(), value: factLink("items", job.item) },
      { label: field.lot(), value: factLink("lots", job.lot) },
      { label: print.di(), value: orDash(job.di) },
      { label: print.labels(), value: String(job.count) },
      { label: print.issued(), value: String(job.issued) },
      { label: print.scanned(), value: String(job.scanned) },
      { label: print.dpi(), value: print.dpiOf(job.dpi) },
      { label: print.printer(), value: orDash(job.printer) },
      { label: print.state.void(), value: String(job.void) },
    ],
    parts: [
      { id: "work", label: print.work(), content: () => <JobWork {...parts} job={job} /> },
      {
        id: "labels",
        label: print.labels(),
        content: () => <LabelTable job={job} server={parts.server} revision={revision} />,
      },
      {
        id: "preview",
        label: print.preview(),
        content: () => <JobPreview job={job} server={parts.server} />,
      },
    ],
  };
}

function JobPreview({ job, server }: { job: LabelJobRow; server: ServerDoor }): JSX.Element {
  const words = d().print;
  const [n, setN] = useState("1");
  const number = whole(n, 1, job.count);
  return (
    <>
      <Field
        label={words.labelNumber()}
        value={n}
        onInput={setN}
        inputMode="numeric"
        {...(number === null ? { error: words.wholeNumber() } : {})}
      />
      <LabelPicture
        path={`/label-jobs/${encodeURIComponent(job.id)}/preview?n=${number ?? 1}`}
        name={`${job.number} ${number ?? 1}`}
        server={server}
      />
    </>
  );
}
