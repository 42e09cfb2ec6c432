/**
 * Keeps numbers in stock (P40): asks for a new range before the old one runs dry.
 */
import type { LeaseNumbersBody, LeaseRangeBody } from "../entries/bodies.ts";
import type { LeaseRow, NumberRangeRow } from "../entries/rows.ts";
import { remaining } from "./numbers.ts";
import type { Queue } from "./queue.ts";
import type { Lookup } from "./view.ts";

/** Below this many numbers the device asks; a shift uses some dozens. */
export const LOW_WATER = 20;
export const LEASE_COUNT = 100;
/** A refused or lost request is not repeated sooner. */
const PATIENCE_MS = 600_000;

/** Ranges of one series this device may use. */
export function leasesOf(rows: Lookup, device: string, series: string): LeaseRow[] {
  return rows
    .find("lease", "series", series)
    .map(({ row }) => row)
    .filter((lease) => lease.device === device);
}

/** Ranges of one pool this device may use. */
export function rangesOf(rows: Lookup, device: string, pool: string): NumberRangeRow[] {
  return rows
    .find("number_range", "pool", pool)
    .map(({ row }) => row)
    .filter((range) => range.device === device);
}

/** Below this part of what it was last given, a device asks for as much again. */
const LOW_PART = 0.2;
const RANGE_SIZE = 500;

export class LeaseKeeper {
  readonly #queue: Queue;
  readonly #asked = new Map<string, number>();

  constructor(queue: Queue) {
    this.#queue = queue;
  }

  /** The request to append now, or null when there are numbers enough or one is under way. */
  async wanted(
    series: string,
    rows: Lookup,
    at: { device: string; monoMs: number; pendingTypes: readonly string[] },
  ): Promise<LeaseNumbersBody | null> {
    if (at.pendingTypes.includes("LeaseNumbers")) return null;
    const asked = this.#asked.get(series);
    if (asked !== undefined && at.monoMs - asked < PATIENCE_MS) return null;
    const used = await this.#queue.numbersUsed(series);
    if (remaining(leasesOf(rows, at.device, series), used) >= LOW_WATER) return null;
    this.#asked.set(series, at.monoMs);
    return { count: LEASE_COUNT, series };
  }

  /**
   * The next range to ask for, or null. A device keeps in stock what it was once given: pools whose ranges it holds.
   * What it holds leaves it when the last number is used, so it asks while some are left.
   */
  async wantedRange(
    rows: Lookup,
    at: { device: string; monoMs: number; pendingTypes: readonly string[] },
  ): Promise<LeaseRangeBody | null> {
    if (at.pendingTypes.includes("LeaseRange")) return null;
    const held = rows.all("number_range").map(({ row }) => row);
    for (const pool of new Set(held.map((range) => range.pool))) {
      const ranges = rangesOf(rows, at.device, pool);
      const asked = this.#asked.get(pool);
      if (ranges.length === 0 || (asked !== undefined && at.monoMs - asked < PATIENCE_MS)) continue;
      const newest = ranges.toSorted((a, b) => b.first - a.first)[0];
      const count = Math.min(newest?.numbers.length ?? RANGE_SIZE, RANGE_SIZE);
      const left = remaining(ranges, await this.#queue.numbersUsed(pool));
      if (left >= Math.ceil(count * LOW_PART)) continue;
      this.#asked.set(pool, at.monoMs);
      return { count, pool };
    }
    return null;
  }
}
