/**
 * What became of the units of a lot. What was counted is recorded as it was counted, also where it is not what was begun:
 * the difference stays open, and the order with it.
 */

import { compareDecimals } from "../../sync/decimal.ts";
import { BUCKETS, type Counting } from "./counts.ts";
import type { StepWork } from "./work.ts";

/** Good ones go to stock, in quarantine. What was reported before a reload is not reported again. */
export async function count(work: StepWork, order: string, counting: Counting): Promise<void> {
  const { lot, counts } = counting;
  let { reported } = counting;
  for (const to_bucket of BUCKETS) {
    const quantity = counts[to_bucket];
    if (compareDecimals(quantity, "0") > 0 && !reported.includes(to_bucket)) {
      const body = { order, lot, defect: null, from_bucket: "in_process", location: null };
      if (
        (await work.recorder.record("ReportQuantity", { ...body, quantity, to_bucket })) === null
      ) {
        return;
      }
      reported = [...reported, to_bucket];
      work.kept.change({ count: { ...counting, reported } });
    }
  }
  const { counted } = work.kept.value.value;
  work.kept.change({ counted: [...counted, lot], at: null, count: null });
  work.set({ opening: null, result: { is: "counted", what: lot } });
  work.app.feedback.signal("ok", {});
}
