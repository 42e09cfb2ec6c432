/**
 * The desk's table: sticky head, sort, column choice, filter chips, keyboard, CSV.
 */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "./button.tsx";
import "./data-table.css";
import { t } from "./i18n/catalogue.ts";
import { Icon } from "./icon.tsx";
import { TableTools } from "./table-tools.tsx";
import {
  type Column,
  type FilterChip,
  initialView,
  type TableView,
  toggleSort,
  visibleColumns,
  visibleRows,
} from "./table-view.ts";

export interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowId: (row: Row) => string;
  readonly chips?: readonly FilterChip<Row>[];
  /** Enter or click on a row. */
  readonly onOpen?: (row: Row) => void;
  /** Name of the CSV file without its ending; no export when left out. */
  readonly csvName?: string;
  readonly asOf?: ComponentChildren;
  readonly empty?: ComponentChildren;
}

const PAGE = 200;

export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  const { rows, columns, chips = [] } = props;
  const [view, setView] = useState<TableView>(() => initialView(columns));
  const [limit, setLimit] = useState(PAGE);
  if (rows.length === 0 && props.empty !== undefined) {
    return <>{props.empty}</>;
  }
  const matching = visibleRows(rows, columns, chips, view);
  const shown = visibleColumns(columns, view);
  const rest = matching.length - limit;
  return (
    <section class="u-table">
      <TableTools
        {...{ rows, columns, chips, view, matching, shown }}
        onView={setView}
        csvName={props.csvName}
        asOf={props.asOf}
      />
      <div class="u-table-scroll">
        <table aria-label={props.label}>
          <Head columns={shown} view={view} onSort={(id) => setView(toggleSort(view, id))} />
          <tbody onKeyDown={moveBetweenRows}>
            {matching.slice(0, limit).map((row, index) => (
              <BodyRow
                key={props.rowId(row)}
                row={row}
                columns={shown}
                first={index === 0}
                onOpen={props.onOpen}
              />
            ))}
          </tbody>
        </table>
      </div>
      {matching.length === 0 && <p class="u-table-none">{t().ui.noRowsMatch()}</p>}
      {rest > 0 && (
        <Button
          label={t().ui.showMore(Math.min(PAGE, rest))}
          tone="quiet"
          onPress={() => setLimit(limit + PAGE)}
        />
      )}
    </section>
  );
}

interface HeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly view: TableView;
  readonly onSort: (column: string) => void;
}

function Head<Row>({ columns, view, onSort }: HeadProps<Row>): JSX.Element {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const direction = view.sort?.column === column.id ? view.sort.direction : null;
          return (
            <th
              key={column.id}
              scope="col"
              data-align={column.align}
              aria-sort={ariaSort(direction)}
            >
              <button type="button" onClick={() => onSort(column.id)}>
                {column.header}
                {direction !== null && (
                  <Icon name={direction === "up" ? "arrow-up" : "arrow-down"} size={16} />
                )}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function ariaSort(direction: "up" | "down" | null): "ascending" | "descending" | "none" {
  return direction === null ? "none" : direction === "up" ? "ascending" : "descending";
}

interface BodyRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly first: boolean;
  readonly onOpen: ((row: Row) => void) | undefined;
}

function BodyRow<Row>({ row, columns, first, onOpen }: BodyRowProps<Row>): JSX.Element {
  const open = (): void => onOpen?.(row);
  const keys = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && event.target === event.currentTarget) {
      open();
    }
  };
  return (
    <tr
      data-opens={onOpen !== undefined}
      tabIndex={onOpen === undefined ? undefined : first ? 0 : -1}
      onClick={open}
      onKeyDown={keys}
    >
      {columns.map((column) => (
        <td key={column.id} data-align={column.align} data-wraps={column.wraps ?? false}>
          {column.cell?.(row) ?? column.text(row)}
        </td>
      ))}
    </tr>
  );
}

/** Arrows, Home and End move the focus between rows. */
function moveBetweenRows(event: KeyboardEvent): void {
  const row = (event.target as HTMLElement).closest("tr");
  const targets: Readonly<Record<string, Element | null | undefined>> = {
    ArrowDown: row?.nextElementSibling,
    ArrowUp: row?.previousElementSibling,
    Home: row?.parentElement?.firstElementChild,
    End: row?.parentElement?.lastElementChild,
  };
  const target = targets[event.key];
  if (target instanceof HTMLElement) {
    event.preventDefault();
    target.focus();
  }
}
