/**
 * What pending receipts, their corrections and undoings do to the rows on the device. The place of
 * a receipt is not in its row, so a correction finds it in the lot's balances.
 */
import type { CorrectReceiptBody, ReceiveLotBody, VoidReceiptBody } from "../entries/bodies.ts";
import type { Envelope } from "../entries/envelope.ts";
import type { LotRow, ReceiptRow } from "../entries/rows.ts";
import { changedBalance, toBaseQuantity } from "../entries/stock.ts";
import { addDecimals, negateDecimal } from "../sync/decimal.ts";
import type { Change, Lookup, Reducer } from "../sync/view.ts";

function receivedLot(rows: Lookup, entry: Envelope, body: ReceiveLotBody): LotRow {
  const known = rows.get("lot", [body.lot])?.row;
  if (known !== undefined) return known;
  const item = rows.get("item", [body.item])?.row;
  return {
    number: body.lot,
    site: entry.site,
    item: body.item,
    item_revision: item?.revision ?? "",
    supplier: body.supplier,
    supplier_lot: body.supplier_lot,
    status: "quarantine",
    expiry: body.expiry?.date ?? null,
    expiry_day_given: body.expiry?.day_given ?? false,
    production_day_given: body.production?.day_given ?? false,
    production: body.production?.date ?? null,
    received_at: entry.clock.wall,
    stub: item === undefined,
    label_printed: 0,
  };
}

function orderLine(rows: Lookup, receipt: ReceiptRow, added: string): Change[] {
  if (receipt.order === null || receipt.order_line === null) return [];
  const key = [receipt.order, String(receipt.order_line)];
  const line = rows.get("order_line", key)?.row;
  if (line === undefined) return [];
  const quantity_received = addDecimals(line.quantity_received, added);
  return [{ kind: "order_line", key, row: { ...line, quantity_received } }];
}

export const receiveLot: Reducer = (rows, entry) => {
  const body = entry.body as unknown as ReceiveLotBody;
  const base = toBaseQuantity(rows, body.item, body.quantity);
  const receipt: ReceiptRow = {
    id: entry.id,
    site: entry.site,
    session: body.session,
    lot: body.lot,
    item: body.item,
    supplier: body.supplier,
    supplier_lot: body.supplier_lot,
    order: body.order,
    order_line: body.order_line,
    quantity: body.quantity.value,
    unit: body.quantity.unit,
    quantity_base: base.value,
    delivery_note: body.delivery_note,
    package_id: body.package_id,
    di: body.di,
    status: "posted",
    device: entry.device,
    by: entry.auth.badge,
    occurred_at: entry.clock.wall,
    corrected: false,
    serial: body.serial,
    location: body.location,
    against: [],
    dispute: null,
    matches: [],
    person: null,
  };
  const place = { site: entry.site, lot: body.lot, location: body.location };
  return [
    { kind: "lot", key: [body.lot], row: receivedLot(rows, entry, body) },
    { kind: "receipt", key: [entry.id], row: receipt },
    changedBalance(rows, place, base),
    ...orderLine(rows, receipt, base.value),
  ];
};

/** Quarantine place that holds the lot; the device keeps no movement history to know better. */
function placeOf(rows: Lookup, receipt: ReceiptRow): string | null {
  const places = rows.find("balance", "lot", receipt.lot).map(({ row }) => row.location);
  const quarantine = places.filter(
    (code) => rows.get("location", [receipt.site, code])?.row.type === "quarantine",
  );
  return quarantine[0] ?? places[0] ?? null;
}

function adjust(rows: Lookup, receipt: ReceiptRow, difference: string): Change[] {
  const location = placeOf(rows, receipt);
  const place = { site: receipt.site, lot: receipt.lot, location: location ?? "" };
  const unit = rows.get("item", [receipt.item])?.row.unit ?? receipt.unit;
  return [
    ...(location === null ? [] : [changedBalance(rows, place, { unit, value: difference })]),
    ...orderLine(rows, receipt, difference),
  ];
}

export const voidReceipt: Reducer = (rows, entry) => {
  const body = entry.body as unknown as VoidReceiptBody;
  const receipt = rows.get("receipt", [body.receipt])?.row;
  if (receipt === undefined || receipt.status === "voided") return [];
  return [
    { kind: "receipt", key: [receipt.id], row: { ...receipt, status: "voided" } },
    ...adjust(rows, receipt, negateDecimal(receipt.quantity_base)),
  ];
};

function correctedLot(rows: Lookup, receipt: ReceiptRow, body: CorrectReceiptBody): Change[] {
  const lot = rows.get("lot", [receipt.lot])?.row;
  if (lot === undefined) return [];
  const row: LotRow = {
    ...lot,
    supplier: body.supplier ?? lot.supplier,
    supplier_lot: body.supplier_lot ?? lot.supplier_lot,
    expiry: body.expiry?.date ?? lot.expiry,
    expiry_day_given: body.expiry?.day_given ?? lot.expiry_day_given,
    production_day_given: body.production?.day_given ?? lot.production_day_given,
    production: body.production?.date ?? lot.production,
  };
  return [{ kind: "lot", key: [lot.number], row }];
}

export const correctReceipt: Reducer = (rows, entry) => {
  const body = entry.body as unknown as CorrectReceiptBody;
  const receipt = rows.get("receipt", [body.receipt])?.row;
  if (receipt === undefined || receipt.status === "voided") return [];
  const quantity = body.quantity ?? { unit: receipt.unit, value: receipt.quantity };
  const base =
    body.quantity === null
      ? receipt.quantity_base
      : toBaseQuantity(rows, receipt.item, body.quantity).value;
  const row: ReceiptRow = {
    ...receipt,
    quantity: quantity.value,
    unit: quantity.unit,
    quantity_base: base,
    supplier: body.supplier ?? receipt.supplier,
    supplier_lot: body.supplier_lot ?? receipt.supplier_lot,
    corrected: true,
  };
  const difference = addDecimals(base, negateDecimal(receipt.quantity_base));
  const moved = body.quantity === null ? [] : adjust(rows, receipt, difference);
  return [
    { kind: "receipt", key: [receipt.id], row },
    ...correctedLot(rows, receipt, body),
    ...moved,
  ];
};
