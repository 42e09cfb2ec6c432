/**
 * One label of a job: which it is, where it is, and the acts on it that need a word why.
 */

import type { ComponentChildren, JSX } from "preact";
import type { LabelJobRow } from "../entries/label-rows.ts";
import { factLink, moment, orDash } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import type { Card } from "../ui/record-card.tsx";
import { RecordLink } from "../ui/record-link.tsx";
import { ActForm } from "./act-form.tsx";
import { type JobParts, roleMissing } from "./job-view.ts";
import { LabelPicture } from "./label-picture.tsx";
import { type Act, actsOn, type LabelLine, type ListedUse, labelChip, useOf } from "./one-label.ts";

export interface LabelCardProps extends JobParts {
  readonly line: LabelLine;
  /** The act that the address asks for stands first. */
  readonly wanted: string | null;
  readonly history: () => ComponentChildren;
}

export function labelCard({ line, wanted, history, ...parts }: LabelCardProps): Card {
  const { job, server } = parts;
  const { print, field } = d();
  const path = `/label-jobs/${encodeURIComponent(job.id)}/preview?n=${line.n}`;
  const name = `${job.number} · ${line.n}`;
  const jobLink = <RecordLink section="labels" at={[job.id]} label={job.number} />;
  return {
    identity: line.number ?? name,
    name: print.labelOf(line.n, job.count, job.number),
    chips: [labelChip(line)],
    facts: [
      { label: print.number(), value: jobLink },
      { label: print.place(), value: String(line.n) },
      { label: field.item(), value: factLink("items", job.item) },
      { label: field.lot(), value: factLink("lots", job.lot) },
      { label: print.di(), value: orDash(job.di) },
      { label: print.copies(), value: String(line.copies) },
      { label: print.printed(), value: moment(line.printed_at) },
      { label: print.scanned(), value: moment(line.scanned_at) },
      { label: print.printedBy(), value: orDash(line.by) },
    ],
    parts: [
      {
        id: "work",
        label: print.work(),
        content: () => <LabelWork {...parts} line={line} wanted={wanted} />,
      },
      {
        id: "preview",
        label: print.preview(),
        content: () => <LabelPicture path={path} name={name} server={server} />,
      },
      { id: "history", label: d().frame.history(), content: history },
    ],
  };
}

interface LabelWorkProps extends JobParts {
  readonly line: LabelLine;
  readonly wanted: string | null;
}

function LabelWork({ line, wanted, ...parts }: LabelWorkProps): JSX.Element {
  const possible = actsOn(parts.job, line);
  const first = possible.filter((act) => act === wanted);
  const acts = [...first, ...possible.filter((act) => act !== wanted)];
  if (acts.length === 0) {
    return <p>{noneNow(parts.job, line)}</p>;
  }
  return (
    <div class="act-forms">
      {parts.job.incident !== "" && <p>{d().print.noneInIncident()}</p>}
      {acts.map((act) =>
        act === "reprint" || act === "void" ? (
          <ReplaceForm key={act} {...parts} line={line} act={act} />
        ) : (
          <UseForm key={act} {...parts} line={line} use={act} />
        ),
      )}
    </div>
  );
}

function noneNow(job: LabelJobRow, { state }: LabelLine): string {
  const words = d().print;
  if (job.incident !== "") {
    return words.noneInIncident();
  }
  return state === "waiting" || state === "open" ? words.noneUnprinted() : words.noneNow();
}

type ReplaceProps = JobParts & { readonly line: LabelLine; readonly act: "reprint" | "void" };

function ReplaceForm({ job, acts, line, act }: ReplaceProps): JSX.Element {
  const words = d().print;
  const title = act === "reprint" ? words.reprint() : words.void();
  return (
    <ActForm
      title={title}
      why={words.replaceWhy()}
      submit={{ label: title, icon: act === "reprint" ? "refresh-cw" : "x" }}
      type={act === "reprint" ? "ReprintLabel" : "VoidLabel"}
      acts={acts}
      closed={roleMissing(acts, "print_labels")}
      needsReason
      body={() => ({ job: job.id, n: line.n })}
      about={(body) => body.job === job.id && body.n === line.n}
    />
  );
}

type UseProps = JobParts & { readonly line: LabelLine; readonly use: ListedUse };

function UseForm({ job, acts, line, use }: UseProps): JSX.Element {
  const words = d().print;
  const made = useOf(job, line, use);
  const title = wordOf(words.acts, use satisfies Act);
  return (
    <ActForm
      title={title}
      why={words.useWhy()}
      submit={{ label: title, icon: "check" }}
      type="UseLabel"
      acts={acts}
      closed={roleMissing(acts, "scan_labels")}
      body={() => made}
      about={(body) => body.use === use && JSON.stringify(body) === JSON.stringify(made)}
    />
  );
}
