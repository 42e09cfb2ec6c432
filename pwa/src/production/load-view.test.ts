/** What acceptance of a load asks, and how several indicators are named at once. */

import { expect, test } from "vitest";
import type { CycleRow } from "../entries/load-rows.ts";
import { nextPhase } from "./load-phases.ts";
import {
  askedOf,
  type CycleReadingLine,
  cycleLines,
  type IndicatorLine,
  type LoadCardView,
  type LoadLine,
  limitsText,
  namesOf,
} from "./load-view.ts";

const NOW = Date.parse("2026-03-12T08:00:00Z");
const NO_LIMIT = { action_high: null, action_low: null, alarm_high: null, alarm_low: null };
const EO = { code: "EO", name_en: "EO", name_zh: "EO", unit: "mg/L" };
const CYCLE = {
  code: "EO-STD",
  revision: "A",
  incubation_hours: 48,
  parameters: [{ ...EO, limits: { ...NO_LIMIT, low: "550", high: "650" } }],
} as unknown as CycleRow;

function indicator(more: Partial<IndicatorLine>): IndicatorLine {
  return {
    indicator: "BI1",
    kind: "biological",
    position: "P1",
    placed_at: "2026-03-09T08:00:00Z",
    incubated_at: "2026-03-10T07:00:00Z",
    result: "no_growth",
    read_at: "2026-03-12T07:30:00Z",
    ...more,
  };
}

function view(load: Partial<LoadLine>, more: Partial<LoadCardView> = {}): LoadCardView {
  const base = { status: "await_bi", observed: ["EO"], failed: [], people: ["OP"], holds: 0 };
  const wanted = { indicators_wanted: 1, chemical_wanted: 0 };
  return {
    position: 1,
    load: { ...base, ...wanted, ...load } as LoadLine,
    cycle: CYCLE,
    members: [{ lot: "L1", late: false, held: false }] as unknown as LoadCardView["members"],
    indicators: [indicator({})],
    readings: [],
    holds: [],
    deviations: [],
    ...more,
  };
}

function missing(shown: LoadCardView, badge = "QA"): number {
  return askedOf(shown, badge, NOW).filter(({ good }) => !good).length;
}

test("a load with everything asked for has nothing missing, for somebody who did not run it", () => {
  expect(missing(view({}))).toBe(0);
  expect(missing(view({}), "OP")).toBe(1);
});

test.each([
  ["still runs", view({ status: "aerating" })],
  [
    "an indicator is unread",
    view({}, { indicators: [indicator({ result: null, incubated_at: null })] }),
  ],
  ["too few indicators are placed", view({ indicators_wanted: 2 })],
  ["an indicator grew", view({}, { indicators: [indicator({ result: "growth" })] })],
  ["a chemical one is asked for", view({ chemical_wanted: 1 })],
  ["a value is missing", view({ observed: [] })],
  ["a value was out", view({ failed: ["EO"] })],
  ["nothing is in it", view({}, { members: [] })],
  ["nobody approved the cycle", view({}, { cycle: null })],
])("what acceptance lacks is a line of its own: %s", (_, shown) => {
  expect(missing(shown)).toBeGreaterThan(0);
});

test("an indicator that still incubates says until when", () => {
  const begun = indicator({ incubated_at: "2026-03-11T08:00:00Z", result: null, read_at: null });
  const lines = askedOf(view({}, { indicators: [begun] }), "QA", NOW);
  expect(lines.some(({ good, text }) => !good && text.includes("2026-03-13"))).toBe(true);
});

test("several indicators are named by a range, one by one, each once", () => {
  expect(namesOf("BI09-BI11 CI1, CI1")).toEqual(["BI09", "BI10", "BI11", "CI1"]);
  expect(namesOf("EO-2603-12-BI01-EO-2603-12-BI02")).toEqual([
    "EO-2603-12-BI01",
    "EO-2603-12-BI02",
  ]);
  expect(namesOf("BI3-BI1 A-B")).toEqual(["BI3-BI1", "A-B"]);
  expect(namesOf("BI0001-BI9999").length).toBe(201);
});

test("phases follow each other and end where the indicators are waited for", () => {
  expect(["building", "closed", "await_bi", "accepted"].map(nextPhase)).toEqual([
    "closed",
    "preconditioning",
    null,
    null,
  ]);
});

test("a limit on one side is told as such", () => {
  expect(limitsText({ ...EO, limits: { ...NO_LIMIT, low: "360", high: null } })).toBe("≥ 360 mg/L");
  expect(limitsText({ ...EO, limits: { ...NO_LIMIT, low: "550", high: "650" } })).toBe(
    "550–650 mg/L",
  );
});

test("each value of the cycle is a line of its own, and what is not judged is still to be read", () => {
  const read = (id: string, verdict: string, code = "EO") =>
    ({ id, code, verdict }) as CycleReadingLine;
  const readings = [read("1", "pass"), read("2", "fail"), read("3", "unjudged", "PRESSURE")];
  const shown = (load: Partial<LoadLine>, lines: readonly CycleReadingLine[]) =>
    cycleLines(view(load, { readings: lines })).map(({ name, limits, reading }) => [
      name,
      limits,
      reading?.verdict ?? null,
    ]);
  expect(shown({}, readings)).toEqual([
    ["EO", "550–650 mg/L", "pass"],
    ["EO", "550–650 mg/L", "fail"],
    ["PRESSURE", "–", "unjudged"],
  ]);
  expect(shown({ observed: [] }, [read("4", "unjudged")])).toEqual([
    ["EO", "550–650 mg/L", "unjudged"],
    ["EO", "550–650 mg/L", null],
  ]);
});
