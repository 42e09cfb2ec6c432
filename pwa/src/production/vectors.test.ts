/** The advice this device gives at a step is the server's word, and scans open the same steps: the shared cases. */

import { describe, expect, test } from "vitest";
import means from "../../../tests/vectors/production/means.json";
import vectors from "../../../tests/vectors/production/steps.json";
import told from "../../../tests/vectors/production/told.json";
import type {
  ConsumeMaterialBody,
  FinishStepBody,
  RecordCheckBody,
  RecordReadingBody,
  StartStepBody,
} from "../entries/bodies.ts";
import { type GivenRows, viewOf } from "../entries/rows.testing.ts";
import type { Reading } from "../scan/resolve.ts";
import type { Lookup, View } from "../sync/view.ts";
import { adviceOnCheck, adviceOnFinish, adviceOnReading, adviceOnStart } from "./advice.ts";
import { adviceOnConsume } from "./consume-advice.ts";
import type { Finding, Occasion } from "./finding.ts";
import { type Opened, openedBy } from "./open-step.ts";

const ADVICE: Readonly<Record<string, (rows: Lookup, body: unknown, on: Occasion) => Finding[]>> = {
  ConsumeMaterial: (rows, body, on) => adviceOnConsume(rows, body as ConsumeMaterialBody, on),
  FinishStep: (rows, body, on) => adviceOnFinish(rows, body as FinishStepBody, on),
  RecordCheck: (rows, body, on) => adviceOnCheck(rows, body as RecordCheckBody, on),
  RecordReading: (rows, body, on) => adviceOnReading(rows, body as RecordReadingBody, on),
  StartStep: (rows, body, on) => adviceOnStart(rows, body as StartStepBody, on),
};

function rowsOf(extra: object, company: object = vectors.rows): View {
  const given: Record<string, readonly object[]> = { ...company };
  for (const [kind, rows] of Object.entries(extra as Record<string, readonly object[]>)) {
    given[kind] = [...(given[kind] ?? []), ...rows];
  }
  return viewOf(given as GivenRows);
}

describe("advice at a step", () => {
  test.each(vectors.advice)("$name", ({ rows, entry, at, badge, codes }) => {
    const advise = ADVICE[entry.type];
    const found = advise?.(rowsOf(rows), entry.body, { badge, atMs: Date.parse(at) });
    expect(found?.map(({ code }) => code).toSorted()).toEqual(codes);
  });
});

function scanned(rows: Lookup, scan: { order?: string; lot?: string; serial?: string }): Opened {
  const { order = "", lot, serial } = scan;
  const known = rows.get("work_order", [order])?.row;
  if (serial !== undefined) {
    return openedBy(rows, { is: "text", text: serial }, { order, lot: null });
  }
  const reading: Reading | null =
    lot !== undefined
      ? { is: "lot", number: lot, row: null }
      : known === undefined
        ? null
        : { is: "work_order", number: order, row: known };
  return reading === null ? { is: "unknown" } : openedBy(rows, reading, null);
}

describe("advice on people and equipment", () => {
  test.each(means.advice)("$name", ({ rows, entry, at, badge, codes }) => {
    const advise = ADVICE[entry.type];
    const on = { badge, atMs: Date.parse(at) };
    const found = advise?.(rowsOf(rows, means.rows), entry.body, on);
    expect(found?.map(({ code }) => code).toSorted()).toEqual(codes);
  });
});

describe("advice by what the device was told of stops, holds further up, two people and open lots", () => {
  test.each(told.advice)("$name", ({ rows, entry, at, badge, codes }) => {
    const advise = ADVICE[entry.type];
    const found = advise?.(rowsOf(rows), entry.body, { badge, atMs: Date.parse(at) });
    expect(found?.map(({ code }) => code).toSorted()).toEqual(codes);
  });
});

describe("the step that a scan opens", () => {
  test.each(vectors.opens)("$name", ({ rows, scan, opens }) => {
    const opened = scanned(rowsOf(rows), scan);
    const { step, subject } =
      opened.is === "open"
        ? { step: opened.opening.step.number, subject: opened.opening.subject }
        : {};
    expect({ is: opened.is, step, subject }).toEqual({
      is: opens.is,
      step: opens.step,
      subject: opens.subject,
    });
  });
});
