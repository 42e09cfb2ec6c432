// @vitest-environment node
import { expect, test } from "vitest";
import { missingOf } from "./counting.ts";

const COUNTS = { good: "97", scrap: "1", rework: "0", sample: "1", retention: "1" };

test.each([
  ["100", "0"],
  ["102", "2"],
  ["99", "-1"],
])("of %s begun, %s are not accounted for", (whole, missing) => {
  expect(missingOf(whole, COUNTS)).toBe(missing);
});
