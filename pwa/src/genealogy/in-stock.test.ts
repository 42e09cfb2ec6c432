/** What became of a roll lies in stock: how much of each item, and where. */

import { expect, test } from "vitest";
import type { LotFound, TraceAnswer } from "./answer.ts";
import { inStock, othersIn } from "./in-stock.ts";

function lot(number: string, item: string, places: Readonly<Record<string, string>>): LotFound {
  const on_hand = String(Object.values(places).reduce((sum, each) => sum + Number(each), 0));
  return { kind: "lot", number, item, unit: "pcs", on_hand, places } as unknown as LotFound;
}

const ANSWER = {
  thing: { kind: "lot", key: ["ROLL"] },
  lots: [
    lot("ROLL", "TYVEK", { "REL-A01": "799" }),
    lot("A", "CATHETER", { "QUAR-FG": "11750" }),
    lot("B", "CATHETER", { "QUAR-FG": "4000", "REL-A01": "1000" }),
    lot("SOLD", "CATHETER", {}),
  ],
} as Pick<TraceAnswer, "lots" | "thing">;

test("what became of it is added up by item and place, without what was asked about", () => {
  expect(inStock(ANSWER)).toEqual([
    {
      item: "CATHETER",
      unit: "pcs",
      quantity: "16750",
      places: { "QUAR-FG": "15750", "REL-A01": "1000" },
    },
  ]);
});

test("the thing itself is none of the lots that it went into", () => {
  expect(othersIn(ANSWER).map(({ number }) => number)).toEqual(["A", "B", "SOLD"]);
});
