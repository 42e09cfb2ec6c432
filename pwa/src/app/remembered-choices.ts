/**
 * What a person said a kind of ambiguous code is: kept for that person, by symbology and by what the code may mean.
 * It answers only where exactly one reading is of the kind chosen before; everything else is asked.
 */

import type { RawScan } from "../scan/raw-scan.ts";
import type { Reading } from "../scan/resolve.ts";

export class RememberedChoices {
  readonly #kinds = new Map<string, Reading["is"]>();

  remember(who: string, scan: RawScan, readings: readonly Reading[], chosen: Reading): void {
    this.#kinds.set(keyOf(who, scan, readings), chosen.is);
  }

  forget(who: string, scan: RawScan, readings: readonly Reading[]): void {
    this.#kinds.delete(keyOf(who, scan, readings));
  }

  /** Null: ask. */
  find(who: string, scan: RawScan, readings: readonly Reading[]): Reading | null {
    const kind = this.#kinds.get(keyOf(who, scan, readings));
    const fitting = readings.filter(({ is }) => is === kind);
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  }
}

function keyOf(who: string, { aim }: RawScan, readings: readonly Reading[]): string {
  const kinds = readings.map((reading) => `${reading.is}${identifiers(reading)}`).toSorted();
  return JSON.stringify([who, aim, kinds]);
}

/** Which application identifiers a product reading holds: two labels are of one kind only if these agree. */
function identifiers(reading: Reading): string {
  return reading.is === "product" ? reading.elements.map(({ ai }) => ai).join() : "";
}
