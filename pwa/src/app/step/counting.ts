/**
 * What became of the units of a lot. What was counted is recorded as it was counted, also where it is not what was begun:
 * the difference stays open, and the order with it.
 */

import type { ReportQuantityBody } from "../../entries/bodies.ts";
import { addDecimals, compareDecimals, negateDecimal } from "../../sync/decimal.ts";
import type { StepWork } from "./work.ts";

export type Bucket = Exclude<ReportQuantityBody["to_bucket"], "in_process">;
export type Counts = Readonly<Record<Bucket, string>>;

export const BUCKETS = ["good", "scrap", "rework", "sample", "retention"] as const;

/** Above zero: so many units were begun and not counted; below: more were counted than begun. */
export function missingOf(whole: string, counts: Counts): string {
  const sum = BUCKETS.reduce((total, bucket) => addDecimals(total, counts[bucket]), "0");
  return addDecimals(whole, negateDecimal(sum));
}

/** Good ones go to stock, in quarantine. */
export async function count(
  work: StepWork,
  at: { readonly order: string; readonly lot: string },
  counts: Counts,
): Promise<void> {
  for (const [to_bucket, quantity] of Object.entries(counts)) {
    if (compareDecimals(quantity, "0") > 0) {
      const body = { ...at, defect: null, from_bucket: "in_process", location: null };
      if (
        (await work.recorder.record("ReportQuantity", { ...body, quantity, to_bucket })) === null
      ) {
        return;
      }
    }
  }
  work.kept.change({ counted: [...work.kept.value.value.counted, at.lot], at: null });
  work.set({ opening: null, result: { is: "counted", what: at.lot } });
  work.app.feedback.signal("ok", {});
}
