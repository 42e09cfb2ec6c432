import { describe, expect, test } from "vitest";
import { isTold, numberingFor, type Offered, type Subject, templatesFor } from "./job-advice.ts";

/** As the shipped templates need them. */
const SHIPPED: readonly Offered[] = [
  { number: "LT-BADGE", needs: ["badge"] },
  { number: "LT-BOX", needs: ["gtin", "item_name_zh", "manufacturer_zh", "lot", "quantity"] },
  { number: "LT-CARTON", needs: ["sscc", "content_gtin", "content_quantity"] },
  {
    number: "LT-DEVICE",
    needs: ["gtin", "item_name_zh", "manufacturer_zh", "serial", "production"],
  },
  { number: "LT-EQUIPMENT", needs: ["equipment_code"] },
  { number: "LT-LOCATION", needs: ["location_code"] },
  { number: "LT-LOT", needs: ["item_number", "lot", "status_shape"] },
  { number: "LT-UNIT", needs: ["gtin", "item_name_zh", "manufacturer_zh", "lot"] },
];
const first = (subject: Subject, numbering = numberingFor(subject)): string | undefined =>
  templatesFor(SHIPPED, subject, numbering)[0]?.number;

describe("the template that stands first", () => {
  test.each([
    ["LT-DEVICE", { trace: "serial", level: "primary", lot: false }],
    ["LT-DEVICE", { trace: "serial", level: "unit_of_use", lot: true }],
    ["LT-UNIT", { trace: "lot", level: "primary", lot: false }],
    ["LT-UNIT", { trace: "lot", level: "primary", lot: true }],
    ["LT-UNIT", { trace: "both", level: "primary", lot: true }],
    ["LT-BOX", { trace: "lot", level: "package", lot: true }],
    ["LT-LOT", { trace: "lot", level: null, lot: true }],
  ] as const)("is %s for %o", (number, subject) => {
    expect(first(subject)).toBe(number);
    expect(isTold(subject, numberingFor(subject))).toBe(true);
  });

  test("is that of cartons where each label carries an SSCC", () => {
    expect(first({ trace: "lot", level: "package", lot: true }, "sscc")).toBe("LT-CARTON");
  });

  test("is only a list's first while nothing is said", () => {
    expect(isTold({ trace: null, level: null, lot: false }, "alike")).toBe(false);
  });
});

test("templates of places, equipment and people are not offered to a job", () => {
  const offered = templatesFor(SHIPPED, { trace: null, level: null, lot: false }, "alike");
  expect(offered.map(({ number }) => number).toSorted()).toEqual(
    ["LT-BOX", "LT-CARTON", "LT-DEVICE", "LT-LOT", "LT-UNIT"].toSorted(),
  );
});

test("each label carries a serial where single devices are known by it", () => {
  const numberings = (["serial", "both", "lot", "none"] as const).map((trace) =>
    numberingFor({ trace, level: "primary", lot: false }),
  );
  expect(numberings).toEqual(["serials", "serials", "alike", "alike"]);
  expect(numberingFor({ trace: "serial", level: "package", lot: false })).toBe("alike");
});
