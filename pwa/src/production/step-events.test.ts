// @vitest-environment node
/** What a device shows of a change of lot, a correction and a step left out before the server has heard of it. */

import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/production/steps.json";
import type { Step } from "../entries/bodies.ts";
import type { Envelope } from "../entries/envelope.ts";
import { type GivenRows, viewOf } from "../entries/rows.testing.ts";
import type { JsonObject } from "../sync/canonical.ts";
import { View } from "../sync/view.ts";
import { fitting } from "./open-step.ts";
import { openUntil } from "./open-time.ts";
import { partsOf } from "./parts.ts";
import {
  consumeMaterial,
  finishStep,
  openContainer,
  recordCheck,
  recordReading,
  startStep,
} from "./reduce.ts";
import { correctCheck, correctReading, skipStep, takeBack } from "./reduce-corrections.ts";
import { changeLot, splitLot } from "./reduce-lots.ts";
import { goesOn, nextSlot, type SampledAt, slotsOf } from "./slots.ts";
import { isHeld, type Place, placeOf } from "./subject.ts";

const REDUCERS = {
  ChangeLot: changeLot,
  ConsumeMaterial: consumeMaterial,
  CorrectCheck: correctCheck,
  CorrectReading: correctReading,
  FinishStep: finishStep,
  OpenContainer: openContainer,
  RecordCheck: recordCheck,
  RecordReading: recordReading,
  SkipStep: skipStep,
  SplitLot: splitLot,
  StartStep: startStep,
  TakeBack: takeBack,
};
const LOT = "FG-260301";
const AT = { lot: LOT, order: "WO-1", serial: null };
const START = "2026-03-02T01:00:00Z";

function bench(more: GivenRows = {}) {
  const view = new View(viewOf({ ...vectors.rows, ...more } as GivenRows).base, REDUCERS);
  let seq = 0;
  const record = (type: string, body: JsonObject): string => {
    seq += 1;
    const id = `e${seq}`;
    const auth = { badge: "QH-0010", grant: null, method: "badge", offline: true };
    const clock = { boot: "b", mono_ms: 1, sync: null, wall: START };
    const entry = { body, clock, device: "d1", id, site: "SZ", type } as unknown as Envelope;
    const raw = JSON.stringify({ ...entry, auth });
    view.push({ device: "d1", seq, id, hash: "", raw, type, number: "", recordedMs: 0 });
    return id;
  };
  const run = (step: number, lot = LOT) =>
    view.get("step_run", ["WO-1", String(step), `lot:${lot}`])?.row;
  const reads = (value: string) =>
    record("RecordReading", {
      ...AT,
      step: 90,
      code: "SEAL_TEMP",
      gauge: null,
      message: null,
      second_badge: null,
      second_value: null,
      source: "manual",
      unit: "Cel",
      value,
    });
  return { view, record, run, reads };
}

function consumes(lot: string, step: number) {
  const named = { input_item: null, input_lot: lot, input_serial: null, location: null };
  return { ...AT, ...named, step, scans: [], quantity: { unit: "pcs", value: "12000" } };
}

function changes(to: string, quantity = "7000") {
  return {
    after: { lot: `${LOT}/2`, quantity },
    before: { lot: `${LOT}/1`, quantity: "5000" },
    lot: LOT,
    new_location: null,
    new_lot: to,
    old_location: null,
    old_lot: "TYV-7741",
    order: "WO-1",
    quantity: { unit: "pcs", value: quantity },
    scans: [],
    step: 90,
  };
}

test("a change of lot leaves both parts with what went in, and only the first with what was read", () => {
  const { record, run, reads, view } = bench();
  record("ConsumeMaterial", consumes("FEP-1", 10));
  record("FinishStep", { ...AT, step: 10 });
  record("ConsumeMaterial", consumes("TYV-7741", 90));
  reads("135.0");
  record("ChangeLot", changes("CLIP-1"));
  expect(view.get("lot", [`${LOT}/2`])?.row.item).toBe("FG-A");
  expect(run(10, `${LOT}/2`)?.status).toBe("done");
  expect(run(90, `${LOT}/1`)?.observed).toEqual(["SEAL_TEMP"]);
  expect(run(90, `${LOT}/2`)?.observed).toEqual([]);
  expect(run(90, `${LOT}/2`)?.consumed).toEqual(["HUB", "CLIP"]);
  expect(view.find("hold", "lot", `${LOT}/2`)).toEqual([]);
});

test("the wrong lot holds the later part alone", () => {
  const { record, view } = bench();
  record("ConsumeMaterial", consumes("TYV-7741", 90));
  record("ChangeLot", changes("FEP-1"));
  const held = (lot: string) => view.find("hold", "lot", lot).map(({ row }) => row.reason_code);
  expect([held(`${LOT}/1`), held(`${LOT}/2`)]).toEqual([[], ["COMPONENT_WRONG"]]);
});

test("a hold further up holds what it went into, each part of it, and no more once it is out", () => {
  const { record, view } = bench({
    lot_sources: [{ lot: "FEP-1", site: "SZ", lots: ["RESIN-1"], loads: [] }],
    hold: [{ id: "h1", lot: "RESIN-1", placed_at: START, lifted_at: null }],
  });
  const held = (lot = LOT) => isHeld(view, { ...AT, lot });
  record("ConsumeMaterial", consumes("TYV-7741", 90));
  expect(held()).toBe(false);
  record("ConsumeMaterial", consumes("FEP-1", 10));
  record("ChangeLot", changes("CLIP-1"));
  expect([held(), held(`${LOT}/1`), held(`${LOT}/2`)]).toEqual([true, true, true]);
  const { scans: _scans, ...out } = consumes("FEP-1", 10);
  record("TakeBack", out);
  expect([held(), held(`${LOT}/2`)]).toEqual([false, false]);
  expect(view.get("lot_sources", [`${LOT}/2`])?.row.lots).toEqual([LOT, "CLIP-1"]);
});

test("a lot is open from its first use or its mixing on, and a new container begins anew", () => {
  const items = vectors.rows.item.map((item) => ({ ...item, open_minutes: 240 }));
  const { record, view } = bench({ item: items });
  const opening = (lot: string) => view.get("lot_opening", [lot])?.row;
  record("ConsumeMaterial", consumes("FEP-1", 10));
  record("ConsumeMaterial", consumes("FEP-1", 10));
  expect(opening("FEP-1")).toMatchObject({ said: [], used_at: START });
  expect(opening(LOT)).toMatchObject({ said: [START], used_at: null });
  record("OpenContainer", { lot: "FEP-1", scans: [] });
  expect(opening("FEP-1")?.said).toEqual([START]);
  const at = Date.parse(START) + HOUR;
  expect(openUntil(view, "FEP-1", at)).toBe(Date.parse(START) + 4 * HOUR);
});

test("a value that was meant otherwise makes the step good again, and the hold stays", () => {
  const { record, run, reads, view } = bench();
  const first = reads("147.0");
  record("FinishStep", { ...AT, step: 90 });
  expect(run(90)?.status).toBe("failed");
  record("CorrectReading", { reading: `${first}/1`, value: "137.0" });
  expect([run(90)?.status, run(90)?.failed]).toEqual(["done", []]);
  expect(view.find("hold", "lot", LOT)).toHaveLength(1);
});

test("one of two failed values corrected leaves the step failed, and a correction of nothing known does nothing", () => {
  const { record, run, reads } = bench();
  const first = reads("147.0");
  reads("149.0");
  record("CorrectReading", { reading: `${first}/1`, value: "137.0" });
  expect(run(90)?.failed).toEqual(["SEAL_TEMP"]);
  record("CorrectReading", { reading: "none/1", value: "137.0" });
  expect(run(90)?.failed).toEqual(["SEAL_TEMP"]);
});

test("a failed check answered anew is good again, and a passed one fails", () => {
  const { record, run } = bench();
  const looked = {
    ...AT,
    step: 90,
    code: "LOOKS",
    document: null,
    photos: [],
    second_badge: null,
    text: "",
  };
  const first = record("RecordCheck", { ...looked, defect: "SEAL", passed: false });
  const second = record("CorrectCheck", { reading: `${first}/1`, passed: true, defect: null });
  expect(run(90)?.failed).toEqual([]);
  record("CorrectCheck", { reading: `${second}/1`, passed: false, defect: "SEAL" });
  expect(run(90)?.failed).toEqual(["LOOKS"]);
});

test("after a step that is left out the next one opens", () => {
  const { record, run, view } = bench();
  record("SkipStep", { ...AT, step: 10 });
  expect(run(10)?.status).toBe("skipped");
  expect(fitting(view, AT).map(({ step }) => step.number)).toEqual([90]);
});

test("two devices name the parts of one lot differently, and one device never the same twice", () => {
  const { record, view } = bench();
  expect(partsOf(view, LOT, "H07")).toEqual([`${LOT}/H07-1`, `${LOT}/H07-2`]);
  expect(partsOf(view, LOT, "H08")).toEqual([`${LOT}/H08-1`, `${LOT}/H08-2`]);
  const parts = [`${LOT}/H07-1`, `${LOT}/H07-2`].map((lot) => ({ lot, quantity: "1" }));
  record("ConsumeMaterial", consumes("FEP-1", 10));
  record("SplitLot", { location: null, lot: LOT, order: "WO-1", parts });
  expect(partsOf(view, `${LOT}/H07-2`, "H07")).toEqual([`${LOT}/H07-3`, `${LOT}/H07-4`]);
});

/** Step 10 of the lot with a value read by time or by count. */
function patrolled(sampling: Step["parameters"][number]["sampling"]): { place: Place; view: View } {
  const { record, view } = bench();
  record("StartStep", { ...AT, step: 10, equipment: [], revision: "A", scans: [] });
  const place = placeOf(view, AT, 10);
  const [temperature] = placeOf(view, AT, 90).step?.parameters ?? [];
  if (place.step === null || temperature === undefined) {
    throw new Error("the company has both");
  }
  const step = { ...place.step, components: [], parameters: [{ ...temperature, sampling }] };
  return { view, place: { ...place, step } };
}

const HOUR = 3_600_000;

test("a patrol falls due from the beginning on and after each reading, and the step goes on meanwhile", () => {
  const { place, view } = patrolled({ kind: "minutes", n: 120 });
  const began = Date.parse(START);
  const at = (hours: number, last: SampledAt): boolean =>
    nextSlot(slotsOf(view, place, began + hours * HOUR, last)) !== null;
  expect(goesOn(place, "5")).toBe(true);
  expect([at(1, () => null), at(2, () => null)]).toEqual([false, true]);
  const read: SampledAt = () => ({ at: began + 2 * HOUR, count: 1 });
  expect([at(3, read), at(4, read)]).toEqual([false, true]);
});

test("a value read each so many units is wanted first of all, and then as often as somebody reads it", () => {
  const { place, view } = patrolled({ kind: "each", n: 500 });
  expect(["500", "501", null].map((quantity) => goesOn(place, quantity))).toEqual([
    false,
    true,
    true,
  ]);
  expect(nextSlot(slotsOf(view, place, 0))?.key).toBe("SEAL_TEMP");
  const slots = slotsOf(view, place, 0, () => ({ at: 0, count: 1 }));
  expect([nextSlot(slots), slots.length]).toEqual([null, 1]);
});

test.each(vectors.counts)("$name", ({ entry, observed, missing }) => {
  const { record, view } = bench();
  const { order, step } = entry.body;
  record(entry.type, entry.body);
  record("FinishStep", { ...AT, order, step });
  const run = view.get("step_run", [order, String(step), `lot:${LOT}`])?.row;
  expect([run?.observed, run?.missing]).toEqual([observed, missing]);
});
