/** What a device tells of a thing's way without the server. */

import { expect, test } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import type { JsonObject } from "../sync/canonical.ts";
import { localTrace } from "./local-trace.ts";

const UNIT = { item: "PX-1", status: "built", lot: "FG-1", parent: null, holds: [] };
const rows = viewOf({
  lot: [
    { number: "FG-1", item: "FG", status: "quarantine", supplier_lot: null, supplier: null },
    { number: "R-1", item: "FEP", status: "released", supplier_lot: "S-77", supplier: "S01" },
  ],
  unit: [
    { ...UNIT, serial: "0001" },
    { ...UNIT, serial: "0002", status: "tested" },
  ],
});

const used = (body: JsonObject) => ({
  type: "ConsumeMaterial",
  body: {
    input_item: null,
    input_lot: null,
    input_serial: null,
    lot: null,
    serial: null,
    quantity: { value: "2", unit: "pcs" },
    ...body,
  },
});
const recorded = [
  used({ input_lot: "R-1", lot: "FG-1" }),
  used({ input_item: "SENSOR", input_serial: "S-9", serial: "0001" }),
  { type: "SplitLot", body: { lot: "FG-1", parts: [{ lot: "B1", quantity: "50" }] } },
  { type: "TakeBack", body: { ...used({ input_lot: "R-1", lot: "FG-1" }).body, quantity: null } },
  { type: "MoveStock", body: { lot: "R-1" } },
];
const names = (thing: { kind: "lot" | "unit"; key: string[] }, way: "back" | "forward") =>
  localTrace(rows, recorded, thing, way).map(({ kind, name, quantity }) =>
    `${kind} ${name} ${quantity}`.trim(),
  );

test("back: the lot a unit was made in, and what this device recorded as built in", () => {
  expect(names({ kind: "unit", key: ["PX-1", "0001"] }, "back")).toEqual([
    "made_in FG-1",
    "consume S-9 2 件",
  ]);
});

test("back: the supplier's lot, and what was used and taken back here", () => {
  expect(names({ kind: "lot", key: ["R-1"] }, "back")).toEqual(["received S-77"]);
  expect(names({ kind: "lot", key: ["FG-1"] }, "back")).toEqual([
    "consume R-1 2 件",
    "taken_back R-1",
  ]);
});

test("forward: the units of a lot, its parts, and what it was used in here", () => {
  expect(names({ kind: "lot", key: ["FG-1"] }, "forward")).toEqual([
    "made_in 0001",
    "made_in 0002",
    "split B1 50",
  ]);
  expect(names({ kind: "lot", key: ["R-1"] }, "forward")[0]).toBe("consume FG-1 2 件");
  expect(names({ kind: "lot", key: ["NOBODY"] }, "forward")).toEqual([]);
});

test("another item's serial of the same number is not taken for it", () => {
  expect(names({ kind: "unit", key: ["PX-2", "S-9"] }, "forward")).toEqual([]);
  expect(names({ kind: "unit", key: ["SENSOR", "S-9"] }, "forward")).toEqual(["consume 0001 2 件"]);
});
