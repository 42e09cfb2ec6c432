/**
 * Where every scan goes: refused while a hard stop is open, badge switches the person, everything else to the screen
 * in front; two meanings are asked about, never guessed.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { createDuplicateGuard, type ScanContext } from "../scan/duplicates.ts";
import { createScanQueue } from "../scan/queue.ts";
import type { IncompleteScan, RawScan } from "../scan/raw-scan.ts";
import type { Reading } from "../scan/resolve.ts";

/** A scan with the one meaning it has, or that the person chose. */
export interface ReadScan {
  readonly scan: RawScan;
  readonly reading: Reading;
  /** The person chose between several readings. */
  readonly chosen: boolean;
}

export interface ScanTaker {
  take(read: ReadScan): Promise<void>;
  /** Which of several readings this screen can use; all of them when left out. */
  prefers?(reading: Reading): boolean;
  readonly counting?: () => ScanContext;
}

/** What a scan without a screen's own verdict tells: an incomplete one, a refused one. */
export type Notice =
  | { readonly about: "incomplete"; readonly scan: IncompleteScan }
  | { readonly about: "queue_full" | "duplicate" | "duplicate_serial" | "failed" }
  | { readonly about: "locked" };

export interface Choosing {
  readonly scan: RawScan;
  readonly readings: readonly Reading[];
}

export interface ScanDesk {
  readonly notice: ReadonlySignal<Notice | null>;
  readonly choosing: ReadonlySignal<Choosing | null>;
  choose(reading: Reading | null): void;
  /** The screen in front; what it returns takes it away again. */
  takeWith(taker: ScanTaker): () => void;
  push(scan: RawScan): void;
  incomplete(scan: IncompleteScan): void;
}

export interface ScanDeskParts {
  readonly read: (scan: RawScan) => readonly Reading[];
  /** True while a hard stop is open; counts the scan as refused. */
  readonly refusedByStop: (scan: RawScan) => boolean;
  /** Takes what is the app's own business, such as a badge; true when it did. */
  readonly takeGlobally: (read: ReadScan) => Promise<boolean>;
  /** Nobody holds the device: nothing but a badge is taken. */
  readonly locked: () => boolean;
  readonly onNotice: (notice: Notice, scan: object) => void;
  readonly onFailure: (error: unknown) => void;
}

export function createScanDesk(parts: ScanDeskParts): ScanDesk {
  const notice = signal<Notice | null>(null);
  const choosing = signal<Choosing | null>(null);
  const takers: ScanTaker[] = [];
  const guard = createDuplicateGuard();

  function tell(next: Notice, scan: object): void {
    notice.value = next;
    parts.onNotice(next, scan);
  }

  async function deliver(read: ReadScan): Promise<void> {
    if (await parts.takeGlobally(read)) {
      return;
    }
    if (parts.locked()) {
      tell({ about: "locked" }, read.scan);
      return;
    }
    await takers.at(-1)?.take(read);
  }

  async function handle(scan: RawScan): Promise<void> {
    notice.value = null;
    choosing.value = null;
    const taker = takers.at(-1);
    const repeat = guard.check(scan, taker?.counting?.() ?? "not-counting");
    if (repeat === "ignore" || repeat === "refuse") {
      tell({ about: repeat === "ignore" ? "duplicate" : "duplicate_serial" }, scan);
      return;
    }
    const all = parts.read(scan);
    const preferred = all.filter((reading) => taker?.prefers?.(reading) ?? true);
    const readings = preferred.length > 0 ? preferred : all;
    const [only, ...others] = readings;
    if (only === undefined) {
      return;
    }
    if (others.length > 0) {
      choosing.value = { scan, readings };
      return;
    }
    await deliver({ scan, reading: only, chosen: false });
  }

  const queue = createScanQueue({
    handle,
    onRefused: (scan) => tell({ about: "queue_full" }, scan),
    onFailure: (scan, error) => {
      tell({ about: "failed" }, scan);
      parts.onFailure(error);
    },
  });

  return {
    notice,
    choosing,
    choose: (reading) => {
      const open = choosing.value;
      choosing.value = null;
      if (open !== null && reading !== null) {
        void deliver({ scan: open.scan, reading, chosen: true }).catch(parts.onFailure);
      }
    },
    takeWith: (taker) => {
      takers.push(taker);
      return () => {
        takers.splice(takers.indexOf(taker), 1);
      };
    },
    push: (scan) => {
      if (!parts.refusedByStop(scan)) {
        queue.push(scan);
      }
    },
    incomplete: (scan) => tell({ about: "incomplete", scan }, scan),
  };
}
