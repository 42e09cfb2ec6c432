/**
 * The scan that opened a screen from Home, for that screen to take as its first: no code is scanned twice.
 */

import type { ReadScan } from "./scan-desk.ts";

let waiting: ReadScan | null = null;

export function handOver(read: ReadScan): void {
  waiting = read;
}

/** The waiting scan, once. */
export function takeOver(): ReadScan | null {
  const read = waiting;
  waiting = null;
  return read;
}
