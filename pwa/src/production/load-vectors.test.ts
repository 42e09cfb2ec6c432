/** The advice this device gives on a load is the server's word, after what is pending here: the shared cases. */

import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/production/loads.json";
import { type GivenRows, viewOf } from "../entries/rows.testing.ts";
import type { EntryRecord } from "../sync/oplog-schema.ts";
import type { Lookup, View } from "../sync/view.ts";
import type { Finding, Occasion } from "./finding.ts";
import {
  adviceOnAdvance,
  adviceOnIndicator,
  adviceOnOpen,
  adviceOnPut,
  adviceOnTake,
} from "./load-advice.ts";
import { advanceLoad, openLoad, putInLoad, recordIndicator, takeFromLoad } from "./reduce-loads.ts";

const REDUCERS = {
  AdvanceLoad: advanceLoad,
  OpenLoad: openLoad,
  PutInLoad: putInLoad,
  RecordIndicator: recordIndicator,
  TakeFromLoad: takeFromLoad,
};
const ADVICE: Readonly<Record<string, (rows: Lookup, body: never, on: Occasion) => Finding[]>> = {
  AdvanceLoad: adviceOnAdvance,
  OpenLoad: adviceOnOpen,
  PutInLoad: adviceOnPut,
  RecordIndicator: adviceOnIndicator,
  TakeFromLoad: adviceOnTake,
};

type Case = (typeof vectors.advice)[number];

function rowsOf({ rows, before, at }: Case): View {
  const given: Record<string, readonly object[]> = { ...vectors.rows };
  for (const [kind, more] of Object.entries(rows as Record<string, readonly object[]>)) {
    given[kind] = [...(given[kind] ?? []), ...more];
  }
  const view = viewOf(given as GivenRows, REDUCERS);
  for (const [n, entry] of before.entries()) {
    const envelope = { ...entry, auth: { badge: "QH-0010" }, clock: { wall: at }, site: "SZ" };
    const raw = JSON.stringify(envelope);
    view.push({ device: "d1", seq: n + 1, type: entry.type, raw } as EntryRecord);
  }
  expect(view.unreduced).toEqual([]);
  return view;
}

test.each(vectors.advice)("$name", (given) => {
  const { entry, badge, at, codes } = given;
  const on = { badge, atMs: Date.parse(at) };
  const found = ADVICE[entry.type]?.(rowsOf(given), entry.body as never, on);
  expect(found?.map(({ code }) => code).toSorted()).toEqual(codes);
});
