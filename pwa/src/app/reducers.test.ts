// @vitest-environment node
import { beforeAll, expect, test } from "vitest";
import type { Envelope } from "../entries/envelope.ts";
import type { JsonObject } from "../sync/canonical.ts";
import { Base, rowKey } from "../sync/confirmed-base.ts";
import { addDecimals, compareDecimals, multiplyDecimal, negateDecimal } from "../sync/decimal.ts";
import { View } from "../sync/view.ts";
import { prepareReducers, REDUCERS } from "./reducers.ts";

const RECEIVE = {
  delivery_note: "DN-1",
  di: null,
  expiry: { date: "2029-02-28", day_given: false },
  item: "A-1",
  location: "Q1",
  lot: "L1",
  order: "PO-1",
  order_line: 1,
  package_id: null,
  production: null,
  quantity: { unit: "BX", value: "2.5" },
  session: "s",
  supplier: "V1",
  supplier_lot: "SL1",
};

beforeAll(async () => {
  await prepareReducers(["StartStep"]);
  expect(REDUCERS.ReceiveLot).toBeUndefined();
  await prepareReducers(["StartStep", "ReceiveLot"]);
});

function bench() {
  const base = new Base();
  const put = (kind: string, key: string[], row: object) =>
    base.apply({ stream: "site:SZ", kind, key: rowKey(key), row: JSON.stringify(row) });
  put("item", ["A-1"], { number: "A-1", revision: "B", unit: "EA", conversions: { BX: [10, 1] } });
  put("order_line", ["PO-1", "1"], { order: "PO-1", line: 1, quantity_received: "0" });
  for (const code of ["Q1", "R1"]) {
    put("location", ["SZ", code], {
      site: "SZ",
      code,
      type: code === "Q1" ? "quarantine" : "released",
    });
  }
  const view = new View(base, REDUCERS);
  let seq = 0;
  const record = (type: string, body: JsonObject) => {
    seq += 1;
    const id = `e${seq}`;
    const auth = { badge: "QH-0007", grant: null, method: "badge", offline: true };
    const clock = { boot: "b", mono_ms: 1, sync: null, wall: "2026-11-22T16:00:00+08:00" };
    const entry: Partial<Envelope> = {
      body,
      clock,
      device: "d1",
      id,
      site: "SZ",
      type,
    } as Envelope;
    const raw = JSON.stringify({ ...entry, auth });
    view.push({ device: "d1", seq, id, hash: "", raw, type, number: "", recordedMs: 0 });
    return id;
  };
  const at = (location: string) => view.get("balance", ["L1", location])?.row.quantity;
  return { view, record, at };
}

test("P34 a receipt shows its lot in quarantine, converted to the base unit, as provisional", () => {
  const { view, record, at } = bench();
  const id = record("ReceiveLot", RECEIVE);
  expect(at("Q1")).toBe("25.0");
  expect(view.get("lot", ["L1"])).toMatchObject({
    provisional: true,
    row: { status: "quarantine", item_revision: "B", expiry: "2029-02-28", stub: false },
  });
  expect(view.get("receipt", [id])?.row).toMatchObject({ quantity: "2.5", quantity_base: "25.0" });
  expect(view.get("order_line", ["PO-1", "1"])?.row.quantity_received).toBe("25.0");
});

test("P34 the next carton of a lot adds to it, an unknown item makes a stub", () => {
  const { view, record, at } = bench();
  record("ReceiveLot", RECEIVE);
  record("ReceiveLot", { ...RECEIVE, quantity: { unit: "EA", value: "5" } });
  expect(at("Q1")).toBe("30.0");
  record("ReceiveLot", { ...RECEIVE, item: "", lot: "L2", order: null });
  expect(view.get("lot", ["L2"])?.row.stub).toBe(true);
});

test("P34 a correction changes what it names and keeps the rest", () => {
  const { view, record, at } = bench();
  const receipt = record("ReceiveLot", RECEIVE);
  const unchanged = { expiry: null, production: null, supplier: null };
  const quantity = { unit: "EA", value: "7" };
  record("CorrectReceipt", { ...unchanged, receipt, quantity, supplier_lot: "SL2" });
  expect(at("Q1")).toBe("7.0");
  expect(view.get("receipt", [receipt])?.row).toMatchObject({ corrected: true, supplier: "V1" });
  expect(view.get("lot", ["L1"])?.row).toMatchObject({ supplier_lot: "SL2", expiry: "2029-02-28" });
  expect(view.get("order_line", ["PO-1", "1"])?.row.quantity_received).toBe("7.0");
});

test("P34 a voided receipt takes its quantity back, once", () => {
  const { view, record, at } = bench();
  const receipt = record("ReceiveLot", RECEIVE);
  record("VoidReceipt", { receipt });
  record("VoidReceipt", { receipt });
  expect(at("Q1")).toBe("0.0");
  expect(view.get("receipt", [receipt])?.row.status).toBe("voided");
});

test("P34 a movement may leave a balance visibly below zero, and a hold is shown", () => {
  const { view, record, at } = bench();
  record("ReceiveLot", RECEIVE);
  record("MoveStock", { from: "Q1", lot: "L1", quantity: { unit: "BX", value: "3" }, to: "R1" });
  expect([at("Q1"), at("R1")]).toEqual(["-5.0", "30"]);
  const hold = record("PlaceHold", { lot: "L1", reason_code: "DAMAGED", text: "", photos: [] });
  expect(view.find("hold", "lot", "L1").map(({ row }) => row.id)).toEqual([hold]);
});

test("P04 quantities are added and converted exactly", () => {
  expect(addDecimals("0.1", "0.20")).toBe("0.30");
  expect(addDecimals("999999999999999999", "1")).toBe("1000000000000000000");
  expect(negateDecimal("0.50")).toBe("-0.50");
  expect(multiplyDecimal("1", 1, 8)).toBe("0.125");
  expect(multiplyDecimal("1", 1, 3)).toBe("0.333333333");
  expect(compareDecimals("1.0", "1")).toBe(0);
  expect(() => addDecimals("1e3", "1")).toThrow(RangeError);
});
