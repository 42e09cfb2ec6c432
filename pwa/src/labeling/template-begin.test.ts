/** What a new template begins with. */

import { expect, test } from "vitest";
import { type Finding, stops } from "./template.ts";
import { begunWith, isNumber } from "./template-begin.ts";

const ASKED = {
  number: "LT-NEW",
  name_zh: "新标签",
  name_en: "New label",
  use: "internal",
  width_um: 40_000,
  height_um: 20_000,
} as const;

test("a number is capitals and digits in up to four parts", () => {
  const right = ["LT-UNIT", "A", "L2", "A-1-2-3", "ABCDEFGHIJKLMNOPQRST"];
  const wrong = ["", "lt-unit", "1A", "A-", "A--B", "A-1-2-3-4", "ABCDEFGHIJKLMNOPQRSTU", "A B"];
  expect(right.filter(isNumber)).toEqual(right);
  expect(wrong.filter(isNumber)).toEqual([]);
});

test("an empty template has what was asked for, and every market if it is for a device", () => {
  const empty = { markets: [], mandatory: [], elements: [] };
  expect(begunWith(ASKED, null)).toEqual({ ...ASKED, ...empty });
  expect(begunWith({ ...ASKED, use: "healthcare" }, null).markets).toEqual(["US", "EU", "CN"]);
});

test("a copy keeps all but number and names", () => {
  const origin = { ...begunWith(ASKED, null), width_um: 99_000, mandatory: ["lot"] };
  const asked = { ...ASKED, number: "LT-COPY", width_um: 1 };
  const copy = begunWith(asked, { content: JSON.stringify({ ...origin, name_en: "Old" }) });
  expect(copy).toEqual({ ...origin, number: "LT-COPY" });
});

test("what is only to be looked at stops nothing", () => {
  const finding = (severity: Finding["severity"]) => ({ severity }) as Finding;
  expect(stops([finding("warn"), finding("stop"), finding("warn")])).toBe(1);
});
