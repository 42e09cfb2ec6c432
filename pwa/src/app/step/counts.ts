/**
 * What became of the units of a lot, as it is counted: bucket by bucket, against what was begun.
 */

import type { ReportQuantityBody } from "../../entries/bodies.ts";
import { addDecimals, compareDecimals, negateDecimal } from "../../sync/decimal.ts";

export type Bucket = Exclude<ReportQuantityBody["to_bucket"], "in_process">;
export type Counts = Readonly<Record<Bucket, string>>;

export const BUCKETS = ["good", "scrap", "rework", "sample", "retention"] as const;

/** A lot that is being counted: what was keyed, and which buckets are reported already. */
export interface Counting {
  readonly lot: string;
  readonly counts: Counts;
  readonly counted: readonly Bucket[];
  readonly reported: readonly Bucket[];
}

const NOTHING: Counts = { good: "0", scrap: "0", rework: "0", sample: "0", retention: "0" };

/** How far the count of this lot has come here; all are good until somebody has counted. */
export function countingOf(known: Counting | null, lot: string, whole: string): Counting {
  return known?.lot === lot
    ? known
    : { lot, counts: { ...NOTHING, good: whole }, counted: [], reported: [] };
}

/** Good ones are what is left until somebody has counted them. */
export function withCount(
  counting: Counting,
  whole: string,
  bucket: Bucket,
  value: string,
): Counting {
  const counted = [...counting.counted, bucket];
  const counts = { ...counting.counts, [bucket]: value };
  if (counted.includes("good")) {
    return { ...counting, counts, counted };
  }
  const left = missingOf(whole, { ...counts, good: "0" });
  const good = compareDecimals(left, "0") < 0 ? "0" : left;
  return { ...counting, counts: { ...counts, good }, counted };
}

/** Above zero: so many units were begun and not counted; below: more were counted than begun. */
export function missingOf(whole: string, counts: Counts): string {
  const sum = BUCKETS.reduce((total, bucket) => addDecimals(total, counts[bucket]), "0");
  return addDecimals(whole, negateDecimal(sum));
}
