/**
 * What a scanned label says about the carton in hand; a second symbol of the same label adds to the first.
 */

import type { DateGiven, Quantity, Scan } from "../entries/bodies.ts";
import type { IdentifierRow, ItemRow, LotRow } from "../entries/rows.ts";
import { hibcCheckCharacter } from "../scan/agencies/hibc.ts";
import type { Identity } from "../scan/gs1/identity.ts";
import { isDecimal, multiplyDecimal } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { type Carton, lotKey, NO_CARTON, type ReceiveTask } from "./task.ts";

export interface Label {
  readonly scan: Scan;
  readonly identity: Identity;
  readonly identifier: IdentifierRow | null;
  readonly item: ItemRow | null;
}

function dateOf(date: string | null, day_given: boolean): DateGiven | null {
  return date === null ? null : { date, day_given };
}

/**
 * How much one scan stands for, in the item's base unit: a serial number is one, else the package level's quantity,
 * else a count the label states (AI 37 of contained, AI 30 of pieces).
 */
export function labelQuantity(label: Label): Quantity | null {
  const { identity, identifier, item } = label;
  if (item === null || identifier === null) {
    return null;
  }
  const { unit } = item;
  if (identity.serial !== null && item.trace !== "lot" && item.trace !== "none") {
    return { unit, value: "1" };
  }
  const { count } = identity;
  const counted = count !== null && /^\d+$/.test(count) ? Number(count) : null;
  if (counted !== null && identity.content !== null) {
    return { unit, value: multiplyDecimal(identifier.base_quantity, counted, 1) };
  }
  if (counted !== null) {
    return { unit, value: String(counted) };
  }
  return isDecimal(identifier.base_quantity) ? { unit, value: identifier.base_quantity } : null;
}

/** True when this label belongs to the carton in hand: it names no other product, lot or serial number. */
function continues(carton: Carton, { identity, item }: Label): boolean {
  const di = identity.deviceIdentifier ?? identity.content;
  const differs = (now: string | null, before: string | null): boolean =>
    now !== null && before !== null && now !== before;
  return !(
    differs(di, carton.di) ||
    differs(item?.number ?? null, carton.item === "" ? null : carton.item) ||
    differs(identity.lot, carton.labelLot) ||
    differs(identity.serial, carton.serial) ||
    (identity.link !== null && !hasLink(carton.di, identity.link))
  );
}

/** True when `link` is the check character of the HIBC symbol that named the carton, published with it or without. */
function hasLink(di: string | null, link: string): boolean {
  const forms = di === null ? [] : [di, di.slice(0, -1)];
  return forms.some((form) => hibcCheckCharacter(`+${form}`) === link);
}

/** The task with this label on the carton in hand, or on a new carton; what the lot's first carton settled is filled in. */
export function takeLabel(task: ReceiveTask, label: Label): ReceiveTask {
  const before = task.carton;
  const base = before !== null && continues(before, label) ? before : NO_CARTON;
  const { identity, item } = label;
  const carton: Carton = {
    ...base,
    scans: [...base.scans, label.scan],
    di: identity.deviceIdentifier ?? identity.content ?? base.di,
    item: item?.number ?? base.item,
    labelLot: identity.lot ?? base.labelLot,
    supplierLot: identity.lot ?? base.supplierLot,
    serial: identity.serial ?? base.serial,
    expiry: dateOf(identity.expiry, identity.expiryDayGiven) ?? base.expiry,
    production: dateOf(identity.production, identity.productionDayGiven) ?? base.production,
    quantity: labelQuantity(label) ?? base.quantity,
    asked: false,
    packageId: identity.sscc ?? base.packageId,
  };
  return { ...task, carton: remembered(task, carton) };
}

/** Fills in what was settled for this lot before. What this label says itself stands. */
export function remembered(task: ReceiveTask, carton: Carton): Carton {
  const known = task.lots[lotKey(carton)];
  if (known === undefined) {
    return carton;
  }
  return {
    ...carton,
    item: known.item,
    supplierLot: carton.supplierLot ?? known.supplierLot,
    expiry: carton.expiry ?? known.expiry,
    production: carton.production ?? known.production,
    quantity: carton.quantity ?? known.askedQuantity,
    absent: [...new Set([...carton.absent, ...known.absent])],
  };
}

/** A scanned text that names a carton but no product: its own number for the carton in hand. */
export function takePackage(task: ReceiveTask, scan: Scan, packageId: string): ReceiveTask {
  const base = task.carton ?? NO_CARTON;
  return { ...task, carton: { ...base, scans: [...base.scans, scan], packageId } };
}

/** An own lot label: a further carton of that lot when the lot is known, else the number for the next new lot. */
export function takeOwnLabel(
  task: ReceiveTask,
  rows: Lookup,
  scan: Scan,
  number: string,
): ReceiveTask {
  const lot = rows.get("lot", [number])?.row;
  if (lot === undefined || lot.stub) {
    return { ...task, nextLabel: number };
  }
  const carton: Carton = {
    ...NO_CARTON,
    scans: [scan],
    item: lot.item,
    labelLot: lot.supplier_lot,
    supplierLot: lot.supplier_lot,
    expiry: dateOf(lot.expiry, lot.expiry_day_given),
    ownLot: number,
    absent: lot.supplier_lot === null ? ["supplier_lot"] : [],
  };
  return { ...task, carton };
}

/** A material known by our own number, for goods whose label this device cannot read. */
export function takeItem(task: ReceiveTask, scan: Scan, item: string): ReceiveTask {
  const base = task.carton?.item === "" ? task.carton : NO_CARTON;
  return {
    ...task,
    carton: remembered(task, { ...base, scans: [...base.scans, scan], item }),
  };
}

/** A supplier's lot number alone: its item is that of the lots known under it, when they agree. */
export function takeSupplierLot(
  task: ReceiveTask,
  scan: Scan,
  text: string,
  lots: readonly LotRow[],
): ReceiveTask {
  const [item = "", ...others] = new Set(lots.map((lot) => lot.item));
  const base = { ...NO_CARTON, scans: [scan], labelLot: text, supplierLot: text };
  const carton = { ...base, item: others.length === 0 ? item : "" };
  return { ...task, carton: remembered(task, carton) };
}

/** A code nothing is known of: the carton begins with it, and the item is asked for. */
export function takeUnknown(task: ReceiveTask, scan: Scan): ReceiveTask {
  const carton = { ...NO_CARTON, scans: [scan] };
  return { ...task, carton: remembered(task, carton) };
}
