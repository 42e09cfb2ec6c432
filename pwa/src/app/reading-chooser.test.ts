/** What a person sees of each meaning of one code, so that no two choices look the same. */

import { expect, test } from "vitest";
import { NO_IDENTITY } from "../scan/gs1/identity.ts";
import type { ProductReading } from "../scan/resolve.ts";
import { detailAmong } from "./reading-chooser.tsx";

function product(lot: string, ...extra: readonly [string, string][]): ProductReading {
  const elements = [["10", lot] as const, ...extra];
  return {
    is: "product",
    identity: { ...NO_IDENTITY, lot },
    elements: elements.map(([ai, value]) => ({ ai, value, start: 0, end: 0 })),
    identifier: null,
    item: null,
    problems: [],
  };
}

test("choices that differ in what is printed show that", () => {
  const [one, other] = [product("A"), product("B")];
  expect(detailAmong(one, [one, other])).toContain("A");
  expect(detailAmong(one, [one, other])).not.toContain("(10)");
});

test("choices that would look the same show every element", () => {
  const [one, other] = [product("A", ["240", "X"]), product("A", ["241", "X"])];
  expect(detailAmong(one, [one, other])).toBe("(10)A(240)X");
  expect(detailAmong(other, [one, other])).toBe("(10)A(241)X");
});
