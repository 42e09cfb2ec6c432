/**
 * Revisions of structures and routings as the server tells them, and how people read their parts.
 */

import type { Effectivity, Limits, Sampling, Step, StructureLine } from "../entries/bodies.ts";
import type { Chip } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { unitSign } from "../ui/unit-sign.ts";

export type ProcessKind = "structure" | "routing";

export interface RevisionLine {
  readonly kind: ProcessKind;
  readonly item: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly revision: string;
  readonly status: "draft" | "approved" | "withdrawn";
  readonly effectivity: Effectivity;
  /** Lines or steps. */
  readonly parts: number;
  readonly drafted_by: string;
  readonly drafted_by_entry: string;
  readonly drafted_at: string;
  readonly approved_by: string | null;
  readonly approved_at: string | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_at: string | null;
  /** Empty in a list. */
  readonly lines: readonly StructureLine[];
  readonly steps: readonly Step[];
}

/** What `GET /processes` answers. */
export interface ProcessesView {
  readonly position: number;
  readonly revisions: readonly RevisionLine[];
}

export function revisionChip({ status }: Pick<RevisionLine, "status">): Chip {
  const by = { draft: "provisional", approved: "ok", withdrawn: "stop" } as const;
  return { status: by[status], label: d().making.status[status]() };
}

export function effectivityText({ kind, start }: Effectivity): string {
  return d().effectivity.from[kind](start ?? "");
}

export function samplingText({ kind, n }: Sampling): string {
  return d().making.sampling[kind](n ?? 0);
}

/** The bounds that fail; null when there are none. */
export function specificationText(limits: Limits | null, unit: string | null): string {
  const words = d().making;
  const { low, high } = limits ?? { low: null, high: null };
  const sign = unitSign(unit ?? "");
  const of = sign === "" ? "" : ` ${sign}`;
  if (low !== null && high !== null) {
    return `${words.between(low, high)}${of}`;
  }
  if (low !== null) {
    return `${words.atLeast(low)}${of}`;
  }
  return high === null ? "–" : `${words.atMost(high)}${of}`;
}

/** A value of a closed set in words, anything else as it is. */
export function valueText(value: string): string {
  return value === "" ? "–" : wordOf(d().making.value, value);
}

/** A field of a comparison in words: what entries and files write as tokens, as people say it. */
export function fieldText(field: string, value: string): string {
  const [kind = "", ...rest] = value.split(field === "sampling" ? ":" : " ");
  if (field === "effectivity") {
    return effectivityText({ kind, start: rest.join(" ") || null } as Effectivity);
  }
  return field === "sampling"
    ? samplingText({ kind, n: rest.length === 0 ? null : Number(rest[0]) } as Sampling)
    : WORDED.has(field)
      ? valueText(value)
      : value || "–";
}

/** Fields whose values are of closed sets; any other says what was typed. */
const WORDED = new Set(["kind", "repeat", "scan", "source", "second", "critical", "two_person"]);
