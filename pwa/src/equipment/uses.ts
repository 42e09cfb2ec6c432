/**
 * What `GET /equipment/{code}/uses` answers, and what of it nobody has asked about yet.
 */

import type { AssessUsesBody } from "../entries/bodies.ts";

export interface Use {
  readonly id: string;
  readonly kind: "reading" | "step" | "cycle_reading" | "load";
  readonly order: string;
  readonly step: number | null;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly code: string | null;
  readonly value: string | null;
  readonly unit: string | null;
  readonly verdict: string;
  readonly by: string;
  readonly at: string;
}

export interface UsedOn {
  readonly order: string;
  /** Null where the order is a load. */
  readonly item: string | null;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly uses: number;
  readonly first_at: string;
  readonly last_at: string;
  readonly deviation: string | null;
}

export interface UsesPage {
  readonly position: number;
  readonly equipment: string;
  /** The record that found it out of tolerance. */
  readonly calibration: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly out_of_tolerance_at: string | null;
  readonly count: number;
  readonly subjects: readonly UsedOn[];
  readonly uses: readonly Use[];
  readonly more: boolean;
}

/** The server takes so many in one record. */
const MOST = 1_000;

/** The records that ask about everything that is not asked about yet. */
export function questions(page: UsesPage, hold: boolean): readonly AssessUsesBody[] {
  const { calibration, equipment } = page;
  if (calibration === null) {
    return [];
  }
  const uses = unasked(page).map(({ item, lot, order, serial }) => ({ item, lot, order, serial }));
  return Array.from({ length: Math.ceil(uses.length / MOST) }, (_, part) => ({
    calibration,
    equipment,
    hold,
    uses: uses.slice(part * MOST, (part + 1) * MOST),
  }));
}

export function unasked({ subjects }: UsesPage): readonly UsedOn[] {
  return subjects.filter(({ deviation }) => deviation === null);
}

/** A longer list of the same uses; what they touched is the newer answer's. */
export function joined(before: UsesPage, after: UsesPage): UsesPage {
  return { ...after, uses: [...before.uses, ...after.uses] };
}

export function usesPath(code: string, after?: Use): string {
  const path = `/equipment/${encodeURIComponent(code)}/uses`;
  return after === undefined
    ? path
    : `${path}?${new URLSearchParams({ after_at: after.at, after_id: after.id })}`;
}
