/** Serial numbers of an order: as many as it makes, counted as the server counts them. */

import { expect, test } from "vitest";
import { countOfSpan, spansOf, spanText } from "./serial-spans.ts";

test.each([
  ["PX1-0098", "PX1-0101", 4],
  ["PX1-98", "PX1-101", 4],
  ["PX1-0007R", "PX1-0007R", 1],
  ["PX1-0101", "PX1-0098", null],
  ["PX1-0098", "PX1-101", null],
  ["PX1-0098", "PX2-0101", null],
  ["PX1-A", "PX1-C", null],
])("from %s to %s are %s", (first, last, count) => {
  expect(countOfSpan({ first, last })).toBe(count);
});

test("a last row without an end is counted up to the quantity of the order", () => {
  const rows = [
    { first: "PX1-0001", last: "PX1-0010" },
    { first: " PX1-0020", last: "" },
  ];
  expect(spansOf(rows, "24")).toEqual([
    { first: "PX1-0001", last: "PX1-0010" },
    { first: "PX1-0020", last: "PX1-0033" },
  ]);
});

test("a row without an end that is not the last names one number, and empty rows name none", () => {
  const rows = [
    { first: "PX1-0001", last: "" },
    { first: "PX1-0005", last: "" },
    { first: "", last: "" },
  ];
  expect(spansOf(rows, "2")?.map(spanText)).toEqual(["PX1-0001", "PX1-0005"]);
  expect(spansOf([{ first: "", last: "" }], "2")).toEqual([]);
});

test("what does not end in digits cannot be counted up", () => {
  expect(spansOf([{ first: "PX1-A", last: "" }], "2")).toBeNull();
  expect(spansOf([{ first: "PX1-A", last: "" }], "1")).toEqual([{ first: "PX1-A", last: "PX1-A" }]);
});

test("a span reads from and to, a single number once", () => {
  expect(spanText({ first: "7", last: "9" })).toBe("7 – 9");
  expect(spanText({ first: "7", last: "7" })).toBe("7");
});
