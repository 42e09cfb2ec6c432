/** The texts of codes, filled with what the outcome or exception carries. */

import { beforeAll, describe, expect, test, vi } from "vitest";
import { ENTRIES as EN } from "./code-texts.en.ts";
import { codeText, explain, loadCodeTexts, loadOfficeTexts } from "./code-texts.ts";
import { ENTRIES as ZH } from "./code-texts.zh.ts";
import { ENTRIES as OFFICE_EN } from "./office-code-texts.en.ts";
import { ENTRIES as OFFICE_ZH } from "./office-code-texts.zh.ts";
import { USED } from "./office-words.ts";

test("one language's texts say a code while the other's are still to come", async () => {
  expect(codeText("LOT_UNKNOWN", {}, "en")).toBeNull();
  await loadCodeTexts("zh");
  expect(codeText("LOT_UNKNOWN", {}, "en")?.what).toBe(codeText("LOT_UNKNOWN", {}, "zh")?.what);
  await loadCodeTexts("en");
  expect(codeText("LOT_UNKNOWN", {}, "en")?.what).not.toBe(codeText("LOT_UNKNOWN", {}, "zh")?.what);
});

test("a code of the office's is brought when it is met the first time", async () => {
  const [first] = OFFICE_EN;
  expect(codeText(first?.code ?? "", {}, "en")).toBeNull();
  await vi.dynamicImportSettled();
  expect(codeText(first?.code ?? "", {}, "en")?.why).not.toBe("");
});

describe("the text of a code", () => {
  beforeAll(async () => {
    await Promise.all([loadOfficeTexts("zh"), loadOfficeTexts("en")]);
  });

  test("names the values it was given", () => {
    const text = codeText("STOCK_NEGATIVE", { lot: "L1", location: "A-01", found: "-3" }, "en");
    expect(text?.what).toBe("Stock of lot L1 at A-01 is below zero: -3.");
    expect(text?.severity).toBe("warn");
  });

  test("shows a dash for a value that did not come", () => {
    expect(codeText("LOT_UNKNOWN", {}, "zh")?.what).toContain("–");
  });

  test("says values of a closed set in words, and any other as it came", () => {
    const reasons = "calibration_lapsed, not_clean, something_new";
    const detail = { equipment: "SEAL-01", step: 90, order: "WO-1", reasons };
    const zh = codeText("EQUIPMENT_NOT_READY", detail, "zh");
    expect(zh?.what).toContain("校准过期, 未清洁, something_new");
    expect(zh?.what).toContain("工序 90");
    const balance = { order: "WO-1", lot: "L1", bucket: "in_process", found: "3" };
    expect(codeText("WORK_ORDER_NOT_BALANCED", balance, "zh")?.why).toContain("在制");
    expect(codeText("WORK_ORDER_NOT_BALANCED", balance, "en")?.why).toContain("in process");
    expect(codeText("BUCKET_NEGATIVE", { ...balance, bucket: "retention" }, "zh")?.what).toContain(
      "从 留样 转出",
    );
    expect(codeText("BUCKET_NEGATIVE", { ...balance, bucket: "scrap" }, "en")?.what).toContain(
      "left scrap",
    );
    const phase = { load: "EO-1", found: "aerating", expected: "await_bi" };
    expect(codeText("LOAD_STILL_RUNNING", phase, "zh")?.why).toContain("解析");
  });

  test("needs words for codes of the office's only, which bring them", () => {
    const floor = new Set(EN.map(({ code }) => code));
    expect(Object.keys(USED).filter((code) => floor.has(code))).toEqual([]);
  });

  test("lists several values in one line", () => {
    const text = codeText("POSSIBLE_DUPLICATE_RECEIPT", { others: ["L1", "L2"] }, "en");
    expect(`${text?.what} ${text?.why} ${text?.now}`).toContain("L1, L2");
  });

  test("is missing for a code this build does not know", () => {
    expect(codeText("NO_SUCH_CODE", {}, "en")).toBeNull();
  });

  test("shows a code this build does not know as it came", () => {
    const [known, unknown] = explain(
      [
        { code: "LOT_UNKNOWN", detail: { lot: "L7" } },
        { code: "NO_SUCH_CODE", detail: {} },
      ],
      "en",
    );
    expect(known?.what).toContain("L7");
    expect(unknown).toEqual({ code: "NO_SUCH_CODE", what: "NO_SUCH_CODE", why: "", now: "" });
  });

  test("leaves no placeholder standing in either language", () => {
    expect(EN.length).toBeGreaterThan(80);
    expect(ZH.map(({ code }) => code)).toEqual(EN.map(({ code }) => code));
    expect(OFFICE_EN.length).toBeGreaterThan(10);
    expect(OFFICE_ZH.map(({ code }) => code)).toEqual(OFFICE_EN.map(({ code }) => code));
    for (const { code } of [...EN, ...OFFICE_EN]) {
      for (const language of ["zh", "en"] as const) {
        const text = codeText(code, {}, language);
        expect(`${text?.what} ${text?.why} ${text?.now}`, code).not.toMatch(/[{}]/);
      }
    }
  });
});
