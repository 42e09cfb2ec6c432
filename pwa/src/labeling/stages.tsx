/**
 * A label job's life in a row: what is done, by whom and when, what goes on now, and what is still to come.
 */

import type { JSX } from "preact";
import type { LabelJobRow } from "../entries/label-rows.ts";
import { moment } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import "./stages.css";

type Standing = "done" | "now" | "stop" | "ahead";

interface Stage {
  readonly id: "requested" | "readBack" | "released" | "printed" | "scanned" | "used" | "closed";
  readonly standing: Standing;
  readonly detail: string;
}

const ICONS: Readonly<Record<Standing, IconName>> = {
  done: "check",
  now: "arrow-right",
  stop: "octagon-x",
  ahead: "minus",
};

export function Stages({ job }: { readonly job: LabelJobRow }): JSX.Element {
  const words = d().print;
  return (
    <ol class="job-stages" aria-label={words.stages()}>
      {stagesOf(job).map(({ id, standing, detail }) => (
        <li
          key={id}
          data-standing={standing}
          {...(standing === "now" ? { "aria-current": "step" as const } : {})}
        >
          <b>
            <Icon name={ICONS[standing]} size={16} />
            {words.stage[id]()}
          </b>
          <span class="only-spoken">{words.standsAs[standing]()}</span>
          <span>{detail}</span>
        </li>
      ))}
    </ol>
  );
}

export function stagesOf(job: LabelJobRow): readonly Stage[] {
  const words = d().print;
  const by = (who: string | null, at: string | null): string =>
    who === null ? "" : words.byAt(who, moment(at));
  // Once somebody has counted, the count says more than the scans.
  const uses = job.counted ?? job;
  const used = uses.applied + uses.sample + uses.destroyed + uses.returned;
  const onPaper = ["printed", "closed"].includes(job.status);
  const read = !["requested", "blocked"].includes(job.status) && job.drawing_sha256 !== "";
  const closed = job.status === "closed";
  const halted = job.incident !== "" || job.status === "stopped";
  return [
    { id: "requested", standing: "done", detail: by(job.requested_by, job.requested_at) },
    {
      id: "readBack",
      standing: read ? "done" : job.status === "blocked" ? "stop" : later(job, "now"),
      detail: words.stageDots(job.count, job.dpi),
    },
    {
      id: "released",
      standing: job.released_by !== null ? "done" : later(job, read ? "now" : "ahead"),
      detail: by(job.released_by, job.released_at),
    },
    {
      id: "printed",
      standing: onPaper ? "done" : printing(job, halted),
      detail: words.stageIssued(job.issued, job.void),
    },
    { id: "scanned", standing: counted(job.scanned, closed), detail: String(job.scanned) },
    {
      id: "used",
      standing: counted(used, closed),
      detail: words.stageUsed(uses.applied, uses.sample, uses.destroyed, uses.returned),
    },
    {
      id: "closed",
      standing: closed ? "done" : job.status === "printed" ? "now" : "ahead",
      detail: by(job.reconciled_by, job.reconciled_at),
    },
  ];
}

/** Nothing is still to come of a job that was called off. */
function later(job: LabelJobRow, standing: Standing): Standing {
  return job.status === "cancelled" ? "ahead" : standing;
}

function printing(job: LabelJobRow, halted: boolean): Standing {
  if (job.released_by === null || job.status === "cancelled") {
    return "ahead";
  }
  return halted ? "stop" : "now";
}

/** Scans and uses go on beside printing until the job is closed; none is asked for. */
function counted(count: number, closed: boolean): Standing {
  return count === 0 ? "ahead" : closed ? "done" : "now";
}
