/**
 * What the server tells about prefixes, pools and ranges (`GET /numbers`, `GET /numbers/ranges`).
 */

import type { Span } from "../entries/bodies.ts";

export interface PrefixLine {
  readonly agency: string;
  readonly prefix: string;
  readonly issued_by: string;
  readonly valid_from: string;
  readonly next: number;
  /** Null where the agency has no item references. */
  readonly capacity: number | null;
  readonly taken: number;
}

export interface PoolLine {
  readonly pool: string;
  readonly kind: string;
  readonly of: string;
  readonly item: string | null;
  readonly order: string;
  readonly prefix: string;
  readonly digits: number;
  readonly leased: number;
  readonly used: number;
  readonly voided: number;
  /** Decimal: may be longer than a number counts exactly. */
  readonly capacity: string;
  readonly left: string;
}

export interface NumbersView {
  readonly prefixes: readonly PrefixLine[];
  readonly pools: readonly PoolLine[];
  readonly stranded: readonly StrandedLine[];
}

/** The unused numbers of a device that was taken out of use. */
export interface StrandedLine {
  readonly device: string;
  readonly device_code: string;
  readonly pools: readonly string[];
  readonly count: number;
  readonly spans: readonly Span[];
}

export interface UseLine {
  readonly first: number;
  readonly last: number;
  readonly status: "used" | "voided";
  readonly purpose: string;
  readonly first_number: string;
  readonly last_number: string;
}

export interface RangeLine {
  readonly id: string;
  readonly first: number;
  readonly last: number;
  readonly device: string;
  readonly device_code: string;
  readonly first_number: string;
  readonly last_number: string;
  /** Each as it is printed, from the first to the last. */
  readonly numbers: readonly string[];
  readonly leased_at: string;
  readonly uses: readonly UseLine[];
}

export interface RangesView {
  readonly more: boolean;
  readonly ranges: readonly RangeLine[];
}

/** How many of a range's numbers became what. */
export function countOf(range: RangeLine, status: UseLine["status"]): number {
  return range.uses
    .filter((use) => use.status === status)
    .reduce((sum, use) => sum + use.last - use.first + 1, 0);
}

export function leftIn(range: RangeLine): number {
  return range.last - range.first + 1 - countOf(range, "used") - countOf(range, "voided");
}

/** `PX1-######`, `952123 · 0`, `FG{YY}{MM}{seq:02}`: how a pool's numbers look. */
export function shapeOf({ kind, prefix, digits, of, order }: PoolLine): string {
  if (kind === "lot") return prefix;
  if (kind === "sscc") return `${prefix} ${of} ${"#".repeat(digits)} ✓`;
  return order === "list" ? "–" : `${prefix}${"#".repeat(digits)}`;
}

/** The span from one number of a range to another as they are printed; null when it is none. */
export function spanOf(range: RangeLine, first: string, last: string): Span | null {
  const from = range.numbers.indexOf(first.trim());
  const to = range.numbers.indexOf(last.trim());
  return from < 0 || to < from
    ? null
    : { first: range.first + from, last: range.first + to, range: range.id };
}

const PLACES = /^[0-9]{1,7}$/;

/** A whole number from 1 to `most`, null for anything else. */
export function wholeNumber(text: string, most: number): number | null {
  const value = PLACES.test(text.trim()) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : null;
}
