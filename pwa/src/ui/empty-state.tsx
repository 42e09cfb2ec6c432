/**
 * An empty screen says what to scan and shows a drawing of that label.
 */

import type { ComponentChildren, JSX } from "preact";
import "./empty-state.css";
import { LabelDrawing, type LabelKind } from "./label-drawing.tsx";

export interface EmptyStateProps {
  readonly drawing: LabelKind;
  readonly title: string;
  readonly text?: string;
  readonly action?: ComponentChildren;
}

export function EmptyState({ drawing, title, text, action }: EmptyStateProps): JSX.Element {
  return (
    <div class="u-empty">
      <LabelDrawing kind={drawing} />
      <p class="u-empty-title">{title}</p>
      {text !== undefined && <p>{text}</p>}
      {action}
    </div>
  );
}
