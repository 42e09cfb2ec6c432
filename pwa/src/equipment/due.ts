/**
 * What falls due on a machine or gauge, and when: from its row alone, so also without a network. Days are the factory's.
 */

import { cleanUntilMs } from "../entries/equipment-ready.ts";
import type { EquipmentRow } from "../entries/equipment-rows.ts";
import { factoryDay } from "../entries/factory-day.ts";

export type Duty = "calibration" | "maintenance" | "cleaning";
export type Standing = "overdue" | "week" | "month" | "later";

export interface Due {
  readonly duty: Duty;
  /** When it was last done well, RFC 3339; null: never, or it no longer counts. */
  readonly doneAt: string | null;
  /** Last day on which that counts; null: it does not. */
  readonly day: string | null;
  /** For cleaning, the moment: milliseconds since the epoch. */
  readonly untilMs: number | null;
  /** Whole days from today to `day`: below zero once it is late; null without a day. */
  readonly daysLeft: number | null;
  readonly standing: Standing;
  /** Found out of tolerance: what was done before does not count. */
  readonly wrong: boolean;
}

const DAY_MS = 86_400_000;
const WEEK = 7;
const MONTH = 30;

/** Everything that is asked of it, the most pressing first; nothing of what is retired. */
export function duesOf(piece: EquipmentRow, nowMs: number): readonly Due[] {
  if (piece.status === "retired") {
    return [];
  }
  return [calibration(piece, nowMs), maintenance(piece, nowMs), cleaning(piece, nowMs)]
    .filter((due) => due !== null)
    .toSorted((left, right) => pressing(left) - pressing(right));
}

/** How long until it is late, for sorting; what never counted comes first. */
export function pressing({ daysLeft }: Due): number {
  return daysLeft ?? Number.NEGATIVE_INFINITY;
}

function calibration(piece: EquipmentRow, nowMs: number): Due | null {
  const { calibration_days, calibration_due, calibrated_at, out_of_tolerance_at } = piece;
  if (calibration_days === null && calibration_due === null && out_of_tolerance_at === null) {
    return null;
  }
  return out_of_tolerance_at === null
    ? byDay("calibration", calibrated_at, calibration_due, nowMs)
    : { ...byDay("calibration", calibrated_at, null, nowMs), wrong: true };
}

function maintenance(piece: EquipmentRow, nowMs: number): Due | null {
  const { maintenance_days, maintained_at, maintenance_due } = piece;
  return maintenance_days === null
    ? null
    : byDay("maintenance", maintained_at, maintenance_due, nowMs);
}

function byDay(duty: Duty, doneAt: string | null, day: string | null, nowMs: number): Due {
  const daysLeft = day === null ? null : daysBetween(factoryDay(nowMs), day);
  const isLate = daysLeft === null || daysLeft < 0;
  return {
    duty,
    doneAt,
    day,
    untilMs: null,
    daysLeft,
    standing: standingOf(daysLeft, isLate),
    wrong: false,
  };
}

function cleaning(piece: EquipmentRow, nowMs: number): Due | null {
  if (piece.cleaning_hours === null) {
    return null;
  }
  const untilMs = cleanUntilMs(piece);
  const day = untilMs === null ? null : factoryDay(untilMs);
  const daysLeft = day === null ? null : daysBetween(factoryDay(nowMs), day);
  const isLate = untilMs === null || nowMs > untilMs;
  return {
    duty: "cleaning",
    doneAt: piece.cleaned_at,
    day,
    untilMs,
    daysLeft,
    standing: standingOf(daysLeft, isLate),
    wrong: false,
  };
}

function standingOf(daysLeft: number | null, isLate: boolean): Standing {
  if (isLate || daysLeft === null) {
    return "overdue";
  }
  if (daysLeft <= WEEK) {
    return "week";
  }
  return daysLeft <= MONTH ? "month" : "later";
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
