import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDigit } from "./check-digits.ts";
import { bracketed, build, hri, type Pair } from "./element-string.ts";
import { fullYear } from "./gs1-dates.ts";
import { READINGS_MAX } from "./readings.ts";
import { shown } from "./texts.ts";
import { parseUdi, type UdiReading } from "./udi.ts";

const YEAR = 2026;
const GTIN = "0109521234000013";
const CSET82 =
  "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
const RUNS = { numRuns: 200 };

function textOf(characters: string, minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
}

const gtins = textOf("0123456789", 13, 13).map((digits) => digits + checkDigit(digits));
const dates = fc
  .date({
    min: new Date("1977-01-01T00:00:00Z"),
    max: new Date("2076-12-31T00:00:00Z"),
    noInvalidDate: true,
  })
  .map((day) => day.toISOString().slice(2, 10).replaceAll("-", ""));

// A GTIN, then some of production, expiry, lot, serial and another reference, in any order.
function labelsOf(characters: string): fc.Arbitrary<Pair[]> {
  const values = textOf(characters, 1, 20);
  const one = (ai: string, value: fc.Arbitrary<string>) => value.map((text): Pair => [ai, text]);
  return fc
    .tuple(
      one("01", gtins),
      fc.shuffledSubarray([0, 1, 2, 3, 4]),
      fc.tuple(
        one("11", dates),
        one("17", dates),
        one("10", values),
        one("21", values),
        one("240", values),
      ),
    )
    .map(([gtin, order, others]) => [
      gtin,
      ...order.flatMap((place) => {
        const pair = others[place];
        return pair === undefined ? [] : [pair];
      }),
    ]);
}

function pairsOf({ elements }: Pick<UdiReading, "elements">): Pair[] {
  return elements.map(({ ai, value }) => [ai, value]);
}

function codes(reading: UdiReading): string[] {
  return reading.errors.map(({ code }) => code);
}

test.each([
  ["built", build, CSET82],
  ["bracketed", bracketed, CSET82],
  ["printed for people", hri, PLAIN],
] as const)("what is %s is read back", (_name, write, characters) => {
  fc.assert(
    fc.property(labelsOf(characters), (pairs) => {
      const reading = parseUdi(write(pairs), { year: YEAR, separatorsSent: true });
      expect(reading.errors).toEqual([]);
      expect(pairsOf(reading)).toEqual(pairs);
    }),
    RUNS,
  );
});

test("without separators the true reading is among the candidates", () => {
  fc.assert(
    fc.property(labelsOf(PLAIN), (pairs) => {
      const reading = parseUdi(build(pairs).replaceAll("\u001d", ""), { year: YEAR });
      if (reading.ambiguousCut) return;
      expect([reading, ...reading.ambiguous].map(pairsOf)).toContainEqual(pairs);
    }),
    RUNS,
  );
});

test("any text gets an answer whose spans lie within it", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    textOf("0129]d2C[]()\u001dAB", 0, 40),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const reading = parseUdi(text, { year: YEAR });
      expect(reading.ok).toBe(reading.errors.length === 0);
      for (const { start, end } of [...reading.errors, ...reading.warnings]) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual([...text].length);
      }
    }),
    RUNS,
  );
});

test("a two-digit year lies from 49 years back to 50 ahead", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 1951, max: 2999 }),
      (two, year) => {
        expect(fullYear(two, year) % 100).toBe(two);
        expect(fullYear(two, year) - year).toBeGreaterThanOrEqual(-49);
        expect(fullYear(two, year) - year).toBeLessThanOrEqual(50);
      },
    ),
  );
});

test("a scanner known to send separators has the standard's own reading", () => {
  const text = `${GTIN}10FG26030121SN0001`;
  expect(codes(parseUdi(text, { year: YEAR }))).toEqual(["AMBIGUOUS"]);
  const reading = parseUdi(text, { year: YEAR, separatorsSent: true });
  expect(reading.ok).toBe(true);
  expect(reading.identity.lot).toBe("FG26030121SN0001");
});

test("more readings than are listed are said to be more", () => {
  const reading = parseUdi(`${GTIN}10A91B92C93D94E95F96G`, { year: YEAR });
  expect(codes(reading)).toEqual(["AMBIGUOUS", "READINGS_CUT"]);
  expect(reading.ambiguous.length).toBe(READINGS_MAX);
});

test.each([`10${"2122".repeat(300)}`, "91".repeat(2000), `10A${"2012".repeat(1000)}`])(
  "a search that takes too long stops and says so",
  (rest) => {
    const reading = parseUdi(`${GTIN}${rest}`, { year: YEAR });
    expect(codes(reading).at(-1)).toBe("READINGS_CUT");
    expect(reading.ok).toBe(false);
  },
);

test("an element that is not of its format is not written", () => {
  expect(() => build([["04", "1"]])).toThrow("not a current GS1 Application Identifier");
  expect(() => build([["10", "A B"]])).toThrow("does not have its format");
});

test("what cannot be seen is shown as a symbol", () => {
  expect(shown("A\u001dB\u202eC\u007f")).toBe("A\u241dB\ufffdC\ufffd");
});
