import { afterEach, describe, expect, test } from "vitest";
import UNITS from "../../../sync/units.json";
import { amountText, number } from "./amount.ts";
import { setLanguage } from "./i18n/language.ts";
import { unitSign } from "./unit-sign.ts";

afterEach(() => setLanguage("zh"));

describe("a quantity on a screen", () => {
  test("has its whole digits in groups of three and keeps its scale", () => {
    const given = ["12000", "999", "1000000.250", "-11750", "0.0001234", "-"];
    expect(given.map(number)).toEqual([
      "12,000",
      "999",
      "1,000,000.250",
      "-11,750",
      "0.0001234",
      "-",
    ]);
  });

  test("has its unit as people write it, pieces and packages by name in Chinese", () => {
    setLanguage("zh");
    expect(amountText({ value: "12000", unit: "pcs" })).toBe("12,000 件");
    setLanguage("en");
    expect(amountText({ value: "12000", unit: "pcs" })).toBe("12,000 pcs");
    expect(amountText({ value: "1.5", unit: "1" })).toBe("1.5");
  });
});

describe("a unit", () => {
  test("is no code that only a computer reads", () => {
    const raw = UNITS.map(({ code }) => unitSign(code)).filter((sign) =>
      /\[|\]|Ohm|Cel/.test(sign),
    );
    expect(raw).toEqual([]);
    const codes = ["Cel", "uL", "mJ/cm2", "cN.m", "[EU]/mL", "mm[Hg]", "uS/cm", "Pa.m3/s", "um"];
    expect(codes.map(unitSign)).toEqual([
      "°C",
      "µL",
      "mJ/cm²",
      "cN·m",
      "EU/mL",
      "mmHg",
      "µS/cm",
      "Pa·m³/s",
      "µm",
    ]);
  });

  test("that pieces or packages are counted in has a word in Chinese", () => {
    setLanguage("zh");
    const counted = UNITS.filter(({ kind }) => kind === "count" || kind === "package");
    expect(counted.map(({ code }) => unitSign(code))).toEqual(counted.map(({ zh }) => zh));
  });

  test("that came from before the table is shown as it was recorded", () => {
    expect(unitSign("stone")).toBe("stone");
  });
});
