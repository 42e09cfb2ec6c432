/**
 * The units that forms offer, from the table that the server judges by: material is counted in some of them, values are
 * read in measures.
 */

import TABLE from "../../../sync/units.json";
import { language } from "./i18n/language.ts";
import { unitSign } from "./unit-sign.ts";

export interface UnitOption {
  readonly value: string;
  readonly label: string;
}

/** UCUM codes of measures, and the words for packages, as import files may name them for material. */
export const STOCK_UNITS: readonly string[] = TABLE.filter(({ stock }) => stock).map(
  ({ code }) => code,
);
const MEASURES: readonly string[] = TABLE.filter(({ kind }) => kind !== "package").map(
  ({ code }) => code,
);
const NAMES = new Map(TABLE.map((unit) => [unit.code, unit]));

/** What material is counted in; `known`: units that are on the record already, whatever the table says. */
export function stockUnitOptions(known: readonly string[] = []): readonly UnitOption[] {
  return unitOptions([...STOCK_UNITS, ...known]);
}

/** What a value is read in; `known` as above. */
export function measureOptions(known: readonly string[] = []): readonly UnitOption[] {
  return unitOptions([...MEASURES, ...known]);
}

/** `°C · degrees Celsius`: the sign, and the name where it says more. */
export function unitOptions(codes: readonly string[]): readonly UnitOption[] {
  return [...new Set(codes)]
    .filter((code) => code !== "")
    .map((value) => ({ value, label: named(value) }));
}

function named(code: string): string {
  const sign = unitSign(code);
  const name = NAMES.get(code)?.[language.value] ?? "";
  return [...new Set([sign, name])].filter((part) => part !== "").join(" · ");
}
