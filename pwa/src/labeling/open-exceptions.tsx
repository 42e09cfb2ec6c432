/**
 * What somebody still has to look at about a label job, with the way to the inbox.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { RecordLink } from "../ui/record-link.tsx";
import type { JobParts } from "./job-view.ts";

export function OpenExceptions({ job, rows }: Pick<JobParts, "job" | "rows">): JSX.Element | null {
  const open = rows
    .find("exception", "status", "open")
    .map(({ row }) => row)
    .filter(
      ({ subject_kind, subject_key }) => subject_kind === "label_job" && subject_key === job.id,
    );
  if (open.length === 0) {
    return null;
  }
  return (
    <section class="job-open" aria-label={d().print.openExceptions()}>
      <h2>{d().print.openExceptions()}</h2>
      <ul class="job-lines">
        {open.map((exception) => (
          <li key={exception.id}>
            {explain([exception], language.value)[0]?.what ?? exception.code}{" "}
            <RecordLink section="exceptions" at={[exception.id]} label={d().print.toException()} />
          </li>
        ))}
      </ul>
    </section>
  );
}
