/**
 * From the carton in hand to the entry, and what the delivery remembers once it is recorded.
 */

import type { ReceiveLotBody } from "../entries/bodies.ts";
import type { Lookup } from "../sync/view.ts";
import { lineFor, ownLotOf } from "./questions.ts";
import { answeredLotKey, type Carton, lotKey, type ReceiveTask } from "./task.ts";

/** The body for a carton whose questions are all answered; `lot` is its own lot number. */
export function receiptBody(
  task: ReceiveTask,
  carton: Carton,
  rows: Lookup,
  lot: string,
): ReceiveLotBody {
  const line = lineFor(rows, task.order, carton.item);
  const memory = task.lots[lotKey(carton)];
  const supplier = task.supplier ?? rows.get("order", [task.order ?? ""])?.row.supplier ?? null;
  return {
    certificates: [...new Set([...(memory?.certificates ?? []), ...task.certificates])],
    delivery_note: task.deliveryNote,
    di: carton.di,
    expiry: carton.expiry,
    item: carton.item,
    location: task.location,
    lot,
    order: task.order,
    order_line: line?.line ?? null,
    package_id: carton.packageId,
    photos: task.photos,
    production: carton.production,
    quantity: carton.quantity ?? { unit: "ea", value: "0" },
    scans: carton.scans,
    serial: carton.serial,
    session: task.session,
    specification: task.specification,
    supplier,
    supplier_lot: carton.supplierLot,
  };
}

/** How the own number comes about: the pre-printed label's, the lot's, or the next one leased to this device. */
export function numberFor(
  task: ReceiveTask,
  carton: Carton,
): { readonly lot: string } | { readonly series: "lot"; readonly given: string | null } {
  const lot = ownLotOf(task, carton);
  return lot === null ? { series: "lot", given: task.nextLabel } : { lot };
}

/** After the commit: nothing in hand, and the next carton of this lot needs one scan. */
export function recorded(task: ReceiveTask, carton: Carton, lot: string): ReceiveTask {
  const key = lotKey(carton);
  const before = task.lots[key];
  const certificates = [...new Set([...(before?.certificates ?? []), ...task.certificates])];
  const askedQuantity = carton.asked ? carton.quantity : (before?.askedQuantity ?? null);
  const memory = {
    lot,
    item: carton.item,
    supplierLot: carton.supplierLot,
    expiry: carton.expiry,
    production: carton.production,
    askedQuantity,
    absent: [
      ...carton.absent.filter((name) => name !== "serial"),
      // One photo of an unknown label is enough for its lot.
      ...(task.photos.length > 0 ? (["photo"] as const) : []),
    ],
    certificates,
  };
  const used = task.nextLabel === lot;
  return {
    ...task,
    carton: null,
    nextLabel: used ? null : task.nextLabel,
    photos: [],
    certificates: [],
    lots: { ...task.lots, [answeredLotKey(carton)]: memory, [key]: memory },
  };
}
