// @vitest-environment node
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Bench, BenchDevice } from "../../sim/bench.ts";
import { viewOf } from "../entries/rows.testing.ts";
import type { NumberRangeRow } from "../entries/rows.ts";
import { LeaseKeeper } from "./leases.ts";
import { type Drawn, draw, markTaken, NO_NUMBERS, remaining, scopeOf } from "./numbers.ts";
import type { NumbersRecord } from "./oplog-schema.ts";
import type { Queue } from "./queue.ts";

const POOL = "serial:09521234000105";
const AUTH = { badge: "B1", grant: null, method: "badge", offline: true } as const;

function range(first: number, count: number, device = "d1", pool = POOL): NumberRangeRow {
  const numbers = Array.from({ length: count }, (_, at) => `PX${first + at}`);
  const holder = `${pool}|${device}`;
  const leased_at = "2026-11-22T00:00:00Z";
  return {
    id: `${pool}#${first}`,
    pool,
    first,
    last: first + count - 1,
    device,
    holder,
    numbers,
    leased_at,
  };
}

describe("P40 numbers of a pool", () => {
  test("two devices that each put 500 serials on goods offline share none (R23)", () => {
    const one = draw([range(1, 500, "d1")], NO_NUMBERS, "H01", 500).drawn;
    const two = draw([range(501, 500, "d2")], NO_NUMBERS, "H02", 500).drawn;
    expect(new Set([...one.numbers, ...two.numbers]).size).toBe(1000);
    expect(one.spans).toEqual([{ first: 1, last: 500, range: `${POOL}#1` }]);
    expect([...one.loose, ...two.loose]).toEqual([]);
  });

  test("are drawn across ranges, past taken ones, then made by the device itself, never fewer", () => {
    const used = markTaken(NO_NUMBERS, "PX2");
    const { drawn, after } = draw([range(11, 2), range(1, 3)], used, "H01", 6);
    expect(drawn.numbers).toEqual(["PX1", "PX3", "PX11", "PX12", "H01-1", "H01-2"]);
    expect(drawn.spans).toEqual([
      { first: 1, last: 1, range: `${POOL}#1` },
      { first: 3, last: 3, range: `${POOL}#1` },
      { first: 11, last: 12, range: `${POOL}#11` },
    ]);
    expect(drawn.loose).toEqual(["H01-1", "H01-2"]);
    expect(remaining([range(11, 2), range(1, 3)], after)).toBe(0);
  });

  test("never repeat, however they are drawn", () => {
    const counts = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 20 }), (asked, size) => {
        const ranges = size === 0 ? [] : [range(21, size), range(1, size)];
        let used: NumbersRecord = NO_NUMBERS;
        const found: string[] = [];
        for (const count of asked) {
          const { drawn, after } = draw(ranges, used, "H01", count);
          expect(drawn.numbers).toHaveLength(count);
          found.push(...drawn.numbers);
          used = after;
        }
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });

  test("of lots and of shipping containers are told apart everywhere, serials within their identifier", () => {
    expect(["lot", "lot:FG", "sscc:9521234:0", POOL].map(scopeOf)).toEqual([
      "lot",
      "lot",
      "sscc",
      POOL,
    ]);
  });

  test("are taken in the append's own transaction, and two pools of lots never make one number", async () => {
    const device = new BenchDevice(new Bench(), "d1");
    const client = await device.open();
    const use = (pool: string) =>
      client.append({
        type: "UseNumbers",
        body: (_number: string, drawn: Drawn) => ({
          loose: drawn.loose.map((number) => ({ number, pool })),
          purpose: "job",
          spans: drawn.spans,
        }),
        auth: AUTH,
        draws: { pool, count: 2 },
      });
    const first = (await use("lot:FG")).drawn.loose;
    device.life.abortNextAppend = true;
    await expect(use("lot:SA")).rejects.toThrow();
    const second = await use("lot:SA");
    const numbers = [...first, ...second.drawn.loose].map((number) => number.split("-")[1]);
    expect(numbers).toEqual(["1", "2", "3", "4"]);
    expect(JSON.parse(second.record.raw).body.loose).toHaveLength(2);
  });
});

describe("P40 keeping pools in stock", () => {
  const keeper = (used: NumbersRecord) =>
    new LeaseKeeper({ numbersUsed: () => Promise.resolve(used) } as unknown as Queue);
  const at = { device: "d1", monoMs: 0, pendingTypes: [] };
  const rows = viewOf({ number_range: [range(1, 10), range(11, 10, "d2")] });

  test("a device asks for as much again when a fifth is left, and not twice", async () => {
    const low = keeper({ ...NO_NUMBERS, next: { 1: 10 } });
    expect(await low.wantedRange(rows, at)).toEqual({ count: 10, pool: POOL });
    expect(await low.wantedRange(rows, at)).toBeNull();
  });

  test.each([
    ["enough is left", { ...NO_NUMBERS, next: { 1: 9 } }, at],
    [
      "a request is on its way",
      { ...NO_NUMBERS, next: { 1: 11 } },
      { ...at, pendingTypes: ["LeaseRange"] },
    ],
    ["it never held any", NO_NUMBERS, { ...at, device: "d9" }],
  ])("a device does not ask while %s", async (_name, used, when) => {
    expect(await keeper(used).wantedRange(rows, when)).toBeNull();
  });
});
