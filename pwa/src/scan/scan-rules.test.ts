/**
 * The small rules around a finished scan: case, duplicates, queue, visible text, metrics.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseState, matchExactly, swapCase } from "./case-flip.ts";
import { createDuplicateGuard } from "./duplicates.ts";
import { scanMetric, scanRates } from "./metrics.ts";
import { createScanQueue } from "./queue.ts";
import { cameraScan, manualScan, type RawScan } from "./raw-scan.ts";

describe("S19: scans wait their turn", () => {
  it("handles them one at a time in order and refuses the one that finds 20 waiting", async () => {
    const handled: string[] = [];
    const refused: string[] = [];
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const queue = createScanQueue({
      handle: async (scan) => {
        await gate;
        handled.push(scan.text);
      },
      onRefused: (scan) => refused.push(scan.text),
      onFailure: () => undefined,
    });
    const texts = Array.from({ length: 22 }, (_, index) => `S${index}`);
    for (const text of texts) {
      queue.push(manualScan(text, 0));
    }
    release();
    await expect.poll(() => handled.length).toBe(21);
    expect(handled).toEqual(texts.slice(0, 21));
    expect(refused).toEqual(["S21"]);
  });

  it("goes on after a handler fails and hands the failure over", async () => {
    const failed: string[] = [];
    const handled: string[] = [];
    const queue = createScanQueue({
      handle: (scan) => {
        handled.push(scan.text);
        return scan.text === "bad" ? Promise.reject(new Error("disk")) : Promise.resolve();
      },
      onRefused: () => undefined,
      onFailure: (scan) => failed.push(scan.text),
    });
    queue.push(manualScan("bad", 0));
    queue.push(manualScan("good", 1));
    await expect.poll(() => handled).toEqual(["bad", "good"]);
    expect(failed).toEqual(["bad"]);
  });
});

describe("S23: letter case", () => {
  it("matches exactly and reports a case-flipped twin as what it is", () => {
    const known = (text: string) => text === "LOT-7a";
    expect(matchExactly("LOT-7a", known)).toEqual({ match: "exact", text: "LOT-7a" });
    expect(matchExactly("lot-7A", known)).toEqual({ match: "case-flipped", text: "LOT-7a" });
    expect(matchExactly("LOT-8a", known)).toEqual({ match: "none" });
  });

  it("names inverted, upper and lower case", () => {
    expect(caseState("Ab-1", "aB-1")).toBe("inverted");
    expect(caseState("Ab-1", "AB-1")).toBe("upper");
    expect(caseState("Ab-1", "ab-1")).toBe("lower");
    expect(caseState("Ab-1", "Ab-2")).toBe("other");
  });

  it("swaps twice to the same ASCII text", () => {
    const ascii = fc.string({ unit: "grapheme-ascii" });
    fc.assert(fc.property(ascii, (text) => swapCase(swapCase(text)) === text));
  });
});

describe("S25: what a scan carries", () => {
  it("S25 keeps the decoder's symbology identifier of a camera read", () => {
    expect(cameraScan("0109", "]d2", 5)).toMatchObject({ source: "camera", aim: "]d2" });
  });
});

describe("S27: the same code again", () => {
  const scan = (text: string, at: number): RawScan => manualScan(text, at);

  it.each([
    ["not-counting", "ignore"],
    ["counting-lot", "count"],
    ["counting-serial", "refuse"],
  ] as const)("within 2 s, %s: %s", (context, verdict) => {
    const guard = createDuplicateGuard();
    expect(guard.check(scan("A", 0), context)).toBe("new");
    expect(guard.check(scan("A", 2_000), context)).toBe(verdict);
  });

  it("is new after 2 s, and another code is always new", () => {
    const guard = createDuplicateGuard();
    guard.check(scan("A", 0), "not-counting");
    expect(guard.check(scan("A", 2_001), "not-counting")).toBe("new");
    expect(guard.check(scan("B", 2_002), "not-counting")).toBe("new");
  });
});

describe("S28: metrics", () => {
  it("counts rejects and rescans and alarms above two in a hundred", () => {
    const ok = scanMetric(manualScan("A", 0), "ok");
    const bad = scanMetric(manualScan("A", 0), "incomplete");
    const two = [...Array.from({ length: 98 }, () => ok), bad, bad];
    expect(scanRates(two)).toMatchObject({ scans: 100, rejects: 2, alarm: false });
    expect(scanRates([...two.slice(1), bad])).toMatchObject({ rejects: 3, alarm: true });
    expect(scanRates([])).toMatchObject({ reject_percent: null, alarm: false });
  });
});
