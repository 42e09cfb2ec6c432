/** A move before it is recorded: what is taken from where, and what stops the hand. */

import { describe, expect, test } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import { adviceOnMove, containerLoads, loadOf, moveBody, undoBody } from "./move.ts";

const SCAN = { entered: "wedge" as const, text: "]C0L1" };
const LOT = { number: "L1", item: "RM-1", status: "quarantine", supplier_lot: null };
const AT_QUARANTINE = { lot: "L1", location: "Q1", quantity: "25", unit: "kg", site: "SZ" };
const BASE = {
  item: [{ number: "RM-1", unit: "kg", conversions: { bag: [25, 1] } }],
  lot: [LOT],
  location: [
    { site: "SZ", code: "Q1", type: "quarantine" },
    { site: "SZ", code: "Q2", type: "quarantine" },
    { site: "SZ", code: "R1", type: "released" },
  ],
  balance: [AT_QUARANTINE],
};
const ROWS = viewOf(BASE);
const body = (to: string, change: object = {}) => ({
  from: "Q1" as string | null,
  lot: "L1",
  quantity: { unit: "kg", value: "25" },
  scans: [],
  to,
  ...change,
});
const codes = (rows: ReturnType<typeof viewOf>, given: ReturnType<typeof body>) =>
  adviceOnMove(rows, given, "SZ").map(({ code }) => code);

describe("a load", () => {
  test("without a quantity on its label is all of the lot where it lies, and says so", () => {
    expect(loadOf(ROWS, "L1", SCAN, null)).toEqual({
      lot: "L1",
      from: "Q1",
      quantity: { unit: "kg", value: "25" },
      whole: true,
      scans: [SCAN],
      container: null,
    });
  });

  test("with a pack quantity is that quantity", () => {
    const pack = { unit: "kg", value: "5" };
    expect(loadOf(ROWS, "L1", SCAN, pack)).toMatchObject({ quantity: pack, whole: false });
  });

  test("of a lot in two places has to be asked for", () => {
    const two = viewOf({ ...BASE, balance: [AT_QUARANTINE, { ...AT_QUARANTINE, location: "Q2" }] });
    expect(loadOf(two, "L1", SCAN, null)).toBeNull();
  });

  test("by its container is everything received in it and not undone", () => {
    const receipt = {
      id: "1",
      lot: "L1",
      package_id: "C1",
      status: "posted",
      quantity: "25",
      unit: "kg",
    };
    const rows = viewOf({ ...BASE, receipt: [receipt, { ...receipt, id: "2", status: "voided" }] });
    expect(containerLoads(rows, "C1", SCAN)).toMatchObject([
      { lot: "L1", from: "Q1", container: "C1" },
    ]);
  });
});

describe("advice on a move", () => {
  test("is silent where the lot belongs", () => {
    expect(codes(ROWS, body("Q2"))).toEqual([]);
  });

  test("stops a lot in quarantine from going among released goods", () => {
    expect(codes(ROWS, body("R1"))).toEqual(["LOCATION_NOT_ALLOWED"]);
  });

  test("stops a held lot from leaving quarantine, and lets it move within", () => {
    const hold = { id: "h1", lot: "L1", lifted_at: null };
    const held = viewOf({ ...BASE, lot: [{ ...LOT, status: "released" }], hold: [hold] });
    expect(codes(held, body("R1"))).toEqual(["HELD_LOT_MOVED"]);
    expect(codes(held, body("Q2"))).toEqual([]);
    const lifted = { ...hold, lifted_at: "2026-11-22T00:00:00Z" };
    expect(
      codes(viewOf({ ...BASE, lot: [{ ...LOT, status: "released" }], hold: [lifted] }), body("R1")),
    ).toEqual([]);
  });

  test("says when more is taken than was there", () => {
    expect(codes(ROWS, body("Q2", { quantity: { unit: "bag", value: "2" } }))).toEqual([
      "NOT_IN_SOURCE_BIN",
    ]);
    expect(codes(ROWS, body("Q2", { quantity: { unit: "bag", value: "1" } }))).toEqual([]);
  });

  test("says when it is not clear from where", () => {
    const two = viewOf({ ...BASE, balance: [AT_QUARANTINE, { ...AT_QUARANTINE, location: "Q2" }] });
    expect(codes(two, body("Q2", { from: null }))).toEqual(["SOURCE_UNCLEAR"]);
    expect(codes(ROWS, body("Q2", { from: null }))).toEqual([]);
  });

  test("names a lot and a location that this device does not know", () => {
    expect(codes(ROWS, body("X9", { lot: "L9" }))).toEqual(["LOT_UNKNOWN", "LOCATION_UNKNOWN"]);
  });
});

test("undoing a move is the same goods the other way, and impossible from nowhere", () => {
  const load = loadOf(ROWS, "L1", SCAN, null);
  const moved = load && moveBody(load, "Q2", null);
  expect(moved && undoBody(moved)).toMatchObject({ from: "Q2", to: "Q1", lot: "L1" });
  expect(moved && undoBody({ ...moved, from: null })).toBeNull();
});
