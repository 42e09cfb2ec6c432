/**
 * What an import file holds: every problem with its row and column, or every change with its values before and after.
 */

import type { JSX } from "preact";
import { explain } from "../../entries/code-texts.ts";
import { CodeNotice } from "../../ui/code-notice.tsx";
import { DataTable } from "../../ui/data-table.tsx";
import { textColumn } from "../../ui/desk-cells.tsx";
import { d, wordOf } from "../../ui/i18n/desk/catalogue.ts";
import { language } from "../../ui/i18n/language.ts";
import type { Column } from "../../ui/table-view.ts";

interface Problem {
  readonly row: number;
  readonly column: string;
  readonly en: string;
  readonly zh: string;
}

interface RowChange {
  readonly kind: string;
  readonly key: readonly (string | number)[];
  readonly new: boolean;
  readonly fields: Readonly<Record<string, readonly [unknown, unknown]>>;
}

interface Refusal {
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What `POST /imports/{kind}` answers. */
export interface ImportAnswer {
  readonly rows: number;
  readonly problems: readonly Problem[];
  readonly type: string | null;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly refusal: Refusal | null;
  readonly changes: readonly RowChange[];
}

export function ImportReport({ answer }: { readonly answer: ImportAnswer }): JSX.Element {
  const words = d().form.import;
  const { problems, rows, refusal, changes } = answer;
  if (problems.length > 0) {
    return (
      <section>
        <h2>{words.problems(problems.length)}</h2>
        <p>{words.problemsWhy()}</p>
        <ProblemTable problems={problems} />
      </section>
    );
  }
  if (refusal !== null) {
    return <Refused title={words.refused()} refusal={refusal} />;
  }
  return (
    <section>
      <h2>
        {words.clean(rows)} · {words.preview(changes.length)}
      </h2>
      {changes.length === 0 ? <p>{words.unchanged()}</p> : <ChangeTable changes={changes} />}
    </section>
  );
}

interface RefusedProps {
  readonly title: string;
  readonly refusal: Refusal;
}

/** The catalogue's text, and the row of the file that it is about. */
export function Refused({ title, refusal }: RefusedProps): JSX.Element {
  const { row } = refusal.detail;
  const at = typeof row === "number" ? ` · ${d().form.rowOf(row)}` : "";
  const texts = explain([refusal], language.value);
  return <CodeNotice status="stop" title={`${title}${at}`} texts={texts} />;
}

function ProblemTable({ problems }: { readonly problems: readonly Problem[] }): JSX.Element {
  const words = d().form.import;
  const columns: readonly Column<Problem>[] = [
    textColumn("row", words.row(), ({ row }) => (row === 0 ? words.wholeFile() : String(row)), {
      order: (left, right) => left.row - right.row,
    }),
    textColumn("column", words.column(), ({ column }) => (column === "" ? "–" : column)),
    textColumn("problem", words.problem(), (problem) => problem[language.value], { wraps: true }),
  ];
  return (
    <DataTable
      label={words.problems(problems.length)}
      rows={problems}
      columns={columns}
      rowId={({ row, column, en }) => `${row}/${column}/${en}`}
      csvName="import-problems"
    />
  );
}

function ChangeTable({ changes }: { readonly changes: readonly RowChange[] }): JSX.Element {
  const words = d().form.import;
  const kind = (change: RowChange): string => wordOf(d().log.kinds, change.kind);
  const columns: readonly Column<RowChange>[] = [
    textColumn("record", words.record(), (each) => `${kind(each)} ${each.key.join(" / ")}`),
    textColumn("change", words.change(), (each) => (each.new ? words.fresh() : words.changed())),
    textColumn("values", words.values(), valuesText, { wraps: true }),
  ];
  return (
    <DataTable
      label={words.preview(changes.length)}
      rows={changes}
      columns={columns}
      rowId={({ kind: of, key }) => `${of}/${key.join("/")}`}
      csvName="import-changes"
    />
  );
}

function valuesText(change: RowChange): string {
  return Object.entries(change.fields)
    .filter(([, [, after]]) => !change.new || (after !== null && after !== ""))
    .map(([name, [before, after]]) => {
      const label = wordOf(d().log.names, name);
      return change.new
        ? `${label} ${valueText(after)}`
        : `${label} ${valueText(before)} → ${valueText(after)}`;
    })
    .join(" · ");
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") {
    return "–";
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
