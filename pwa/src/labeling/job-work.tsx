/**
 * What is to be done with a label job now, and what it waits for.
 */

import type { JSX } from "preact";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { RadioChoice } from "../ui/radio-choice.tsx";
import { ActForm } from "./act-form.tsx";
import { countOf, type JobParts, queueOf, roleMissing, spansText, spanText } from "./job-view.ts";
import { LabelPicture } from "./label-picture.tsx";
import { OpenExceptions } from "./open-exceptions.tsx";
import { ByHand, PrintForm, SettleForms } from "./print-forms.tsx";
import { ReconcileForm, USES } from "./reconcile-form.tsx";
import { Stages } from "./stages.tsx";
import { unreadLines } from "./unread-lines.ts";

export interface JobWorkProps extends JobParts {
  /** What a scan of a label of the job is recorded as; "" for scan-back. */
  readonly use: string;
  readonly onUse: (use: string) => void;
  readonly lastScan: string | null;
}

export function JobWork(props: JobWorkProps): JSX.Element {
  const { job } = props;
  const onPrinter = job.method === "printer";
  const prints = job.status === "printing";
  return (
    <>
      <Stages job={job} />
      <Progress {...props} />
      <OpenExceptions {...props} />
      <div class="act-forms">
        {job.incident !== "" && <Incident {...props} />}
        {job.status === "read_back" && <Release {...props} />}
        {["released", "stopped"].includes(job.status) && job.in_doubt.length === 0 && (
          <PrintForm {...props} />
        )}
        {prints && onPrinter && job.stop_cause === "" && <Pause {...props} />}
        {prints && !onPrinter && <ByHand key={job.sending?.first ?? 0} {...props} />}
        <SettleForms {...props} />
        {job.issued > 0 && job.status !== "closed" && <ScanPanel {...props} />}
        {job.status === "printed" && <ReconcileForm key={job.void} {...props} />}
        {!["printed", "closed", "cancelled"].includes(job.status) && <Cancel {...props} />}
      </div>
    </>
  );
}

function Progress({ job, rows }: Pick<JobParts, "job" | "rows">): JSX.Element {
  const words = d().print;
  const before = queueOf(rows, job.printer).findIndex(({ id }) => id === job.id);
  const open =
    countOf(job.todo) + countOf(job.in_doubt) + (job.sending ? countOf([job.sending]) : 0);
  const lines = [
    ...(job.status === "requested" ? [words.waitReadBack(job.count)] : []),
    ...(job.status === "blocked" ? [words.unread(job.failed, job.count)] : []),
    ...(job.status === "read_back" ? [words.readBackDone(job.count, job.dpi)] : []),
    ...(job.status === "printing" && job.method === "printer"
      ? [
          job.sending === null
            ? words.queued(job.printer ?? "", Math.max(before, 0))
            : words.onPrinter(job.printer ?? "", spanText(job.sending)),
          words.goesOn(),
        ]
      : []),
    ...(job.stop_cause === ""
      ? []
      : [words.stopped(wordOf(words.causes, job.stop_cause), job.stop_detail)]),
    ...(job.todo.length > 0 && job.issued > 0 ? [words.left(spansText(job.todo))] : []),
    ...unreadLines(job),
  ];
  return (
    <div class="job-progress">
      <p>{words.progress(job.count - open, job.count)}</p>
      <progress
        value={job.count - open}
        max={job.count}
        aria-label={words.progress(job.count - open, job.count)}
      />
      <ul class="job-lines" aria-live="polite">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Release({ job, acts, server }: JobParts): JSX.Element {
  const words = d().print;
  return (
    <ActForm
      title={words.release()}
      why={words.releaseWhy(job.count)}
      submit={{ label: words.release(), icon: "badge-check", tone: "primary" }}
      type="ReleaseLabels"
      acts={acts}
      closed={job.incident === "" ? roleMissing(acts, "release_labels") : words.noneInIncident()}
      body={() => ({ job: job.id })}
      about={(body) => body.job === job.id}
    >
      {() => (
        <LabelPicture
          path={`/label-jobs/${encodeURIComponent(job.id)}/preview?n=1`}
          name={words.labelOf(1, job.count, job.number)}
          server={server}
        />
      )}
    </ActForm>
  );
}

function Pause({ job, acts }: JobParts): JSX.Element {
  const words = d().print;
  return (
    <ActForm
      title={words.pause()}
      why={words.pauseWhy()}
      submit={{ label: words.pause(), icon: "square" }}
      type="PausePrinting"
      acts={acts}
      closed={roleMissing(acts, "print_labels")}
      body={() => ({ job: job.id })}
      about={(body) => body.job === job.id}
    />
  );
}

function Cancel({ job, acts }: JobParts): JSX.Element {
  const words = d().print;
  return (
    <ActForm
      title={words.cancel()}
      why={words.cancelWhy()}
      submit={{ label: words.cancel(), icon: "x", tone: "stop" }}
      type="CancelLabels"
      acts={acts}
      closed={roleMissing(acts, "release_labels")}
      needsReason
      body={() => ({ job: job.id })}
      about={(body) => body.job === job.id}
    />
  );
}

function Incident({ job, acts }: JobParts): JSX.Element {
  const words = d().print;
  return (
    <ActForm
      title={words.clear()}
      why={words.clearWhy()}
      submit={{ label: words.clear(), icon: "shield-check" }}
      type="ClearLabelIncident"
      acts={acts}
      closed={roleMissing(acts, "clear_label_incident")}
      needsReason
      body={() => ({ job: job.id })}
      about={(body) => body.job === job.id}
    />
  );
}

function ScanPanel({ use, onUse, lastScan }: JobWorkProps): JSX.Element {
  const words = d().print;
  const options = [
    { value: "", label: words.asBack() },
    ...USES.map((value) => ({ value, label: words[value]() })),
  ];
  return (
    <div class="act-form">
      <h2>{words.scanHere()}</h2>
      <p>{words.scanWhy()}</p>
      <RadioChoice label={words.scanAs()} value={use} options={options} onChange={onUse} />
      {lastScan !== null && <p role="status">{words.lastScan(lastScan)}</p>}
    </div>
  );
}
