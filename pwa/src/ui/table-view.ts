/**
 * What a desk table shows of its rows: filtered, sorted, as CSV. Pure; the component only draws it.
 */

import type { ComponentChildren } from "preact";

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** The cell as text: what is sorted when `order` is missing, and what CSV gets. */
  readonly text: (row: Row) => string;
  /** The cell as drawn; its text when left out. */
  readonly cell?: (row: Row) => ComponentChildren;
  readonly order?: (left: Row, right: Row) => number;
  readonly align?: "start" | "end";
  /** Long text that may take several lines; everything else stays on one. */
  readonly wraps?: boolean;
  /** Hidden until the person chooses it. */
  readonly hidden?: boolean;
}

export interface FilterChip<Row> {
  readonly id: string;
  readonly label: string;
  readonly matches: (row: Row) => boolean;
}

export interface TableView {
  readonly sort: { readonly column: string; readonly direction: "up" | "down" } | null;
  readonly hidden: readonly string[];
  readonly filters: readonly string[];
}

export function initialView<Row>(columns: readonly Column<Row>[]): TableView {
  const hidden = columns.filter((column) => column.hidden === true).map((column) => column.id);
  return { sort: null, hidden, filters: [] };
}

export function visibleColumns<Row>(
  columns: readonly Column<Row>[],
  view: TableView,
): readonly Column<Row>[] {
  return columns.filter((column) => !view.hidden.includes(column.id));
}

/** Rows that match every active chip, in the chosen order; equal rows keep theirs. */
export function visibleRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  chips: readonly FilterChip<Row>[],
  view: TableView,
): readonly Row[] {
  const active = chips.filter((chip) => view.filters.includes(chip.id));
  const kept = rows.filter((row) => active.every((chip) => chip.matches(row)));
  const column = columns.find(({ id }) => id === view.sort?.column);
  if (column === undefined) {
    return kept;
  }
  const order = column.order ?? ((left: Row, right: Row) => compare(column, left, right));
  const sign = view.sort?.direction === "down" ? -1 : 1;
  return kept.toSorted((left, right) => sign * order(left, right));
}

const collator = new Intl.Collator(["zh-CN", "en"], { numeric: true });

function compare<Row>(column: Column<Row>, left: Row, right: Row): number {
  return collator.compare(column.text(left), column.text(right));
}

/** Up, then down, then as the rows came. */
export function toggleSort(view: TableView, column: string): TableView {
  if (view.sort?.column !== column) {
    return { ...view, sort: { column, direction: "up" } };
  }
  return { ...view, sort: view.sort.direction === "up" ? { column, direction: "down" } : null };
}

export function toggled(list: readonly string[], id: string): readonly string[] {
  return list.includes(id) ? list.filter((other) => other !== id) : [...list, id];
}

/**
 * RFC 4180 text with a byte order mark, so that spreadsheets read Chinese.
 * A text that a spreadsheet would run as a formula is led by an apostrophe; numbers are left alone.
 */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const head = columns.map((column) => csvCell(column.header)).join(",");
  const body = rows.map((row) => columns.map((column) => csvCell(column.text(row))).join(","));
  return `\ufeff${[head, ...body].join("\r\n")}\r\n`;
}

export function csvCell(text: string): string {
  const number = /^[+-]?\d+(\.\d+)?$/.test(text);
  const safe = !number && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
