/**
 * Scans that arrive while a verdict is being computed wait in order; the twenty-first is refused aloud (S19).
 */

import type { RawScan } from "./raw-scan.ts";

export interface ScanQueue {
  push(scan: RawScan): void;
  /** Scans waiting, without the one being handled. */
  waiting(): number;
}

export const QUEUE_LIMIT = 20;

/**
 * `handle` gets one scan at a time, in the order they came; a rejection goes to `onFailure`, never lost.
 */
export function createScanQueue(parts: {
  readonly handle: (scan: RawScan) => Promise<void>;
  readonly onRefused: (scan: RawScan) => void;
  readonly onFailure: (scan: RawScan, error: unknown) => void;
  readonly limit?: number;
}): ScanQueue {
  const limit = parts.limit ?? QUEUE_LIMIT;
  const waiting: RawScan[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    busy = true;
    for (let scan = waiting.shift(); scan !== undefined; scan = waiting.shift()) {
      try {
        await parts.handle(scan);
      } catch (error) {
        parts.onFailure(scan, error);
      }
    }
    busy = false;
  }

  return {
    push: (scan) => {
      if (waiting.length >= limit) {
        parts.onRefused(scan);
        return;
      }
      waiting.push(scan);
      if (!busy) {
        void drain();
      }
    },
    waiting: () => waiting.length,
  };
}
