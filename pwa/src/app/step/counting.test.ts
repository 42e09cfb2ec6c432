// @vitest-environment node
import { expect, test } from "vitest";
import { count } from "./counting.ts";
import { type Counting, countingOf, missingOf, withCount } from "./counts.ts";
import type { Kept } from "./kept.ts";
import type { StepWork } from "./work.ts";

const COUNTS = { good: "97", scrap: "1", rework: "0", sample: "1", retention: "1" };

test.each([
  ["100", "0"],
  ["102", "2"],
  ["99", "-1"],
])("of %s begun, %s are not accounted for", (whole, missing) => {
  expect(missingOf(whole, COUNTS)).toBe(missing);
});

test("good ones are what is left, until they are counted themselves", () => {
  const scrapped = withCount(countingOf(null, "L1", "100"), "100", "scrap", "3");
  expect(scrapped.counts.good).toBe("97");
  const counted = withCount(withCount(scrapped, "100", "good", "90"), "100", "scrap", "4");
  expect([counted.counts.good, counted.counts.scrap]).toEqual(["90", "4"]);
  expect(countingOf(counted, "L2", "5").counts.good).toBe("5");
});

test("a count that was broken off reports only what it had not reported", async () => {
  const recorded: unknown[] = [];
  let kept = { counted: [], count: null } as unknown as Kept;
  const work = {
    kept: {
      value: {
        get value() {
          return kept;
        },
      },
      change: (change: Partial<Kept>) => {
        kept = { ...kept, ...change };
      },
    },
    recorder: {
      record: (_type: string, body: { readonly to_bucket: string; readonly quantity: string }) => {
        if (recorded.length === 1 && body.to_bucket === "sample" && broken)
          return Promise.resolve(null);
        recorded.push([body.to_bucket, body.quantity]);
        return Promise.resolve({});
      },
    },
    set: () => undefined,
    app: { feedback: { signal: () => undefined } },
  } as unknown as StepWork;
  let broken = true;
  const counting: Counting = withCount(countingOf(null, "L1", "5"), "5", "sample", "1");
  await count(work, "WO-1", counting);
  expect(kept.counted).toEqual([]);
  broken = false;
  await count(work, "WO-1", countingOf(kept.count, "L1", "5"));
  expect(recorded).toEqual([
    ["good", "4"],
    ["sample", "1"],
  ]);
  expect([kept.counted, kept.count]).toEqual([["L1"], null]);
});
