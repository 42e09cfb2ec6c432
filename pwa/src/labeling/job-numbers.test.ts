/** The numbers of a new job: drawn, or open ones of a range in a row, never one that is used. */

import { describe, expect, test } from "vitest";
import { type KnownNumbers, NO_NUMBERS, numbersOf, openOf, spanOf } from "./job-numbers.tsx";

const DI = "06901234567892";
const range = {
  id: `serial:${DI}#11`,
  pool: `serial:${DI}`,
  first: 11,
  last: 20,
  device: "d-1",
  holder: `serial:${DI}|d-1`,
  numbers: Array.from({ length: 10 }, (_, at) => `SN${11 + at}`),
  leased_at: "2026-11-22T12:00:00Z",
};
const used = [
  { first: 11, last: 12 },
  { first: 16, last: 16 },
];
const known: KnownNumbers = {
  ssccPools: ["sscc:6901234:0", "sscc:6901234:1"],
  ranges: [range],
  range,
  open: openOf(range, used),
};
const leased = { ...NO_NUMBERS, numbering: "leased" } as const;

describe("numbers of a leased range", () => {
  test("are open where they are neither used nor void", () => {
    expect(known.open).toEqual([13, 14, 15, 17, 18, 19, 20]);
  });

  test("begin at the first open one unless another is asked for", () => {
    expect(spanOf(leased, 3, known)).toEqual({ first: 13, last: 15, range: range.id });
    const from = { ...leased, firstNumber: "SN18" };
    expect(spanOf(from, 2, known)).toEqual({ first: 18, last: 19, range: range.id });
  });

  test.each([
    ["reach over a used one", "SN14", 3],
    ["reach over the end", "SN19", 3],
    ["begin at a used one", "SN12", 1],
    ["begin elsewhere", "SN99", 1],
  ])("do not %s", (_, firstNumber, count) => {
    expect(spanOf({ ...leased, firstNumber }, count, known)).toBeNull();
    expect(numbersOf({ ...leased, firstNumber }, DI, count, known)).toBeNull();
  });

  test("wait until the server has told which are used", () => {
    expect(spanOf(leased, 1, { ...known, open: null })).toBeNull();
  });
});

describe("numbers drawn from a pool", () => {
  test("are serials of the DI, which must be there", () => {
    expect(numbersOf(NO_NUMBERS, DI, 5, known)).toEqual({ pool: `serial:${DI}`, spans: [] });
    expect(numbersOf(NO_NUMBERS, "", 5, known)).toBeNull();
  });

  test("are SSCCs of the chosen pool, else of the first", () => {
    const sscc = { ...NO_NUMBERS, numbering: "sscc" } as const;
    expect(numbersOf(sscc, "", 5, known)?.pool).toBe("sscc:6901234:0");
    const second = { ...sscc, ssccPool: "sscc:6901234:1" };
    expect(numbersOf(second, "", 5, known)?.pool).toBe("sscc:6901234:1");
    expect(numbersOf(sscc, "", 5, { ...known, ssccPools: [] })).toBeNull();
  });

  test("are none where labels are alike", () => {
    const alike = { ...NO_NUMBERS, numbering: "alike" } as const;
    expect(numbersOf(alike, "", 5, known)).toEqual({ pool: null, spans: [] });
  });
});
