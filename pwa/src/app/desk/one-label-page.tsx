/**
 * One label of a job at the desk: read from the server, for only jobs are kept on this computer.
 */

import type { ComponentChildren, JSX } from "preact";
import { LogTable } from "../../audit-trail/history.tsx";
import type { DeskActs } from "../../entries/desk-acts.ts";
import type { LabelJobRow } from "../../entries/label-rows.ts";
import type { ServerDoor } from "../../entries/server-door.ts";
import { labelCard } from "../../labeling/label-card.tsx";
import type { LabelsPage } from "../../labeling/one-label.ts";
import type { Lookup } from "../../sync/view.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { RecordCard } from "../../ui/record-card.tsx";
import { recordHref } from "../../ui/record-link.tsx";
import { useRead } from "./desk-hooks.ts";
import { Unread } from "./unread.tsx";

export interface OneLabelProps {
  readonly job: LabelJobRow;
  readonly n: string;
  readonly rows: Lookup;
  readonly acts: DeskActs;
  readonly server: ServerDoor;
  readonly asOf: ComponentChildren;
  readonly revision: number;
  /** The act that the address asks for. */
  readonly wanted: string | null;
}

export function OneLabelPage(props: OneLabelProps): JSX.Element {
  const { job, n, rows, acts, server, asOf, revision, wanted } = props;
  const place = /^[1-9]\d{0,4}$/.test(n) ? Number(n) : 0;
  const base = `/label-jobs/${encodeURIComponent(job.id)}/labels`;
  const path = `${base}?after=${Math.max(place, 1) - 1}&limit=1`;
  const answer = useRead<LabelsPage>(server, path, revision);
  if (answer?.step !== "ok") {
    return <Unread answer={answer} onAgain={() => location.reload()} />;
  }
  const line = answer.value.labels.find((each) => each.n === place);
  const words = d().frame;
  if (line === undefined) {
    const title = words.notHere(d().print.labels(), `${job.number} / ${n}`);
    return <EmptyState drawing="any" title={title} text={words.notHereNow()} />;
  }
  const history = (): JSX.Element => (
    <LogTable
      path={`${base}/${place}/history?limit=100`}
      server={server}
      rows={rows}
      label={words.history()}
      csvName={`history-${job.number}-${place}`}
      revision={revision}
    />
  );
  return (
    <RecordCard
      card={labelCard({ job, rows, acts, server, line, wanted, history })}
      kind={d().print.label()}
      asOf={asOf}
      back={{ href: recordHref("labels", [job.id]), label: d().print.backTo(job.number) }}
    />
  );
}
