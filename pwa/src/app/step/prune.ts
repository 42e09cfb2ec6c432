/**
 * Takes out of what this station keeps whatever no open order needs: of orders that ended, of lots that only those made,
 * and machines that nobody used here for a month. What the device knows no order of stays.
 */

import { lotsOf } from "../../production/open-step.ts";
import type { Lookup } from "../../sync/view.ts";
import type { Kept } from "./kept.ts";
import type { StepWork } from "./work.ts";

const ENDED: ReadonlySet<string> = new Set(["closed", "cancelled"]);
const MONTH_MS = 30 * 24 * 3_600_000;

type Pruned = Pick<Kept, "counted" | "inUse" | "lotQuantities" | "machines"> &
  Pick<Kept, "repeats" | "sampled" | "wholes">;

/** What stays of it; null: all of it. */
export function pruned(rows: Lookup, kept: Kept, nowMs: number): Pruned | null {
  const orders = rows.all("work_order").map(({ row }) => row);
  const ended = orders.filter(({ status }) => ENDED.has(status));
  const needed = new Set(
    orders.filter((order) => !ended.includes(order)).flatMap((order) => lotsOf(rows, order)),
  );
  const gone = new Set(
    ended.flatMap((order) => lotsOf(rows, order)).filter((lot) => !needed.has(lot)),
  );
  const over = new Set(ended.map(({ number }) => number));
  const ofLot = (lot: string): boolean => !gone.has(lot);
  const ofOrder = (key: string): boolean => !over.has(key.slice(0, key.indexOf("|")));
  const left = {
    counted: kept.counted.filter(ofLot),
    inUse: only(kept.inUse, ofOrder),
    lotQuantities: only(kept.lotQuantities, ofLot),
    machines: only(kept.machines, (_, { atMs }) => nowMs - atMs < MONTH_MS),
    repeats: only(kept.repeats, ofOrder),
    sampled: only(kept.sampled, ofOrder),
    wholes: only(kept.wholes, ofLot),
  };
  return sizeOf(left) === sizeOf(kept) ? null : left;
}

function only<T>(
  known: Readonly<Record<string, T>>,
  stays: (key: string, value: T) => boolean,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(known).filter(([key, value]) => stays(key, value)));
}

function sizeOf({ counted, ...more }: Pruned): number {
  const { inUse, lotQuantities, machines, repeats, sampled, wholes } = more;
  const records = [inUse, lotQuantities, machines, repeats, sampled, wholes];
  return records.reduce((sum, each) => sum + Object.keys(each).length, counted.length);
}

export function prune({ app, kept, nowMs }: StepWork): void {
  const left = pruned(app.rows, kept.value.value, nowMs);
  if (left !== null) {
    kept.change(left);
  }
}
