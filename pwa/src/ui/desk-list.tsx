/**
 * One list of the desk: its name, its rows as a table, narrowed by the text in the search line.
 */

import type { ComponentChildren, JSX } from "preact";
import { Button } from "./button.tsx";
import { DataTable, type DataTableProps } from "./data-table.tsx";
import { EmptyState } from "./empty-state.tsx";
import { d } from "./i18n/desk/catalogue.ts";
import "./desk-list.css";

/** What every list gets from the page around it. */
export interface ListFrame {
  /** The text in the search line; "" for all rows. */
  readonly search: string;
  readonly onClearSearch: () => void;
  /** Usually an `AsOf`. */
  readonly asOf: ComponentChildren;
  /** At the right of the heading. */
  readonly actions?: ComponentChildren;
}

export interface DeskListProps<Row> extends Omit<DataTableProps<Row>, "label" | "onOpen" | "asOf"> {
  readonly title: string;
  readonly frame: ListFrame;
  /** Address of a row's card. */
  readonly href?: (row: Row) => string;
  /** Between the heading and the table. */
  readonly above?: ComponentChildren;
}

export function DeskList<Row>({ above, ...list }: DeskListProps<Row>): JSX.Element {
  return (
    <>
      <DeskHead title={list.title} frame={list.frame} />
      {above}
      <DeskTable {...list} />
    </>
  );
}

/** The name of a page of the desk, what can be done there, and the way out of a narrowed list. */
export function DeskHead(props: Pick<DeskListProps<never>, "title" | "frame">): JSX.Element {
  const { title, frame } = props;
  const needle = frame.search.trim();
  return (
    <div class="u-desk-list-head">
      <h1>{title}</h1>
      {needle !== "" && (
        <Button
          label={d().frame.clearSearch()}
          icon="x"
          tone="quiet"
          onPress={frame.onClearSearch}
          note={d().frame.matchesHere(needle)}
        />
      )}
      {frame.actions !== undefined && <div class="u-desk-list-acts">{frame.actions}</div>}
    </div>
  );
}

/** A list below a heading that stands somewhere else, such as above tabs. */
export function DeskTable<Row>(props: Omit<DeskListProps<Row>, "above">): JSX.Element {
  const { title, frame, href, rows, columns, empty, ...table } = props;
  const needle = frame.search.trim().toLowerCase();
  const contains = (row: Row): boolean =>
    columns.some((column) => column.text(row).toLowerCase().includes(needle));
  const kept = needle === "" ? rows : rows.filter(contains);
  return (
    <DataTable
      {...table}
      label={title}
      rows={kept}
      columns={columns}
      asOf={frame.asOf}
      empty={rows.length === 0 ? (empty ?? <NothingYet />) : undefined}
      {...(href === undefined ? {} : { onOpen: (row: Row) => openAt(href(row)) })}
    />
  );
}

function openAt(href: string): void {
  location.hash = href;
}

export function NothingYet({ text }: { readonly text?: string }): JSX.Element {
  const words = d().frame;
  return (
    <EmptyState drawing="document" title={words.noneYet()} text={text ?? words.noneYetNow()} />
  );
}
