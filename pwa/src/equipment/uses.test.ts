/** What is asked about the uses of a piece found wrong. */

import { expect, test } from "vitest";
import { questions, type UsedOn, type UsesPage, unasked, usesPath } from "./uses.ts";

function on(lot: string, deviation: string | null = null): UsedOn {
  return {
    order: "WO-1",
    item: "FG-A",
    lot,
    serial: null,
    uses: 1,
    first_at: "2026-03-02T01:00:00Z",
    last_at: "2026-03-02T01:00:00Z",
    deviation,
  };
}

function page(subjects: readonly UsedOn[], calibration: string | null = "E1/1"): UsesPage {
  return {
    position: 1,
    equipment: "FG-03",
    calibration,
    since: null,
    until: null,
    out_of_tolerance_at: "2026-03-03T01:00:00Z",
    count: subjects.length,
    subjects,
    uses: [],
    more: false,
  };
}

test("only what nobody has asked about is asked about", () => {
  const given = page([on("A"), on("B", "DEV-1")]);
  expect(unasked(given).map(({ lot }) => lot)).toEqual(["A"]);
  expect(questions(given, true)).toEqual([
    {
      calibration: "E1/1",
      equipment: "FG-03",
      hold: true,
      uses: [{ item: "FG-A", lot: "A", order: "WO-1", serial: null }],
    },
  ]);
});

test("more than one record takes are asked in several, none is left out", () => {
  const many = Array.from({ length: 2_001 }, (_, n) => on(`L${n}`));
  const asked = questions(page(many), false);
  expect(asked.map(({ uses }) => uses.length)).toEqual([1_000, 1_000, 1]);
  expect(new Set(asked.flatMap(({ uses }) => uses.map(({ lot }) => lot))).size).toBe(2_001);
});

test("nothing is asked of a piece that was not found wrong", () => {
  expect(questions(page([on("A")], null), true)).toEqual([]);
});

test("a list goes on after the last use by its time and its id", () => {
  const last = { at: "2026-03-02T01:00:00+00:00", id: "WO 1|10|lot:A" };
  const next = usesPath("FG/03", last as Parameters<typeof usesPath>[1]);
  expect(next).toBe(
    "/equipment/FG%2F03/uses?after_at=2026-03-02T01%3A00%3A00%2B00%3A00&after_id=WO+1%7C10%7Clot%3AA",
  );
});
