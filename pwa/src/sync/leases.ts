/**
 * Keeps numbers in stock (P40): asks for a new range before the old one runs dry.
 */
import type { LeaseNumbersBody } from "../entries/bodies.ts";
import type { LeaseRow } from "../entries/rows.ts";
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
}
