/** What is in hand at a load, what was said of it last, and what a label means there. */

import type { Quantity, RecordIndicatorBody } from "../../entries/bodies.ts";
import type { CycleRow, LoadMemberRow } from "../../entries/load-rows.ts";
import type { Finding } from "../../production/finding.ts";
import type { nextPhase } from "../../production/load-phases.ts";
import type { Reading } from "../../scan/resolve.ts";
import type { LoadDraft } from "./drafts.ts";

export type Phase = NonNullable<ReturnType<typeof nextPhase>>;

/** Why a scan did not count, or what a record came to. */
export type Said =
  | { readonly is: SoftWhy; readonly text: string }
  | { readonly is: "box_there"; readonly text: string; readonly position: string }
  | { readonly is: "position"; readonly text: string }
  | { readonly is: "done"; readonly draft: LoadDraft; readonly findings: readonly Finding[] }
  | { readonly is: "refused"; readonly draft: LoadDraft; readonly findings: readonly Finding[] };

export type SoftWhy =
  | "no_chamber"
  | "no_load"
  | "number_taken"
  | "no_position"
  | "no_lot"
  | "no_number";

export interface LoadState {
  readonly load: string | null;
  /** The chamber that was scanned, whose loads are offered. */
  readonly chamber: string | null;
  /** A cycle that was chosen for a new load: its number is asked for. */
  readonly cycle: CycleRow | null;
  readonly position: string | null;
  readonly mode: "fill" | "indicators";
  readonly kind: RecordIndicatorBody["kind"];
  /** A box whose lot is not known here: its label is asked for. */
  readonly box: string | null;
  /** How much of a lot is asked for. */
  readonly asking: { readonly lot: string; readonly container: string | null } | null;
  /** Asked before it is recorded. */
  readonly confirm: Phase | null;
  readonly taking: LoadMemberRow | null;
  readonly said: Said | null;
}

const FRESH = {
  cycle: null,
  mode: "fill",
  kind: "biological",
  box: null,
  asking: null,
  confirm: null,
  taking: null,
  said: null,
} as const;
export const NOTHING: LoadState = { ...FRESH, load: null, chamber: null, position: null };

/** How places in a chamber are named: P01, A-12, 7, or anything that says that it is one. */
const POSITION = /^(?:POS:(?<named>.{1,90})|(?<short>[A-Za-z]{0,3}[-.]?\d{1,3}))$/u;

/** The place in a chamber that a label names. */
export function positionOf(reading: Reading, text: string): string | null {
  if (reading.is === "location") {
    return reading.code;
  }
  const { named, short } = POSITION.exec(text.trim())?.groups ?? {};
  return reading.is === "text" ? (named ?? short ?? null) : null;
}

/** The pack quantity of a product's label. */
export function packOf(reading: Reading): Quantity | null {
  const pack = reading.is === "product" ? reading.identifier?.base_quantity : undefined;
  const unit = reading.is === "product" ? reading.item?.unit : undefined;
  return pack === undefined || unit === undefined ? null : { unit, value: pack };
}
