// @vitest-environment node
/** What a station keeps of orders, lots and machines goes once nobody needs it, and not before. */

import { expect, test } from "vitest";
import vectors from "../../../../tests/vectors/production/steps.json";
import { type GivenRows, viewOf } from "../../entries/rows.testing.ts";
import type { Kept } from "./kept.ts";
import { pruned } from "./prune.ts";

const NOW = Date.parse("2026-06-01T00:00:00Z");
const DAY = 24 * 3_600_000;
const [CATHETERS, PUMPS] = vectors.rows.work_order;

function rowsWith(status: string, lots = ["FG-260301"], other: object = {}) {
  const orders = [
    { ...CATHETERS, status, lots },
    { ...PUMPS, ...other },
  ];
  return viewOf({ ...vectors.rows, work_order: orders } as GivenRows);
}

const KEPT = {
  at: null,
  counted: ["FG-260301"],
  inUse: { "WO-1|90|lot:FG-260301|HUB": "TYV-7741", "WO-P|10|unit:0001|SENSOR": "SL-1" },
  lotQuantities: { "FG-260301": "5000", "FG-UNKNOWN": "7" },
  machines: {
    sealer: { code: "SEAL-01", badge: "QH-0010", atMs: NOW - DAY },
    press: { code: "PRESS-01", badge: "QH-0010", atMs: NOW - 31 * DAY },
  },
  repeats: { "WO-1|HUB": { lot: "TYV-7741", left: 3 } },
  sampled: { "WO-1|90|lot:FG-260301|OD": { at: 1, count: 2 } },
  wholes: { "FG-260301": "FG-2603" },
} as unknown as Kept;

test.each(["closed", "cancelled"])("an order that is %s leaves nothing of itself", (status) => {
  expect(pruned(rowsWith(status), KEPT, NOW)).toEqual({
    counted: [],
    inUse: { "WO-P|10|unit:0001|SENSOR": "SL-1" },
    lotQuantities: { "FG-UNKNOWN": "7" },
    machines: { sealer: KEPT.machines["sealer"] },
    repeats: {},
    sampled: {},
    wholes: {},
  });
});

test.each(["released", "in_progress", "suspended"])("an order that is %s keeps all", (status) => {
  const { press: _old, ...machines } = KEPT.machines;
  expect(pruned(rowsWith(status), { ...KEPT, machines }, NOW)).toBe(null);
});

test("a lot that an open order makes as well stays", () => {
  const left = pruned(rowsWith("closed", ["FG-260301"], { lots: ["FG-260301"] }), KEPT, NOW);
  expect([left?.counted, left?.repeats]).toEqual([["FG-260301"], {}]);
});
