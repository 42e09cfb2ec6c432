/**
 * A status as shape and word, small enough for a list row, never colour alone.
 */

import type { JSX } from "preact";
import { type Status, statusWord } from "./status.ts";
import "./status-chip.css";
import { StatusShape } from "./status-shape.tsx";

export interface StatusChipProps {
  readonly status: Status;
  /** Replaces the status's own word, for example with a lot's status in full. */
  readonly label?: string;
}

export function StatusChip({ status, label }: StatusChipProps): JSX.Element {
  return (
    <span class={`u-chip role-${status}`}>
      <StatusShape status={status} size={16} />
      {label ?? statusWord(status)}
    </span>
  );
}
