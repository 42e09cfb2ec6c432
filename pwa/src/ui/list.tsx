/**
 * Lines of work: open first, matched ones sink, at most fifty in the page and the rest counted.
 */

import type { ComponentChildren, JSX } from "preact";
import { t } from "./i18n/catalogue.ts";
import "./list.css";
import type { Status } from "./status.ts";
import { StatusChip } from "./status-chip.tsx";

export const ROWS_IN_PAGE = 50;

export interface ListRowProps {
  readonly id: string;
  readonly title: ComponentChildren;
  readonly detail?: ComponentChildren;
  readonly status?: Status;
  readonly statusLabel?: string;
  /** Right side, usually a `Quantity`. */
  readonly trailing?: ComponentChildren;
  /** Matched or done: drawn quieter. The caller sorts it to the end. */
  readonly done?: boolean;
  readonly onPress?: () => void;
}

export interface ListProps {
  readonly label: string;
  readonly rows: readonly ListRowProps[];
  /** Shown instead of no rows, usually an `EmptyState`. */
  readonly empty?: ComponentChildren;
}

export function List({ label, rows, empty }: ListProps): JSX.Element {
  if (rows.length === 0 && empty !== undefined) {
    return <>{empty}</>;
  }
  const rest = rows.length - ROWS_IN_PAGE;
  return (
    <>
      <ul class="u-list" aria-label={label}>
        {rows.slice(0, ROWS_IN_PAGE).map((row) => (
          <li key={row.id}>
            <ListRow {...row} />
          </li>
        ))}
      </ul>
      {rest > 0 && <p class="u-list-rest">{t().ui.moreRows(rest)}</p>}
    </>
  );
}

export function ListRow(props: ListRowProps): JSX.Element {
  const content = (
    <>
      <span class="u-row-main">
        <span class="u-row-title">{props.title}</span>
        {props.detail !== undefined && <span class="u-row-detail">{props.detail}</span>}
      </span>
      <span class="u-row-side">
        {props.trailing}
        {props.status !== undefined && (
          <StatusChip
            status={props.status}
            {...(props.statusLabel === undefined ? {} : { label: props.statusLabel })}
          />
        )}
      </span>
    </>
  );
  const done = props.done ?? false;
  return props.onPress === undefined ? (
    <div class="u-row" data-done={done}>
      {content}
    </div>
  ) : (
    <button type="button" class="u-row" data-done={done} onClick={props.onPress}>
      {content}
    </button>
  );
}
