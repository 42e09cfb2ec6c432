/** One delivery carton by carton: one scan fills the rest, what the label lacks is asked once. */

import { describe, expect, test } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import type { Identity } from "../scan/gs1/identity.ts";
import { identityOf } from "../scan/gs1/identity.ts";
import { labelQuantity, takeLabel, takeOwnLabel, takeUnknown } from "./label.ts";
import { answer, nextQuestion } from "./questions.ts";
import { numberFor, receiptBody, recorded } from "./receipt.ts";
import {
  beginTask,
  forgetUnlabelled,
  hasUnlabelled,
  lotKey,
  NO_CARTON,
  type ReceiveTask,
} from "./task.ts";

const DI = "09521234010104";
const ITEM = {
  number: "RM-1",
  unit: "kg",
  trace: "lot" as const,
  conversions: { bag: [25, 1] },
  shelf_life_days: 1095,
  family: "polymer",
  status: "active",
};
const IDENTIFIER = { di: DI, item: "RM-1", level: "primary", base_quantity: "25" };
const ROWS = viewOf({
  item: [ITEM, { ...ITEM, number: "CP-1", unit: "pcs", trace: "both", shelf_life_days: null }],
  identifier: [IDENTIFIER],
  order: [
    { number: "PO-1", site: "SZ", supplier: "S01", status: "sent", ordered_on: "2026-11-01" },
  ],
  order_line: [
    {
      order: "PO-1",
      line: 1,
      item: "RM-1",
      unit: "bag",
      quantity_expected: "4",
      quantity_received: "0",
    },
  ],
  lot: [
    { number: "SZ-26-000001", item: "RM-1", supplier_lot: "A7", expiry: "2029-02-28", stub: false },
  ],
});

const SCAN = { entered: "wedge" as const, text: "label" };

function label(values: Readonly<Record<string, string>>) {
  const identity: Identity = identityOf(new Map(Object.entries(values)), 2026);
  const known = identity.deviceIdentifier === DI;
  const rows = known ? { identifier: IDENTIFIER, item: ITEM } : { identifier: null, item: null };
  return { scan: SCAN, identity, ...rows } as unknown as Parameters<typeof takeLabel>[1];
}

function start(change: Partial<ReceiveTask> = {}): ReceiveTask {
  const task = beginTask({ session: "s-1", owner: "QH-1", location: "QUAR-01" });
  return { ...task, order: "PO-1", ...change };
}

const ask = (task: ReceiveTask) => nextQuestion(task, ROWS, "SZ")?.ask ?? null;

describe("a carton with a complete label", () => {
  const task = takeLabel(start(), label({ "01": DI, "17": "290228", "10": "A7" }));

  test("leaves nothing to ask", () => {
    expect(ask(task)).toBeNull();
  });

  test("becomes a receipt with item, lot, expiry, quantity and order line", () => {
    const body = task.carton && receiptBody(task, task.carton, ROWS, "SZ-26-000009");
    expect(body).toMatchObject({
      item: "RM-1",
      supplier_lot: "A7",
      expiry: { date: "2029-02-28", day_given: true },
      quantity: { unit: "kg", value: "25" },
      order: "PO-1",
      order_line: 1,
      supplier: "S01",
      lot: "SZ-26-000009",
      session: "s-1",
    });
  });

  test("takes its own number from the lease, and the next carton of the lot takes the same", () => {
    const { carton } = task;
    if (carton === null) throw new Error("no carton");
    expect(numberFor(task, carton)).toEqual({ series: "lot", given: null });
    const after = recorded(task, carton, "SZ-26-000009");
    const next = takeLabel(after, label({ "01": DI, "17": "290228", "10": "A7" }));
    expect(next.carton && numberFor(next, next.carton)).toEqual({ lot: "SZ-26-000009" });
    const other = takeLabel(after, label({ "01": DI, "17": "290228", "10": "B8" }));
    expect(other.carton && numberFor(other, other.carton)).toEqual({ series: "lot", given: null });
  });
});

describe("what the label lacks", () => {
  test("is asked one after the other, and never again for the next carton of the lot", () => {
    let task = takeLabel(start(), label({ "01": DI }));
    expect(ask(task)).toBe("supplier_lot");
    task = answer(task, { to: "supplier_lot", text: "A7" });
    expect(ask(task)).toBe("expiry");
    task = answer(task, { to: "expiry", date: { date: "2029-02-28", day_given: true } });
    expect(ask(task)).toBeNull();
    const { carton } = task;
    if (carton === null) throw new Error("no carton");
    const next = takeLabel(recorded(task, carton, "SZ-26-000009"), label({ "01": DI }));
    expect(ask(next)).toBeNull();
    expect(next.carton).toMatchObject({ supplierLot: "A7", expiry: { date: "2029-02-28" } });
  });

  test("may be on a second symbol of the same label", () => {
    const first = takeLabel(start(), label({ "01": DI }));
    const both = takeLabel(first, label({ "17": "290228", "10": "A7" }));
    expect(ask(both)).toBeNull();
    expect(both.carton?.scans).toHaveLength(2);
  });

  test("is not asked again when the person says that it is not there", () => {
    let task = takeLabel(start(), label({ "01": DI, "10": "A7" }));
    expect(ask(task)).toBe("expiry");
    task = answer(task, { to: "expiry", none: true });
    expect(ask(task)).toBeNull();
  });

  test("includes the item itself, when nothing known was scanned", () => {
    let task = takeUnknown(start(), SCAN);
    expect(ask(task)).toBe("item");
    task = answer(task, { to: "item", none: true });
    expect(ask(task)).toBe("photo");
  });

  test("includes the order, once, where an open one wants the item", () => {
    let task = takeLabel(start({ order: null }), label({ "01": DI, "17": "290228", "10": "A7" }));
    expect(ask(task)).toBe("order");
    task = answer(task, { to: "order", none: true });
    expect(ask(task)).toBeNull();
  });
});

describe("the quantity of one scan", () => {
  test("is the package level's", () => {
    expect(labelQuantity(label({ "01": DI }))).toEqual({ unit: "kg", value: "25" });
  });

  test("is the contained pieces times their number, where the label states them", () => {
    expect(labelQuantity(label({ "02": DI, "37": "40" }))).toBeNull();
    const inside = { ...label({ "02": DI, "37": "40" }), item: ITEM, identifier: IDENTIFIER };
    expect(labelQuantity(inside as unknown as Parameters<typeof labelQuantity>[0])).toEqual({
      unit: "kg",
      value: "1000",
    });
  });
});

describe("an own label", () => {
  test("of a lot nobody has yet is kept for the next new lot", () => {
    const task = takeOwnLabel(start(), ROWS, SCAN, "SZ-26-000050");
    const next = takeLabel(task, label({ "01": DI, "17": "290228", "10": "A7" }));
    expect(next.carton && numberFor(next, next.carton)).toEqual({
      series: "lot",
      given: "SZ-26-000050",
    });
  });

  test("of a known lot is a further carton of it, whose quantity is asked", () => {
    const task = takeOwnLabel(start(), ROWS, SCAN, "SZ-26-000001");
    expect(ask(task)).toBe("quantity");
    expect(task.carton && numberFor(task, task.carton)).toEqual({ lot: "SZ-26-000001" });
  });
});

describe("cartons whose label names no lot", () => {
  const first = (): ReceiveTask => {
    const asked = takeLabel(start(), label({ "01": DI }));
    const lot = answer(asked, { to: "supplier_lot", text: "A7" });
    const done = answer(lot, { to: "expiry", date: { date: "2029-02-28", day_given: true } });
    return recorded(done, done.carton ?? NO_CARTON, "SZ-1");
  };

  test("are of the first one's lot, unless the person says that another lot begins", () => {
    const task = first();
    expect(hasUnlabelled(task)).toBe(true);
    const next = takeLabel(task, label({ "01": DI }));
    expect(ask(next)).toBeNull();
    expect(numberFor(next, next.carton ?? NO_CARTON)).toEqual({ lot: "SZ-1" });
    const other = takeLabel(forgetUnlabelled(task), label({ "01": DI }));
    expect(ask(other)).toBe("supplier_lot");
    expect(numberFor(other, other.carton ?? NO_CARTON)).toEqual({ series: "lot", given: null });
  });

  test("of the first lot again, by its number, go to the first own lot", () => {
    const other = takeLabel(forgetUnlabelled(first()), label({ "01": DI }));
    const again = answer(other, { to: "supplier_lot", text: "A7" });
    expect(numberFor(again, again.carton ?? NO_CARTON)).toEqual({ lot: "SZ-1" });
    const labelled = takeLabel(first(), label({ "01": DI, "10": "A7" }));
    expect(numberFor(labelled, labelled.carton ?? NO_CARTON)).toEqual({ lot: "SZ-1" });
  });

  test("stop again for what was acknowledged for the lot before, and no other", () => {
    const labelled = lotKey({ ...NO_CARTON, item: "RM-1", labelLot: "B" });
    const bare = lotKey({ ...NO_CARTON, item: "RM-1" });
    const acknowledged = [`LOT_EXPIRED ${bare}`, `LOT_EXPIRED ${labelled}`];
    expect(forgetUnlabelled(start({ acknowledged })).acknowledged).toEqual([
      `LOT_EXPIRED ${labelled}`,
    ]);
  });
});

describe("goods that nobody knows", () => {
  const unknown = (): ReceiveTask => answer(takeUnknown(start(), SCAN), { to: "item", none: true });

  test("a photo is asked for, and not having one is an answer", () => {
    expect(ask(unknown())).toBe("photo");
    expect(ask(answer(unknown(), { to: "photo", none: true }))).toBe("supplier_lot");
  });

  test("with a photo the next carton of the lot is not asked for another", () => {
    const taken = { ...unknown(), photos: ["aa"] };
    expect(ask(taken)).toBe("supplier_lot");
    const after = recorded(taken, taken.carton ?? NO_CARTON, "SZ-2");
    const next = takeUnknown(after, SCAN);
    expect(next.carton?.absent).toContain("photo");
  });
});
