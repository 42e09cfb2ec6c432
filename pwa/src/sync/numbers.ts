/**
 * Own numbers from leased ranges (P40): pure, so that it runs inside the append's transaction and
 * a number and the entry that uses it exist together or not at all.
 */
import type { LeaseRow } from "../entries/rows.ts";
import type { NumbersRecord } from "./oplog-schema.ts";

export const NO_NUMBERS: NumbersRecord = { next: {}, taken: [], own: 1 };

export interface Allotment {
  readonly number: string;
  /** False for the device-scoped fallback, which the server flags `NUMBER_NOT_LEASED`. */
  readonly leased: boolean;
  readonly after: NumbersRecord;
}

export function leasedNumber(lease: LeaseRow, n: number): string {
  return `${lease.prefix}${String(n).padStart(lease.digits, "0")}${lease.suffix}`;
}

function nextOf(lease: LeaseRow, used: NumbersRecord): number {
  return Math.max(lease.first, used.next[String(lease.first)] ?? lease.first);
}

function fromLease(lease: LeaseRow, used: NumbersRecord): Allotment | null {
  const taken = new Set(used.taken);
  for (let n = nextOf(lease, used); n <= lease.last; n += 1) {
    const number = leasedNumber(lease, n);
    if (taken.has(number)) continue;
    const next = { ...used.next, [String(lease.first)]: n + 1 };
    return { number, leased: true, after: { ...used, next } };
  }
  return null;
}

/** The next number; never one that was used before. */
export function allot(
  leases: readonly LeaseRow[],
  used: NumbersRecord,
  deviceCode: string,
): Allotment {
  for (const lease of leases.toSorted((a, b) => a.first - b.first)) {
    const found = fromLease(lease, used);
    if (found !== null) return found;
  }
  const after = { ...used, own: used.own + 1 };
  return { number: `${deviceCode}-${used.own}`, leased: false, after };
}

/** Remembers a number that was not allotted here: a pre-printed label scanned at the dock. */
export function markTaken(used: NumbersRecord, number: string): NumbersRecord {
  return used.taken.includes(number) ? used : { ...used, taken: [...used.taken, number] };
}

/** How many numbers are left, up to what a caller needs to know about running low. */
export function remaining(leases: readonly LeaseRow[], used: NumbersRecord): number {
  const taken = new Set(used.taken);
  let left = 0;
  for (const lease of leases) {
    const from = nextOf(lease, used);
    left += Math.max(0, lease.last - from + 1);
    for (const number of taken) {
      const n = Number(number.slice(lease.prefix.length, number.length - lease.suffix.length));
      if (n >= from && n <= lease.last && leasedNumber(lease, n) === number) left -= 1;
    }
  }
  return left;
}
