/**
 * Sterilisation loads and the cycles they run by, as the feed carries them, in the form of rows.ts.
 */

import type { CycleParameter } from "./bodies.ts";
import type { LoadHoldRow } from "./floor-rows.ts";

export interface CycleRow {
  readonly code: string;
  readonly revision: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly equipment_class: string;
  readonly parameters: readonly CycleParameter[];
  readonly indicators: number;
  readonly chemical_indicators: number;
  readonly incubation_hours: number;
  readonly exposures: number;
  readonly skill: string | null;
}

export interface LoadRow {
  readonly number: string;
  readonly site: string;
  readonly chamber: string;
  readonly cycle: string;
  readonly revision: string;
  /** A phase of it, or accepted, or rejected. */
  readonly status: string;
  readonly observed: readonly string[];
  readonly failed: readonly string[];
  readonly people: readonly string[];
  readonly opened_at: string;
  readonly closed_at: string | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
}

export interface LoadBox {
  readonly container: string;
  readonly quantity: string;
}

export interface LoadMemberRow {
  readonly load: string;
  readonly lot: string;
  readonly position: string;
  readonly site: string;
  readonly quantity: string;
  readonly unit: string;
  /** Scanned in after the load was closed. */
  readonly late: boolean;
  /** Missing in rows that were sent before boxes were known. */
  readonly boxes?: readonly LoadBox[];
}

export interface LoadIndicatorRow {
  readonly load: string;
  readonly indicator: string;
  readonly site: string;
  readonly kind: "biological" | "chemical";
  readonly position: string | null;
  readonly placed_at: string | null;
  readonly incubated_at: string | null;
  readonly result: string | null;
  readonly read_at: string | null;
}

/** The kinds of rows about loads. */
export interface LoadRowTypes {
  readonly cycle: CycleRow;
  readonly load: LoadRow;
  readonly load_hold: LoadHoldRow;
  readonly load_indicator: LoadIndicatorRow;
  readonly load_member: LoadMemberRow;
}
