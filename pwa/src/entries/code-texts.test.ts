/** The texts of codes, filled with what the outcome or exception carries. */

import { describe, expect, test } from "vitest";
import { codeText, explain, KNOWN_CODES } from "./code-texts.ts";

describe("the text of a code", () => {
  test("names the values it was given", () => {
    const text = codeText("STOCK_NEGATIVE", { lot: "L1", location: "A-01", found: "-3" }, "en");
    expect(text?.what).toBe("Stock of lot L1 at A-01 is below zero: -3.");
    expect(text?.severity).toBe("warn");
  });

  test("shows a dash for a value that did not come", () => {
    expect(codeText("LOT_UNKNOWN", {}, "zh")?.what).toContain("–");
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
    expect(KNOWN_CODES.length).toBeGreaterThan(100);
    for (const code of KNOWN_CODES) {
      for (const language of ["zh", "en"] as const) {
        const text = codeText(code, {}, language);
        expect(`${text?.what} ${text?.why} ${text?.now}`, code).not.toMatch(/[{}]/);
      }
    }
  });
});
