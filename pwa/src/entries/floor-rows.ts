/**
 * Rows of what is being made, as the feed carries them; in the form of rows.ts.
 */
import type { CloseDeviationBody, Step, StructureLine } from "./bodies.ts";

export interface UnitRow {
  readonly item: string;
  readonly serial: string;
  readonly site: string;
  readonly lot: string | null;
  readonly status: string;
  /** Its node of the genealogy: larger than a number here holds exactly, so only told apart from null. */
  readonly node: number;
  /** Node of the assembly it is built into; null: in none. */
  readonly parent: number | null;
  readonly root: number;
  readonly stub: boolean;
  /** Numbers of what holds it. */
  readonly holds: readonly string[];
}

export interface WorkOrderRow {
  readonly number: string;
  readonly site: string;
  readonly item: string;
  readonly quantity: string;
  readonly unit: string;
  readonly due: string | null;
  readonly lots: readonly string[];
  readonly output_location: string;
  readonly status: "planned" | "released" | "in_progress" | "suspended" | "closed" | "cancelled";
  readonly structure_revision: string;
  readonly routing_revision: string;
  readonly released_by: string | null;
  readonly released_at: string | null;
}

/** What an order was bound to at its release. */
export interface OrderSnapshotRow {
  readonly order: string;
  readonly site: string;
  readonly item_revision: string;
  readonly lines: readonly StructureLine[];
  readonly steps: readonly Step[];
}

/** A step as it was done for the order (subject ""), `lot:NUMBER` or `unit:SERIAL`. */
export interface StepRunRow {
  readonly order: string;
  readonly step: number;
  readonly subject: string;
  /** `order|subject`. */
  readonly scope: string;
  readonly site: string;
  readonly status: "running" | "done" | "failed" | "skipped";
  readonly revision: string;
  readonly equipment: readonly string[];
  readonly people: readonly string[];
  readonly observed: readonly string[];
  readonly failed: readonly string[];
  readonly consumed: readonly string[];
  readonly unverified: boolean;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly missing: readonly string[];
  /** By code, the last value that a machine sent; not there where none did. */
  readonly machine_values?: Readonly<Record<string, MachineValue>>;
}

export interface MachineValue {
  readonly value: string;
  readonly unit: string;
  readonly verdict: "fail" | "action" | "alarm" | "pass" | "unjudged";
}

/** A revision that stops what runs by an earlier one (C05). */
export interface ProcessStopRow {
  readonly kind: "structure" | "routing";
  readonly item: string;
  readonly revision: string;
  readonly approved_at: string;
}

/** What is in a lot, directly, and the loads it was in. */
export interface LotSourcesRow {
  readonly lot: string;
  readonly site: string;
  readonly lots: readonly string[];
  readonly loads: readonly string[];
}

/** Since when a lot is open: mixings and openings that were said, and the first use before any of them. */
export interface LotOpeningRow {
  readonly lot: string;
  readonly site: string;
  readonly said: readonly string[];
  readonly used_at: string | null;
}

/** A stop on a sterilisation load and on everything that was in it. */
export interface LoadHoldRow {
  readonly id: string;
  readonly site: string;
  readonly load: string;
  /** As a unit's. */
  readonly node: number;
  readonly reason_code: string;
  readonly text: string;
  readonly placed_by: string;
  readonly placed_at: string;
  readonly source: string;
  readonly lifted_at: string | null;
  readonly lifted_by: string | null;
  readonly lift_reason: string | null;
}

export interface DeviationRow {
  readonly number: string;
  readonly site: string;
  readonly subject_kind: string;
  readonly subject_key: string;
  /** Of the broken rule; "" when a person reported it. */
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly order: string | null;
  readonly step: number | null;
  readonly photos: readonly string[];
  readonly status: "open" | "closed";
  readonly opened_by: string;
  readonly opened_at: string;
  readonly entry: string;
  readonly disposition: CloseDeviationBody["disposition"] | null;
  readonly closed_by: string | null;
  readonly closed_at: string | null;
  readonly close_reason: string | null;
}
