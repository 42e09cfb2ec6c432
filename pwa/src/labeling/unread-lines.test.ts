/** A job that is blocked says which labels and why, each reason once where it can. */

import { describe, expect, test } from "vitest";
import type { LabelJobRow } from "../entries/label-rows.ts";
import { language } from "../ui/i18n/language.ts";
import { unreadLines } from "./unread-lines.ts";

type Unread = LabelJobRow["unread"][number];

const lines = (unread: readonly Unread[], failed = unread.length): readonly string[] => {
  language.value = "en";
  return unreadLines({ unread, failed } as LabelJobRow);
};

describe("labels that did not read back", () => {
  test("are one line where neighbours lack the same", () => {
    const lot = { expected: "", found: "needs the lot" };
    const found = lines([1, 2, 3, 7].map((n) => ({ n, ...lot })));
    expect(found).toEqual([
      "Label 1–3 cannot be drawn: needs the lot",
      "Label 7 cannot be drawn: needs the lot",
    ]);
  });

  test("are each told where a symbol said something else, separators seen", () => {
    const found = lines([
      { n: 1, expected: "]d201\u001d21A", found: "" },
      { n: 2, expected: "]d201\u001d21A", found: "" },
    ]);
    expect(found).toEqual([
      "Label 1: expected ]d201\u241d21A, found –",
      "Label 2: expected ]d201\u241d21A, found –",
    ]);
  });

  test("that are not named are counted", () => {
    expect(lines([{ n: 1, expected: "", found: "x" }], 60).at(-1)).toBe("and 59 more");
    expect(lines([])).toEqual([]);
  });
});
