/**
 * The line above a desk table: how much is shown, filter chips, column choice, CSV.
 */

import type { ComponentChildren, JSX } from "preact";
import { Button } from "./button.tsx";
import { t } from "./i18n/catalogue.ts";
import { Icon } from "./icon.tsx";
import { type Column, type FilterChip, type TableView, toCsv, toggled } from "./table-view.ts";

export interface TableToolsProps<Row> {
  readonly rows: readonly Row[];
  readonly matching: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly shown: readonly Column<Row>[];
  readonly chips: readonly FilterChip<Row>[];
  readonly view: TableView;
  readonly onView: (view: TableView) => void;
  readonly csvName: string | undefined;
  readonly asOf: ComponentChildren;
}

export function TableTools<Row>(props: TableToolsProps<Row>): JSX.Element {
  const { chips, view, onView, csvName } = props;
  const words = t().ui;
  const save = (name: string): void =>
    download(document, `${name}.csv`, toCsv(props.shown, props.matching));
  return (
    <div class="u-table-tools">
      <p aria-live="polite">
        {words.rowsShown(props.matching.length, props.rows.length)}
        {props.asOf !== undefined && <> · {props.asOf}</>}
      </p>
      <fieldset class="u-table-chips" aria-label={words.filters()}>
        {chips.map((chip) => (
          <Button
            key={chip.id}
            label={chip.label}
            pressed={view.filters.includes(chip.id)}
            onPress={() => onView({ ...view, filters: toggled(view.filters, chip.id) })}
          />
        ))}
      </fieldset>
      <div class="u-table-ends">
        <ColumnChoice {...props} />
        {csvName !== undefined && (
          <Button label={words.exportCsv()} icon="download" onPress={() => save(csvName)} />
        )}
      </div>
    </div>
  );
}

function ColumnChoice<Row>({ columns, shown, view, onView }: TableToolsProps<Row>): JSX.Element {
  return (
    <details class="u-table-columns">
      <summary>
        <Icon name="columns-3" />
        {t().ui.columns()}
      </summary>
      <div>
        {columns.map((column) => (
          <label key={column.id}>
            <input
              type="checkbox"
              checked={shown.includes(column)}
              disabled={shown.length === 1 && shown.includes(column)}
              onChange={() => onView({ ...view, hidden: toggled(view.hidden, column.id) })}
            />
            {column.header}
          </label>
        ))}
      </div>
    </details>
  );
}

function download(document: Document, name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
