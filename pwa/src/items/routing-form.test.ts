/** A routing as a form's rows and back, and what is wrong beside the cell that it is about. */

import { expect, test } from "vitest";
import type { Lookup } from "../sync/view.ts";
import type { Values } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { step } from "./process.testing.ts";
import { routingComplaints } from "./routing-check.ts";
import { rowsOfSteps, samplingFrom, stepsOf } from "./routing-rows.ts";

const NOTHING = { get: () => undefined } as unknown as Lookup;

function complained(changed: (values: Values) => Values): Readonly<Record<string, string>> {
  const values = rowsOfSteps([step(10, { low: "125.0", high: "145.0" }), step(20)]);
  return routingComplaints(NOTHING, changed(values));
}

function put(name: string, index: number, cells: Readonly<Record<string, string>>) {
  return (values: Values): Values => ({
    ...values,
    [name]: (values[name] as readonly Record<string, string>[]).map((row, at) =>
      at === index ? { ...row, ...cells } : row,
    ),
  });
}

test("steps come back from the rows as they were", () => {
  const steps = [step(10, { low: "125.0", high: "145.0", sampling: "minutes" }), step(20)];
  expect(stepsOf(rowsOfSteps(steps))).toEqual(steps);
});

test("a routing that is right has no complaints", () => {
  expect(complained((values) => values)).toEqual({});
});

test("reversed limits are told beside the bound", () => {
  expect(complained(put("parameters", 0, { high: "120.0" }))).toEqual({
    "parameters.0.high": d().making.limitsReversed(),
  });
  expect(complained(put("parameters", 0, { alarm_high: "146.0" }))).toEqual({
    "parameters.0.high": d().making.limitsReversed(),
  });
});

test("a bound that the resolution cannot show is told, also below zero", () => {
  const found = complained(put("parameters", 0, { low: "-0.05" }));
  expect(found).toEqual({ "parameters.0.low": d().making.notReadable() });
  expect(complained(put("parameters", 0, { low: "-0.5" }))).toEqual({});
});

test("a step number twice, a predecessor that comes later and a part of no step are told", () => {
  expect(complained(put("steps", 1, { number: "10" }))).toMatchObject({
    "steps.1.number": d().making.twice(),
  });
  expect(complained(put("steps", 0, { predecessors: "20" }))).toEqual({
    "steps.0.predecessors": d().making.predecessorWrong(),
  });
  expect(complained(put("parameters", 0, { step: "99" }))).toEqual({
    "parameters.0.step": d().making.stepUnknown(),
  });
});

test("an unknown component and a code twice in one step are told", () => {
  const component = { step: "10", item: "NONE", quantity: "1", unit: "pcs", scan: "lot" };
  expect(complained((values) => ({ ...values, components: [component] }))).toEqual({
    "components.0.item": d().making.itemUnknown(),
  });
  expect(complained(put("parameters", 1, { step: "10" }))).toEqual({
    "parameters.1.code": d().making.twice(),
  });
});

test("a sampling is read as files write it", () => {
  expect(samplingFrom("each:10")).toEqual({ kind: "each", n: 10 });
  expect(samplingFrom("every")).toEqual({ kind: "every", n: null });
  expect(samplingFrom("minutes")).toBeNull();
  expect(samplingFrom("every:3")).toBeNull();
  expect(complained(put("parameters", 0, { sampling: "hourly" }))).toEqual({
    "parameters.0.sampling": d().making.samplingWrong(),
  });
});
