/**
 * Work orders as the server tells them, and how people read their quantities.
 */

import type { SerialSpan, Step, StructureLine } from "../entries/bodies.ts";
import { addDecimals, compareDecimals } from "../sync/decimal.ts";
import type { Chip } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";

export const BUCKETS = ["in_process", "good", "scrap", "rework", "sample", "retention"] as const;

export interface Account {
  readonly lot: string;
  readonly bucket: string;
  readonly quantity: string;
}

export interface OrderLine {
  readonly number: string;
  readonly item: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly quantity: string;
  readonly unit: string;
  readonly due: string | null;
  readonly lots: readonly string[];
  /** Named for its units; none: named as they are made. */
  readonly serials: readonly SerialSpan[];
  /** How its item is traced. */
  readonly trace: string;
  readonly output_location: string;
  readonly status: string;
  readonly structure_revision: string;
  readonly routing_revision: string;
  readonly released_by: string | null;
  readonly released_at: string | null;
  readonly accounts: readonly Account[];
  readonly open_deviations: number;
}

export interface DueLine {
  readonly code: string;
  readonly due: {
    readonly state: "done" | "due" | "not_yet";
    readonly wanted: number;
    readonly taken: number;
    readonly at: string | null;
  };
}

export interface RunLine {
  readonly step: number;
  readonly subject: string;
  readonly status: string;
  readonly people: readonly string[];
  readonly equipment: readonly string[];
  readonly failed: readonly string[];
  readonly missing: readonly string[];
  readonly unverified: boolean;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly due: readonly DueLine[];
}

export interface ReadingLine {
  readonly id: string;
  readonly step: number;
  readonly subject: string;
  readonly code: string;
  readonly kind: string;
  readonly value: string | null;
  readonly unit: string | null;
  readonly passed: boolean | null;
  readonly verdict: string;
  readonly source: string;
  readonly by: string;
  readonly corrected_by: string | null;
  readonly at: string;
}

export interface DeviationLine {
  readonly number: string;
  readonly subject_kind: string;
  readonly subject_key: string;
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly step: number | null;
  readonly status: string;
  readonly opened_by: string;
  readonly opened_at: string;
}

/** What `GET /work-orders` answers. */
export interface OrdersView {
  readonly position: number;
  readonly orders: readonly OrderLine[];
}

/** What `GET /work-orders/{number}` answers. */
export interface OrderCardView {
  readonly position: number;
  readonly order: OrderLine;
  readonly item_revision: string;
  readonly lines: readonly StructureLine[];
  readonly steps: readonly Step[];
  readonly runs: readonly RunLine[];
  readonly readings: readonly ReadingLine[];
  readonly readings_total: number;
  readonly deviations: readonly DeviationLine[];
}

export function orderChip({ status }: OrderLine): Chip {
  const by: Readonly<Record<string, Chip["status"]>> = {
    planned: "provisional",
    released: "ok",
    in_progress: "ok",
    suspended: "hold",
    closed: "ok",
    cancelled: "stop",
  };
  return { status: by[status] ?? "warn", label: wordOf(d().making.order.status, status) };
}

export function verdictChip(verdict: string): Chip {
  const by: Readonly<Record<string, Chip["status"]>> = {
    pass: "ok",
    alarm: "warn",
    action: "warn",
    fail: "stop",
  };
  const label = wordOf(d().making.order.verdict, verdict);
  return { status: by[verdict] ?? "provisional", label };
}

export function sumOf(accounts: readonly Account[], ...buckets: readonly string[]): string {
  return accounts
    .filter(({ bucket }) => buckets.length === 0 || buckets.includes(bucket))
    .reduce((sum, { quantity }) => addDecimals(sum, quantity), "0");
}

/** What everything begun became; `open` must be zero before the order closes. */
export function balanceOf(accounts: readonly Account[]) {
  const negative = accounts.some(({ quantity }) => compareDecimals(quantity, "0") < 0);
  const open = sumOf(accounts, "in_process", "rework");
  return {
    begun: sumOf(accounts),
    open,
    negative,
    closes: !negative && compareDecimals(open, "0") === 0,
  };
}

/** `lot:FG-1` as people name it. */
export function subjectText(subject: string): string {
  return subject === "" ? d().making.order.subjectOrder() : subject.replace(/^(lot|unit):/, "");
}
