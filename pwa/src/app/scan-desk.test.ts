/** Where scans go: refused in a stop, badges to everybody, the rest to the screen in front, two meanings to a person. */

import { describe, expect, test } from "vitest";
import { manualScan, type RawScan } from "../scan/raw-scan.ts";
import type { Reading } from "../scan/resolve.ts";
import { type Notice, type ReadScan, ScanDesk } from "./scan-desk.ts";

const LOT: Reading = { is: "lot", number: "L1", row: null };
const PLACE: Reading = { is: "location", code: "L1", row: null };
const BADGE: Reading = { is: "badge", badge: "QH-1", person: null };

function desk(
  readings: readonly Reading[],
  given: { stopped?: boolean; locked?: boolean; holder?: () => string } = {},
) {
  const taken: ReadScan[] = [];
  const notices: Notice["about"][] = [];
  const badges: string[] = [];
  const scans = new ScanDesk({
    read: () => readings,
    refusedByStop: () => given.stopped === true,
    holder: () => (given.locked === true ? null : (given.holder?.() ?? "QH-1")),
    takeGlobally: ({ reading }) => {
      if (reading.is === "badge") badges.push(reading.badge);
      return Promise.resolve(reading.is === "badge");
    },
    onNotice: ({ about }) => notices.push(about),
    onFailure: () => undefined,
  });
  const take = (read: ReadScan) => {
    taken.push(read);
    return Promise.resolve();
  };
  return { scans, taken, notices, badges, take };
}

const scan = (at = 0): RawScan => ({ ...manualScan("L1", at), source: "wedge" });
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("a scan", () => {
  test("goes to the screen in front, the newest one", async () => {
    const { scans, taken, take } = desk([LOT]);
    const below: ReadScan[] = [];
    scans.takeWith({ take: (read) => Promise.resolve(void below.push(read)) });
    const leave = scans.takeWith({ take });
    scans.push(scan());
    await settled();
    expect(taken).toHaveLength(1);
    leave();
    scans.push(scan(5_000));
    await settled();
    expect(below).toHaveLength(1);
  });

  test("is refused while a stop is open, and not kept for later", async () => {
    const { scans, taken, take } = desk([LOT], { stopped: true });
    scans.takeWith({ take });
    scans.push(scan());
    await settled();
    expect(taken).toEqual([]);
  });

  test("of a badge switches the person on a locked device; anything else is told to wait", async () => {
    const locked = desk([BADGE], { locked: true });
    locked.scans.push(scan());
    await settled();
    expect(locked.badges).toEqual(["QH-1"]);
    const other = desk([LOT], { locked: true });
    other.scans.push(scan());
    await settled();
    expect(other.notices).toEqual(["locked"]);
  });

  test("of a badge opens a locked device also where the work behind it asks for a badge", async () => {
    const locked = desk([BADGE], { locked: true });
    locked.scans.takeWith({ take: locked.take, asksForBadge: () => true });
    locked.scans.push(scan());
    await settled();
    expect([locked.badges, locked.taken, locked.notices]).toEqual([["QH-1"], [], []]);
  });

  test("with two meanings waits for the person's choice, and says that it was chosen", async () => {
    const { scans, taken, take } = desk([LOT, PLACE]);
    scans.takeWith({ take });
    scans.push(scan());
    await settled();
    expect(taken).toEqual([]);
    expect(scans.choosing.value?.readings).toEqual([LOT, PLACE]);
    scans.choose(PLACE);
    await settled();
    expect(taken).toMatchObject([{ reading: PLACE, chosen: true }]);
    expect(scans.choosing.value).toBeNull();
  });

  test("of a kind chosen about before is read the same way, says so, and is asked about again on demand", async () => {
    const { scans, taken, take } = desk([LOT, PLACE]);
    scans.takeWith({ take });
    scans.push(scan(0));
    await settled();
    scans.choose(PLACE);
    scans.push(scan(5_000));
    await settled();
    expect(taken).toHaveLength(2);
    expect(scans.reused.value?.reading).toEqual(PLACE);
    scans.askAgain();
    expect(scans.reused.value).toBeNull();
    scans.push(scan(10_000));
    await settled();
    expect(taken).toHaveLength(2);
    expect(scans.choosing.value).not.toBeNull();
  });

  test("is asked about again from another symbology, and from another person", async () => {
    let holder = "QH-1";
    const { scans, taken, take } = desk([LOT, PLACE], { holder: () => holder });
    scans.takeWith({ take });
    scans.push(scan(0));
    await settled();
    scans.choose(LOT);
    scans.push({ ...scan(5_000), aim: "]Q1" });
    await settled();
    holder = "QH-2";
    scans.push(scan(10_000));
    await settled();
    expect(taken).toHaveLength(1);
  });

  test("with two meanings of which the screen can use one has that one", async () => {
    const { scans, taken, take } = desk([LOT, PLACE]);
    scans.takeWith({ take, prefers: ({ is }) => is === "location" });
    scans.push(scan());
    await settled();
    expect(taken).toMatchObject([{ reading: PLACE, chosen: false }]);
  });

  test("repeated within two seconds is ignored where nothing is counted, counted where lots are", async () => {
    const idle = desk([LOT]);
    idle.scans.takeWith({ take: idle.take });
    idle.scans.push(scan(0));
    idle.scans.push(scan(1_000));
    await settled();
    expect(idle.taken).toHaveLength(1);
    expect(idle.notices).toEqual(["duplicate"]);
    const counting = desk([LOT]);
    counting.scans.takeWith({ take: counting.take, counting: () => "counting-lot" });
    counting.scans.push(scan(0));
    counting.scans.push(scan(1_000));
    await settled();
    expect(counting.taken).toHaveLength(2);
  });

  test("that a screen fails on is told, and the next one is taken", async () => {
    const { scans, notices, taken, take } = desk([LOT]);
    const leave = scans.takeWith({ take: () => Promise.reject(new Error("broken")) });
    scans.push(scan(0));
    await settled();
    expect(notices).toEqual(["failed"]);
    leave();
    scans.takeWith({ take });
    scans.push(scan(5_000));
    await settled();
    expect(taken).toHaveLength(1);
  });
});

describe("a code in the camera's view", () => {
  test("is wanted when the screen in front can use one of its meanings (S45)", () => {
    const { scans, take } = desk([LOT, PLACE]);
    expect(scans.wants(scan())).toBe(true);
    scans.takeWith({ take, prefers: ({ is }) => is === "location" });
    expect(scans.wants(scan())).toBe(true);
    scans.takeWith({ take, prefers: ({ is }) => is === "order" });
    expect(scans.wants(scan())).toBe(false);
    expect(desk([{ is: "text", text: "?" }]).scans.wants(scan())).toBe(false);
  });

  test("is wanted on a locked device only when it is a badge", () => {
    expect(desk([LOT], { locked: true }).scans.wants(scan())).toBe(false);
    expect(desk([BADGE], { locked: true }).scans.wants(scan())).toBe(true);
  });
});
