/**
 * What has to be asked before a carton can be recorded, one question at a time and each at most once per lot.
 */

import type { DateGiven, Quantity, Scan } from "../entries/bodies.ts";
import type { ItemRow, OrderLineRow, OrderRow, SupplierRow } from "../entries/rows.ts";
import { toBaseQuantity } from "../entries/stock.ts";
import { compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { remembered } from "./label.ts";
import {
  answeredLotKey,
  type Carton,
  lotKey,
  type QuestionName,
  type ReceiveTask,
} from "./task.ts";

export type Question =
  | { readonly ask: "item"; readonly items: readonly ItemRow[] }
  | { readonly ask: "order"; readonly orders: readonly OrderRow[] }
  | { readonly ask: "supplier"; readonly suppliers: readonly SupplierRow[] }
  | { readonly ask: "supplier_lot" | "serial" | "expiry" | "photo" }
  | { readonly ask: "quantity"; readonly units: readonly string[] };

export type Answer =
  | {
      readonly to: "item" | "order" | "supplier" | "supplier_lot" | "serial";
      readonly text: string;
      readonly scan?: Scan;
    }
  | { readonly to: "expiry"; readonly date: DateGiven }
  | { readonly to: "quantity"; readonly quantity: Quantity }
  /** Not on the label, or none. */
  | { readonly to: QuestionName; readonly none: true };

const OPEN_ORDERS: readonly OrderRow["status"][] = ["approved", "sent", "part"];

/** Null when the carton can be recorded, or there is none. */
export function nextQuestion(task: ReceiveTask, rows: Lookup, site: string): Question | null {
  const { carton } = task;
  if (carton === null) {
    return null;
  }
  const asked = (name: QuestionName): boolean =>
    carton.absent.includes(name) || task.without.includes(name);
  const item = rows.get("item", [carton.item])?.row ?? null;
  if (carton.item === "" && !asked("item")) {
    return { ask: "item", items: itemsOfOrder(task, rows) };
  }
  if (carton.item === "" && task.photos.length === 0 && !asked("photo")) {
    return { ask: "photo" };
  }
  const orders = task.order === null && !asked("order") ? openOrders(rows, carton.item) : [];
  if (orders.length > 0) {
    return { ask: "order", orders };
  }
  const bySupplier = task.order === null && task.supplier === null && !asked("supplier");
  const suppliers = bySupplier ? suppliersOf(rows, item, site) : [];
  if (suppliers.length > 0) {
    return { ask: "supplier", suppliers };
  }
  return lotQuestion(carton, item, asked) ?? quantityQuestion(task, carton, item, rows);
}

function lotQuestion(
  carton: Carton,
  item: ItemRow | null,
  asked: (name: QuestionName) => boolean,
): Question | null {
  const trace = item?.trace ?? "lot";
  if (
    trace !== "none" &&
    trace !== "serial" &&
    carton.supplierLot === null &&
    !asked("supplier_lot")
  ) {
    return { ask: "supplier_lot" };
  }
  if ((trace === "serial" || trace === "both") && carton.serial === null && !asked("serial")) {
    return { ask: "serial" };
  }
  const lives = item !== null && item.shelf_life_days !== null;
  return lives && carton.expiry === null && !asked("expiry") ? { ask: "expiry" } : null;
}

function quantityQuestion(
  task: ReceiveTask,
  carton: Carton,
  item: ItemRow | null,
  rows: Lookup,
): Question | null {
  if (carton.quantity !== null) {
    return null;
  }
  const line = lineFor(rows, task.order, carton.item)?.unit;
  const known = item === null ? ["ea"] : [item.unit, ...Object.keys(item.conversions)];
  const units = line === undefined ? known : [line, ...known.filter((unit) => unit !== line)];
  return { ask: "quantity", units };
}

function itemsOfOrder(task: ReceiveTask, rows: Lookup): ItemRow[] {
  if (task.order === null) {
    return [];
  }
  const numbers = rows.find("order_line", "order", task.order).map(({ row }) => row.item);
  return [...new Set(numbers)].flatMap((number) => rows.get("item", [number])?.row ?? []);
}

/** Open orders of this site that want the item, oldest first. */
export function openOrders(rows: Lookup, item: string): OrderRow[] {
  const numbers = new Set(rows.find("order_line", "item", item).map(({ row }) => row.order));
  const found = [...numbers].flatMap((number) => rows.get("order", [number])?.row ?? []);
  return found
    .filter(({ status }) => OPEN_ORDERS.includes(status))
    .toSorted((a, b) => a.ordered_on.localeCompare(b.ordered_on));
}

function suppliersOf(rows: Lookup, item: ItemRow | null, site: string): SupplierRow[] {
  const approved = rows
    .all("approval")
    .filter(({ row }) => row.site === site && (item === null || row.family === item.family))
    .map(({ row }) => row.supplier);
  return [...new Set(approved)]
    .toSorted()
    .flatMap((number) => rows.get("supplier", [number])?.row ?? []);
}

/** The order's line for an item: the first that is still open, else the first. */
export function lineFor(rows: Lookup, order: string | null, item: string): OrderLineRow | null {
  if (order === null) {
    return null;
  }
  const lines = rows
    .find("order_line", "order", order)
    .map(({ row }) => row)
    .filter((line) => line.item === item)
    .toSorted((a, b) => a.line - b.line);
  return lines.find((line) => !isComplete(rows, line)) ?? lines[0] ?? null;
}

export function isComplete(rows: Lookup, line: OrderLineRow): boolean {
  const wanted = { unit: line.unit, value: line.quantity_expected };
  const expected = toBaseQuantity(rows, line.item, wanted).value;
  return compareDecimals(line.quantity_received, expected) >= 0;
}

/** The task with the answer in it; answers about the lot hold for its next cartons. */
export function answer(task: ReceiveTask, given: Answer): ReceiveTask {
  const { carton } = task;
  if ("none" in given) {
    const once = given.to === "order" || given.to === "supplier";
    return once || carton === null
      ? { ...task, without: [...task.without, given.to] }
      : { ...task, carton: { ...carton, absent: [...carton.absent, given.to] } };
  }
  if (given.to === "order") return { ...task, order: given.text };
  if (given.to === "supplier") return { ...task, supplier: given.text };
  if (carton === null) return task;
  const scans = "scan" in given && given.scan ? [...carton.scans, given.scan] : carton.scans;
  const next = { ...carton, scans };
  switch (given.to) {
    case "item":
      return { ...task, carton: remembered(task, { ...next, item: given.text }) };
    case "supplier_lot":
      return { ...task, carton: { ...next, supplierLot: given.text } };
    case "serial":
      return { ...task, carton: { ...next, serial: given.text } };
    case "expiry":
      return { ...task, carton: { ...next, expiry: given.date } };
    case "quantity":
      return { ...task, carton: { ...next, quantity: given.quantity, asked: true } };
  }
}

/** The own lot this carton goes to, or null: it is the first of its lot. */
export function ownLotOf(task: ReceiveTask, carton: Carton): string | null {
  const remembered = task.lots[lotKey(carton)] ?? task.lots[answeredLotKey(carton)];
  return carton.ownLot ?? remembered?.lot ?? null;
}
