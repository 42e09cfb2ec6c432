/**
 * The tablet's frame: list left, record right, the decision bar fixed below the record.
 */

import type { ComponentChildren, JSX } from "preact";
import "./two-pane.css";

export interface TwoPaneProps {
  readonly listLabel: string;
  readonly list: ComponentChildren;
  readonly record: ComponentChildren;
  /** Who decides, what it means, the PIN. */
  readonly decision?: ComponentChildren;
}

export function TwoPane({ listLabel, list, record, decision }: TwoPaneProps): JSX.Element {
  return (
    <div class="u-two-pane">
      <nav class="u-two-pane-list" aria-label={listLabel}>
        {list}
      </nav>
      <main class="u-two-pane-main">
        <div class="u-two-pane-record">{record}</div>
        {decision !== undefined && <div class="u-two-pane-decision">{decision}</div>}
      </main>
    </div>
  );
}
