/**
 * Printing a released job: on a printer, in this browser or as PDF; afterwards a person says what came out.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { LabelJobRow } from "../entries/label-rows.ts";
import { Button } from "../ui/button.tsx";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { ActForm } from "./act-form.tsx";
import { countOf, type JobParts, roleMissing, spanText, whole } from "./job-view.ts";
import { PrintView } from "./print-view.tsx";
import { PrinterStanding } from "./printer-standing.tsx";

export function PrintForm({ job, rows, acts, server }: JobParts): JSX.Element {
  const words = d().print;
  const printers = rows
    .all("printer")
    .map(({ row }) => row)
    .filter(({ active, dpi, site }) => active && dpi === job.dpi && site === job.site);
  const [method, setMethod] = useState(job.printer === null ? "browser" : "printer");
  const [printer, setPrinter] = useState(job.printer ?? printers[0]?.code ?? "");
  const onPrinter = method === "printer";
  const methods = (["browser", "pdf", "printer"] as const).map((value) => ({
    value,
    label: words.methods[value](),
  }));
  return (
    <ActForm
      title={words.printNow(countOf(job.todo))}
      submit={{ label: words.printNow(countOf(job.todo)), icon: "printer", tone: "primary" }}
      type="PrintLabels"
      acts={acts}
      closed={job.incident === "" ? roleMissing(acts, "print_labels") : words.noneInIncident()}
      body={() =>
        onPrinter && printer === ""
          ? null
          : { job: job.id, method, printer: onPrinter ? printer : null }
      }
      about={(body) => body.job === job.id}
    >
      {() => (
        <>
          <SelectField
            label={words.method()}
            value={method}
            options={methods}
            onChange={setMethod}
          />
          {onPrinter && printers.length === 0 && <p>{words.noPrinter(job.dpi)}</p>}
          {onPrinter && printers.length > 0 && (
            <SelectField
              label={words.printer()}
              value={printer}
              options={printers.map(({ code, name }) => ({
                value: code,
                label: `${code} ${name}`,
              }))}
              onChange={setPrinter}
            />
          )}
          {onPrinter && printer !== "" && <PrinterStanding code={printer} server={server} />}
        </>
      )}
    </ActForm>
  );
}

/** The labels on their way by hand: the print view or the file, then how far it came. */
export function ByHand(parts: JobParts): JSX.Element | null {
  const words = d().print;
  const { job, acts } = parts;
  const sent = job.sending;
  const [through, setThrough] = useState(sent === null ? "" : String(sent.last));
  if (sent === null) {
    return null;
  }
  const count = whole(through, sent.first - 1, sent.last);
  return (
    <>
      <PrintView {...parts} />
      <ActForm
        title={words.confirm()}
        submit={{ label: words.confirm(), icon: "check", tone: "primary" }}
        type="ConfirmPrinted"
        acts={acts}
        closed={roleMissing(acts, "print_labels")}
        body={() => (count === null ? null : { job: job.id, through: count })}
        about={(body) => body.job === job.id}
      >
        {(asked) => (
          <Field
            label={words.through()}
            hint={words.throughHint(sent.first)}
            value={through}
            onInput={setThrough}
            inputMode="numeric"
            {...(asked && count === null ? { error: words.wholeNumber() } : {})}
          />
        )}
      </ActForm>
    </>
  );
}

/** Labels in doubt: a person looked at the printer. */
export function SettleForms({ job, acts }: JobParts): JSX.Element {
  const words = d().print;
  const closed = roleMissing(acts, "print_labels");
  return (
    <>
      {job.in_doubt.map((span) => (
        <div class="act-form" key={span.first}>
          <h2>{words.inDoubt(spanText(span))}</h2>
          <div class="job-buttons">
            {[true, false].map((cameOut) => (
              <Button
                key={String(cameOut)}
                label={cameOut ? words.cameOut() : words.notCameOut()}
                icon={cameOut ? "check" : "x"}
                disabled={closed !== null}
                onPress={() => settle(acts, job, span, cameOut)}
              />
            ))}
          </div>
          {closed !== null && <p>{closed}</p>}
        </div>
      ))}
    </>
  );
}

function settle(
  acts: JobParts["acts"],
  job: LabelJobRow,
  span: LabelJobRow["in_doubt"][number],
  cameOut: boolean,
): Promise<unknown> {
  const body = { came_out: cameOut, first: span.first, job: job.id, last: span.last };
  return acts.record({ type: "SettleLabels", body });
}
