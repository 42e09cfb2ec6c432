/**
 * Steps against lots and units: how each stands, what is missing and what is due now.
 */

import type { JSX } from "preact";
import type { Step } from "../entries/bodies.ts";
import { Chips, moment } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import "./work-order.css";
import { type OrderCardView, type RunLine, subjectText } from "./order-view.ts";

export function StepMatrix({ view }: { readonly view: OrderCardView }): JSX.Element {
  const words = d().making.order;
  const { steps, runs, order } = view;
  if (steps.length === 0) {
    return <p>{words.notReleased()}</p>;
  }
  const lots = order.lots.map((lot) => `lot:${lot}`);
  const subjects = [...new Set([...lots, ...runs.map(({ subject }) => subject)])];
  const shown = subjects.length === 0 ? [""] : subjects;
  return (
    <div class="step-matrix">
      <div class="u-table-scroll">
        <table aria-label={words.steps()}>
          <thead>
            <tr>
              <th scope="col">{d().making.field.step()}</th>
              {shown.map((subject) => (
                <th key={subject} scope="col">
                  {subjectText(subject)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.number}>
                <th scope="row">
                  {step.number} · {localName(step)}
                </th>
                {shown.map((subject) => (
                  <td key={subject}>
                    <Cell step={step} subject={subject} runs={runs} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface CellProps {
  readonly step: Step;
  readonly subject: string;
  readonly runs: readonly RunLine[];
}

function Cell({ step, subject, runs }: CellProps): JSX.Element {
  const words = d().making.order;
  const run = runs.find((each) => each.step === step.number && each.subject === subject);
  if (run === undefined) {
    return <span class="step-waiting">{fits(step, subject) ? words.waiting() : "–"}</span>;
  }
  const by = { running: "provisional", done: "ok", failed: "stop", skipped: "warn" } as const;
  const status = by[run.status as keyof typeof by] ?? "warn";
  const chips = [
    { status, label: wordOf(d().change.unit.runStatus, run.status) },
    ...(run.unverified ? [{ status: "warn" as const, label: words.unverified() }] : []),
  ];
  // What a finished step lacks was judged when it finished and is in `missing`; a part of a lot has its whole's readings.
  const running = run.status === "running";
  const due = run.due.filter(({ due: { state } }) => running && state === "due");
  return (
    <>
      <Chips chips={chips} />
      <small>
        {run.people.join(", ")} · {moment(run.finished_at ?? run.started_at)}
      </small>
      {run.missing.length > 0 && <small>{words.missing(run.missing.join(", "))}</small>}
      {due.length > 0 && (
        <small class="step-due">{words.dueNow(due.map(({ code }) => code).join(", "))}</small>
      )}
    </>
  );
}

function fits({ repeat }: Step, subject: string): boolean {
  const of = subject === "" ? "order" : subject.startsWith("lot:") ? "lot" : "unit";
  return repeat === of;
}
