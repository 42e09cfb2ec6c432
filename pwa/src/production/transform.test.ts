/** What the state of a lot or unit allows, what each act asks for, and the entry that the answers make. */

import { describe, expect, test } from "vitest";
import type { UnitRow } from "../entries/floor-rows.ts";
import { viewOf } from "../entries/rows.testing.ts";
import type { LotRow } from "../entries/rows.ts";
import {
  type Act,
  type Answers,
  actsOf,
  nextQuestion,
  type Thing,
  transformation,
} from "./transform.ts";

const LOT = { number: "L1", item: "HUB", item_revision: "A", site: "SZ", status: "released" };
const UNIT = { item: "PX", serial: "7", lot: null, status: "built", parent: null, holds: [] };
const PART = { item: "MOTOR", serial: "M-1", lot: null, status: "built", parent: 5, holds: [] };
const STEPS = [
  { number: 10, repeat: "lot", name_en: "Join", name_zh: "接合", components: [] },
  {
    number: 20,
    repeat: "unit",
    name_en: "Build",
    name_zh: "装配",
    components: [{ item: "MOTOR" }],
  },
];
const RUN = { order: "WO", step: 20, subject: "unit:7", scope: "WO|unit:7", status: "done" };
const ORDER = { number: "WO", item: "PX", lots: ["L9"], unit: "pcs", status: "in_progress" };
const rows = viewOf({
  lot: [LOT, { ...LOT, number: "L9", item: "PX" }],
  balance: [
    { lot: "L1", location: "A", quantity: "40", unit: "pcs" },
    { lot: "L1", location: "B", quantity: "0", unit: "pcs" },
  ],
  unit: [UNIT, PART],
  work_order: [ORDER],
  order_snapshot: [{ order: "WO", site: "SZ", item_revision: "A", lines: [], steps: STEPS }],
  step_run: [RUN],
});

const lot = (number: string): Thing => ({
  is: "lot",
  lot: { ...LOT, number } as unknown as LotRow,
});
const unit = (row: object): Thing => ({ is: "unit", unit: row as UnitRow });

/** Answers every question with what is given for it; the names in the order in which they were asked. */
function asked(thing: Thing, act: Act, given: Answers): readonly string[] {
  const names: string[] = [];
  let answers: Answers = {};
  for (let next = nextQuestion(rows, thing, act, answers); next !== null; ) {
    names.push(next.name);
    answers = { ...answers, [next.name]: given[next.name] ?? "?" };
    next = nextQuestion(rows, thing, act, answers);
  }
  return names;
}

describe("what can be done", () => {
  test("with a lot in stock is everything about stock, with one in the making what an order counts", () => {
    expect(actsOf(rows, lot("L1"))).toEqual([
      "split",
      "merge",
      "sample",
      "retention",
      "relabel",
      "scrap",
    ]);
    expect(actsOf(rows, lot("L9"))).toEqual(["count_out", "rework"]);
    expect(actsOf(rows, lot("NONE"))).toEqual([]);
  });

  test("with a part of an assembly is to take it out, with one that is gone nothing", () => {
    expect(actsOf(rows, unit(PART))).toEqual(["take_out"]);
    expect(actsOf(rows, unit(UNIT))).toEqual(["rework", "relabel", "scrap"]);
    expect(actsOf(rows, unit({ ...UNIT, status: "void" }))).toEqual([]);
  });
});

describe("what is asked", () => {
  test("ends with why, always, and names no place where the lot lies in one only", () => {
    expect(asked(lot("L1"), "scrap", {})).toEqual(["quantity", "reason"]);
    expect(asked(lot("L1"), "split", {})).toEqual(["quantity", "output", "reason"]);
    expect(asked(lot("L1"), "merge", {})).toEqual(["lots", "output", "reason"]);
    expect(asked(unit(UNIT), "scrap", {})).toEqual(["reason"]);
    expect(asked(unit(UNIT), "rework", {})).toEqual(["step", "reason"]);
    expect(asked(lot("L9"), "rework", {})).toEqual([
      "bucket",
      "quantity",
      "step",
      "output",
      "reason",
    ]);
  });
});

describe("the entry", () => {
  test("of a part split off takes it from the one place where the lot lies", () => {
    const made = transformation(rows, lot("L1"), "split", {
      quantity: "5",
      output: "L1/1",
      reason: "x",
    });
    expect(made).toEqual({
      type: "SplitLot",
      body: { location: "A", lot: "L1", order: null, parts: [{ lot: "L1/1", quantity: "5" }] },
      reason: "x",
    });
  });

  test("of a sample has a number only where it is kept", () => {
    const used = transformation(rows, lot("L1"), "sample", { quantity: "2", reason: "x" });
    expect(used.body).toMatchObject({ purpose: "sample", sample: null });
    const kept = transformation(rows, lot("L1"), "retention", {
      quantity: "2",
      output: "R",
      reason: "x",
    });
    expect(kept.body).toMatchObject({ purpose: "retention", sample: "R" });
  });

  test("of a part taken out names the assembly's order and the step at which it went in", () => {
    const made = transformation(rows, unit(PART), "take_out", { assembly: "7", reason: "x" });
    expect(made.type).toBe("TakeBack");
    expect(made.body).toMatchObject({ input_serial: "M-1", order: "WO", serial: "7", step: 20 });
  });

  test("of rework names the order that makes it, and no deviation where none was chosen", () => {
    const given = { bucket: "rework", quantity: "3", step: "10", output: "L9-R/1", reason: "x" };
    expect(transformation(rows, lot("L9"), "rework", given)).toEqual({
      type: "ReworkLot",
      body: {
        deviation: null,
        from_bucket: "rework",
        lot: "L9",
        order: "WO",
        output: "L9-R/1",
        quantity: "3",
        step: 10,
      },
      reason: "x",
    });
  });
});
