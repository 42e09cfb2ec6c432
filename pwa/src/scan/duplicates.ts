/**
 * The same code again within two seconds: an accident, a second piece, or a mistake (S27).
 */

import type { RawScan } from "./raw-scan.ts";

/** What a repeated code means where it is scanned. */
export type ScanContext = "not-counting" | "counting-lot" | "counting-serial";

export type DuplicateVerdict = "new" | "ignore" | "count" | "refuse";

export const DUPLICATE_WINDOW_MS = 2_000;

export interface DuplicateGuard {
  check(scan: RawScan, context: ScanContext): DuplicateVerdict;
}

const REPEATED = {
  "not-counting": "ignore",
  "counting-lot": "count",
  "counting-serial": "refuse",
} as const;

/** Remembers the last code only; `ignore` is answered with a soft tick, `refuse` with a warning. */
export function createDuplicateGuard(windowMs: number = DUPLICATE_WINDOW_MS): DuplicateGuard {
  let last: RawScan | null = null;
  return {
    check: (scan, context) => {
      const same = last !== null && last.text === scan.text && last.aim === scan.aim;
      const soon = last !== null && scan.at - last.at <= windowMs;
      last = scan;
      return same && soon ? REPEATED[context] : "new";
    },
  };
}
