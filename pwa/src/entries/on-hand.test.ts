/** What is on hand is added up exactly, and a sum below zero is shown as it is. */

import { expect, test } from "vitest";
import { sumOf } from "./on-hand.ts";
import type { BalanceRow } from "./rows.ts";

const balance = (quantity: string): BalanceRow => ({
  lot: "L1",
  site: "SZ",
  location: "A",
  quantity,
  unit: "kg",
});

test("decimals are added without a float between them", () => {
  expect(sumOf([balance("0.1"), balance("0.2")], "")).toEqual({ value: "0.3", unit: "kg" });
});

test("more taken than there was stays visible as a negative sum", () => {
  expect(sumOf([balance("5"), balance("-7.5")], "").value).toBe("-2.5");
});

test("nothing on hand is zero in the item's unit", () => {
  expect(sumOf([], "m")).toEqual({ value: "0", unit: "m" });
});
