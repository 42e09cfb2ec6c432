// @vitest-environment node
import "fake-indexeddb/auto";
import { beforeAll, expect, test } from "vitest";
import { runSchedule } from "../../sim/schedule.ts";
import { countMacrotasks } from "../../sim/virtual-world.ts";
import { SAFE, type Safeguards } from "./safeguards.ts";

beforeAll(countMacrotasks);

test("P35 nothing is lost, doubled or stuck over a handful of seeds", {
  timeout: 60_000,
}, async () => {
  for (let seed = 9001; seed <= 9010; seed += 1) {
    const report = await runSchedule(seed, 2, SAFE);
    expect(report).toMatchObject({ broken: null, lost: 0, doubled: 0 });
    expect(report.acknowledged).toBeGreaterThan(0);
  }
});

test("a seed run twice is the same schedule", { timeout: 60_000 }, async () => {
  expect(await runSchedule(7, 2, SAFE)).toEqual(await runSchedule(7, 2, SAFE));
});

const MUTANTS: readonly [string, Partial<Safeguards>][] = [
  ["P08 success on `onsuccess`", { successOn: "request" }],
  ["P32 no retained entries", { retain: false }],
  ["P23 an entry dropped on a 4xx", { keepOnClientError: false }],
];

test.each(MUTANTS)("the simulation notices %s", { timeout: 60_000 }, async (_name, mutant) => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const report = await runSchedule(seed, 2, { ...SAFE, ...mutant });
    if (report.broken !== null) return;
  }
  expect.unreachable("forty seeds saw nothing");
});
