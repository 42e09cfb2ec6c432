/**
 * The shape of what is coming, shown only when it takes longer than 300 ms.
 */

import type { JSX } from "preact";
import { t } from "./i18n/catalogue.ts";
import "./skeleton.css";

export interface SkeletonProps {
  readonly kind: "list" | "record" | "table";
  readonly rows?: number;
}

export function Skeleton({ kind, rows = 6 }: SkeletonProps): JSX.Element {
  return (
    <div class="u-skeleton" data-kind={kind} role="status" aria-label={t().ui.loading()}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="u-skeleton-row">
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
