/**
 * An answer that the browser already has, as files: its table with what it is worth below, and all of it as JSON.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { Button } from "../ui/button.tsx";
import { moment } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { type Column, csvCell, toCsv } from "../ui/table-view.ts";
import type { Worth } from "./answer.ts";
import { saveBlob } from "./picture-file.ts";

export interface WorthFilesProps<Row> {
  readonly name: string;
  readonly answer: { readonly worth: Worth };
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

export function WorthFiles<Row>({
  name,
  answer,
  columns,
  rows,
}: WorthFilesProps<Row>): JSX.Element {
  const words = d().trace;
  const save = (text: string, type: string, ending: string): void =>
    saveBlob(new Blob([text], { type }), `${name}.${ending}`);
  return (
    <div class="trace-acts">
      <Button
        label={words.fileTable()}
        icon="download"
        tone="quiet"
        onPress={() =>
          save(
            `${toCsv(columns, rows)}${worthLines(answer.worth)}`,
            "text/csv;charset=utf-8",
            "csv",
          )
        }
      />
      <Button
        label={words.fileAnswer()}
        icon="download"
        tone="quiet"
        onPress={() => save(JSON.stringify(answer, null, 1), "application/json", "json")}
      />
    </div>
  );
}

/** What an answer is worth, as lines of a CSV that begin with a number sign. */
export function worthLines(worth: Worth): string {
  const words = d().trace;
  const lines = [
    worth.complete ? words.complete() : words.incomplete(),
    ...explain(worth.reasons, language.value).map(({ what }) => what),
    words.granularityWhy[worth.granularity](),
    words.asOf(String(worth.position), moment(worth.asked_at)),
    ...(worth.at === null ? [] : [words.atMoment(moment(worth.at))]),
    ...worth.unheard.map(({ code, last_push_at: since, unsent }) =>
      words.unheardOne(code, since === null ? words.never() : moment(since), unsent),
    ),
  ];
  return lines.map((line) => `${csvCell(`# ${line}`)}\r\n`).join("");
}
