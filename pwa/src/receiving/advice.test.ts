/** The advice this device gives is the server's word: the same cases as backend/receiving. */

import { describe, expect, test } from "vitest";
import vectors from "../../../tests/vectors/receiving/advice.json";
import type { ReceiveLotBody } from "../entries/bodies.ts";
import { factoryDay } from "../entries/factory-day.ts";
import { type GivenRows, viewOf } from "../entries/rows.testing.ts";
import { adviceOn } from "./advice.ts";

describe("advice on a receipt", () => {
  test.each(vectors.cases)("$name", ({ rows, entry, at, site, codes }) => {
    const body = entry.body as unknown as ReceiveLotBody;
    const day = factoryDay(Date.parse(at));
    const found = adviceOn(viewOf(rows as GivenRows), body, { site, day });
    expect(found.map(({ code }) => code).toSorted()).toEqual(codes);
  });

  test("has the factory's day, eight hours ahead of UTC", () => {
    expect(factoryDay(Date.parse("2026-11-22T15:59:59Z"))).toBe("2026-11-22");
    expect(factoryDay(Date.parse("2026-11-22T16:00:00Z"))).toBe("2026-11-23");
  });
});
