/**
 * Label jobs at the desk: the queue, a new job, the printers, and a job whose labels are scanned here.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { LabelJobRow } from "../../entries/label-rows.ts";
import { JobList, jobCard } from "../../labeling/desk-jobs.tsx";
import { PrinterPage } from "../../labeling/desk-printers.tsx";
import { JobForm } from "../../labeling/job-form.tsx";
import { TextsForm } from "../../labeling/texts-form.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../../ui/record-link.tsx";
import { useApp } from "../context.ts";
import { useScans } from "../handheld-frame.tsx";
import type { ReadScan } from "../scan-desk.ts";
import { scanOf } from "../scan-record.ts";
import { CardPage } from "./card-page.tsx";
import type { PageParts } from "./lists.tsx";
import { OneLabelPage } from "./one-label-page.tsx";

export interface LabelPagesProps extends PageParts {
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly revision: number;
}

export function LabelPages(props: LabelPagesProps): JSX.Element {
  const { at, query, rows, frame, acts, server } = props;
  const { device } = useApp();
  const words = d().print;
  const back = <ActionLink href={recordHref("labels")} label={words.back()} icon="arrow-left" />;
  const job = at[0] === undefined ? undefined : rows.get("label_job", [at[0]])?.row;
  if (job !== undefined && at[1] !== undefined) {
    const wanted = query.get("do");
    const { asOf } = frame;
    return (
      <OneLabelPage
        n={at[1]}
        {...{ job, rows, acts, server, asOf, wanted }}
        revision={props.revision}
      />
    );
  }
  if (at[0] !== undefined) {
    return <JobPage {...props} id={at[0]} />;
  }
  if (query.get("do") === "new") {
    return (
      <>
        <p class="job-buttons">{back}</p>
        <JobForm rows={rows} acts={acts} server={server} />
      </>
    );
  }
  if (query.get("do") === "texts") {
    return (
      <>
        <p class="job-buttons">{back}</p>
        <TextsForm rows={rows} acts={acts} />
      </>
    );
  }
  if (query.get("do") === "printers") {
    const { site } = device.enrolment;
    return <PrinterPage {...{ rows, acts, server, site }} frame={{ ...frame, actions: back }} />;
  }
  const list = recordHref("labels");
  const actions = (
    <>
      <ActionLink href={`${list}?do=new`} label={words.newJob()} icon="plus" tone="primary" />
      <ActionLink href={`${list}?do=printers`} label={words.printers()} icon="printer" />
      <ActionLink href={`${list}?do=texts`} label={words.texts()} icon="file-text" />
    </>
  );
  return <JobList rows={rows} frame={{ ...frame, actions }} />;
}

/** While the server works on a job by itself, what it did is fetched as often, in ms: the person stands waiting. */
const LOOK_MS = 1_500;

function useFresh(job: LabelJobRow | undefined): void {
  const { device } = useApp();
  const printing = job?.status === "printing" && job.method === "printer";
  const working = job?.status === "requested" || printing;
  useEffect(() => {
    if (!working) {
      return undefined;
    }
    const look = setInterval(() => void device.client.engine.kick("timer"), LOOK_MS);
    return () => clearInterval(look);
  }, [device, working]);
}

function JobPage({ id, ...props }: LabelPagesProps & { readonly id: string }): JSX.Element {
  const { rows, frame, acts, server, revision } = props;
  const [use, setUse] = useState("");
  const [lastScan, setLastScan] = useState<string | null>(null);
  const [ready, setReady] = useState(false);
  // The page around takes scans when it appears; this one must come after it.
  useEffect(() => setReady(true), []);
  const known = rows.get("label_job", [id])?.row;
  useFresh(known);
  const take = async (read: ReadScan): Promise<void> => {
    if (known === undefined || known.issued + (known.sending === null ? 0 : 1) === 0) {
      return;
    }
    const body = { job: id, scans: [{ ...scanOf(read) }] };
    await acts.record(
      use === "" ? { type: "ScanLabelBack", body } : { type: "UseLabel", body: { ...body, use } },
    );
    setLastScan(read.scan.text);
  };
  const card = jobCard({ id, rows, acts, server, revision, use, onUse: setUse, lastScan });
  return (
    <>
      {ready && <TakesScans take={take} />}
      <CardPage
        section="labels"
        at={[id]}
        card={card}
        asOf={frame.asOf}
        server={server}
        revision={revision}
      />
    </>
  );
}

function TakesScans({ take }: { readonly take: (read: ReadScan) => Promise<void> }): null {
  useScans({ take });
  return null;
}
