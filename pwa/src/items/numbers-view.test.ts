import { expect, test } from "vitest";
import { countOf, leftIn, type RangeLine, spanOf, wholeNumber } from "./numbers-view.ts";

const RANGE: RangeLine = {
  id: "serial:1#11",
  first: 11,
  last: 14,
  device: "d1",
  device_code: "H01",
  first_number: "A",
  last_number: "D",
  numbers: ["A", "C", "B", "D"],
  leased_at: "2026-11-22T00:00:00Z",
  uses: [
    { first: 11, last: 12, status: "used", purpose: "job", first_number: "A", last_number: "C" },
    { first: 13, last: 13, status: "voided", purpose: "torn", first_number: "B", last_number: "B" },
  ],
};

test("a span is named by its printed numbers in the order of the range", () => {
  expect(spanOf(RANGE, " C", "D ")).toEqual({ first: 12, last: 14, range: "serial:1#11" });
});

test.each([
  ["D", "A"],
  ["A", "X"],
  ["", "D"],
])("%j to %j is no span of the range", (first, last) => {
  expect(spanOf(RANGE, first, last)).toBeNull();
});

test("what became of the numbers adds up to the range", () => {
  expect([countOf(RANGE, "used"), countOf(RANGE, "voided"), leftIn(RANGE)]).toEqual([2, 1, 1]);
});

test.each([
  ["1", 1],
  ["10000", 10_000],
  ["10001", null],
  ["0", null],
  ["1.5", null],
  ["-1", null],
  ["", null],
])("%j is read as %j", (text, expected) => {
  expect(wholeNumber(text, 10_000)).toBe(expected);
});
