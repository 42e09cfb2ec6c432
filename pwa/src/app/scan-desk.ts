/**
 * Where every scan goes: refused while a hard stop is open, badge switches the person, everything else to the screen
 * in front; two meanings are asked about, never guessed.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { createDuplicateGuard, type ScanContext } from "../scan/duplicates.ts";
import { createScanQueue, type ScanQueue } from "../scan/queue.ts";
import type { IncompleteScan, RawScan } from "../scan/raw-scan.ts";
import type { Reading } from "../scan/resolve.ts";
import { RememberedChoices } from "./remembered-choices.ts";

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
  /** True while the screen asks for a badge to see or allow something: the person at the device stays. */
  asksForBadge?(): boolean;
}

/** What a scan without a screen's own verdict tells: an incomplete one, a refused one. */
export type Notice =
  | { readonly about: "incomplete"; readonly scan: IncompleteScan }
  | { readonly about: "queue_full" | "duplicate" | "duplicate_serial" | "failed" }
  | { readonly about: "locked" };

/** A choice made before that was used again for this scan. */
export interface Reused extends Choosing {
  readonly reading: Reading;
}

export interface Choosing {
  readonly scan: RawScan;
  readonly readings: readonly Reading[];
}

export interface ScanDeskParts {
  readonly read: (scan: RawScan) => readonly Reading[];
  /** True while a hard stop is open; counts the scan as refused. */
  readonly refusedByStop: (scan: RawScan) => boolean;
  /** Takes what is the app's own business, such as a badge; true when it did. */
  readonly takeGlobally: (read: ReadScan) => Promise<boolean>;
  /** The badge of who holds the device; null: nothing but a badge is taken. */
  readonly holder: () => string | null;
  readonly onNotice: (notice: Notice, scan: object) => void;
  readonly onFailure: (error: unknown) => void;
}

export class ScanDesk {
  readonly #parts: ScanDeskParts;
  readonly #notice = signal<Notice | null>(null);
  readonly #choosing = signal<Choosing | null>(null);
  readonly #reused = signal<Reused | null>(null);
  readonly #choices = new RememberedChoices();
  readonly #takers: ScanTaker[] = [];
  readonly #guard = createDuplicateGuard();
  readonly #queue: ScanQueue;

  constructor(parts: ScanDeskParts) {
    this.#parts = parts;
    this.#queue = createScanQueue({
      handle: (scan) => this.#handle(scan),
      onRefused: (scan) => this.#tell({ about: "queue_full" }, scan),
      onFailure: (scan, error) => {
        this.#tell({ about: "failed" }, scan);
        parts.onFailure(error);
      },
    });
  }

  get notice(): ReadonlySignal<Notice | null> {
    return this.#notice;
  }

  get choosing(): ReadonlySignal<Choosing | null> {
    return this.#choosing;
  }

  /** Says that the last scan was read as its like was before, until the next one. */
  get reused(): ReadonlySignal<Reused | null> {
    return this.#reused;
  }

  push(scan: RawScan): void {
    if (!this.#parts.refusedByStop(scan)) {
      this.#queue.push(scan);
    }
  }

  incomplete(scan: IncompleteScan): void {
    this.#tell({ about: "incomplete", scan }, scan);
  }

  /** What a code may mean, without taking it. */
  meanings(scan: RawScan): readonly Reading[] {
    return this.#parts.read(scan);
  }

  /** Whether the screen in front can use this scan: several codes may be in the camera's view. */
  wants(scan: RawScan): boolean {
    const taker = this.#takers.at(-1);
    const readings = this.meanings(scan).filter(({ is }) => is !== "text");
    return this.#parts.holder() === null
      ? readings.some(({ is }) => is === "badge")
      : readings.some((reading) => taker?.prefers?.(reading) ?? true);
  }

  /** The reading the person chose; null drops the scan. */
  choose(reading: Reading | null): void {
    const open = this.#choosing.value;
    this.#choosing.value = null;
    if (open !== null && reading !== null) {
      this.#choices.remember(this.#holder, open.scan, open.readings, reading);
      const read = { scan: open.scan, reading, chosen: true };
      void this.#deliver(read).catch(this.#parts.onFailure);
    }
  }

  /** What was chosen before holds no more: codes of this kind are asked about again. */
  askAgain(): void {
    const reused = this.#reused.value;
    this.#reused.value = null;
    if (reused !== null) {
      this.#choices.forget(this.#holder, reused.scan, reused.readings);
    }
  }

  get #holder(): string {
    return this.#parts.holder() ?? "";
  }

  /** The screen in front takes scans; what it returns takes it away again. */
  takeWith(taker: ScanTaker): () => void {
    this.#takers.push(taker);
    return () => {
      this.#takers.splice(this.#takers.indexOf(taker), 1);
    };
  }

  #tell(next: Notice, scan: object): void {
    this.#notice.value = next;
    this.#parts.onNotice(next, scan);
  }

  async #deliver(read: ReadScan): Promise<void> {
    const taker = this.#takers.at(-1);
    const isBadge = read.reading.is === "badge";
    // Whatever the work behind the lock asks for: a badge opens it.
    const asked = isBadge && this.#parts.holder() !== null && taker?.asksForBadge?.() === true;
    if (!asked && (await this.#parts.takeGlobally(read))) {
      return;
    }
    if (this.#parts.holder() === null) {
      this.#tell({ about: "locked" }, read.scan);
      return;
    }
    await taker?.take(read);
  }

  /** Several readings: as the same person chose for the like before, or asked about. */
  async #settle(scan: RawScan, readings: readonly Reading[]): Promise<void> {
    const reading = this.#choices.find(this.#holder, scan, readings);
    if (reading === null) {
      this.#choosing.value = { scan, readings };
      return;
    }
    this.#reused.value = { scan, readings, reading };
    await this.#deliver({ scan, reading, chosen: true });
  }

  async #handle(scan: RawScan): Promise<void> {
    this.#notice.value = null;
    this.#choosing.value = null;
    this.#reused.value = null;
    const taker = this.#takers.at(-1);
    const repeat = this.#guard.check(scan, taker?.counting?.() ?? "not-counting");
    if (repeat === "ignore" || repeat === "refuse") {
      this.#tell({ about: repeat === "ignore" ? "duplicate" : "duplicate_serial" }, scan);
      return;
    }
    const all = this.#parts.read(scan);
    const preferred = all.filter((reading) => taker?.prefers?.(reading) ?? true);
    const readings = preferred.length > 0 ? preferred : all;
    const [only, ...others] = readings;
    if (only === undefined) {
      return;
    }
    if (others.length > 0) {
      await this.#settle(scan, readings);
      return;
    }
    await this.#deliver({ scan, reading: only, chosen: false });
  }
}
