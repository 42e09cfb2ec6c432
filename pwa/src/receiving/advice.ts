/**
 * What the server will say to a receipt, as far as this device can know: shown at once, decided there.
 * Mirrors backend/receiving/rules; both run tests/vectors/receiving/.
 */

import type { DateGiven, ReceiveLotBody } from "../entries/bodies.ts";
import type { ItemRow, OrderLineRow, OrderRow, RowTypes } from "../entries/rows.ts";
import { toBaseQuantity } from "../entries/stock.ts";
import { addDecimals, compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { duplicateFindings } from "./duplicates.ts";
import { type Case, type Finding, finding, type Occasion } from "./finding.ts";

const DAY_MS = 86_400_000;

/** Everything that may be wrong with a receipt; it is recorded all the same. */
export function adviceOn(rows: Lookup, body: ReceiveLotBody, at: Occasion): Finding[] {
  const given = caseOf(rows, body, at);
  return [
    ...placeFindings(given),
    ...numberFindings(given),
    ...itemFindings(given),
    ...orderFindings(given),
    ...supplierFindings(given),
    ...paperFindings(given),
    ...expiryFindings(given.item, body.expiry, body.lot, at.day),
    ...lotFindings(given),
    ...quantityFindings(given),
    ...duplicateFindings(given),
  ];
}

function caseOf(rows: Lookup, body: ReceiveLotBody, at: Occasion): Case {
  const row = <K extends keyof RowTypes>(kind: K, key: string | null): RowTypes[K] | null =>
    key === null ? null : (rows.get(kind, [key])?.row ?? null);
  const lot = row("lot", body.lot);
  const itemNumber = body.item || row("identifier", body.di)?.item || lot?.item || "";
  const order = row("order", body.order);
  return {
    rows,
    body,
    at,
    itemNumber,
    item: row("item", itemNumber),
    supplier: body.supplier ?? order?.supplier ?? null,
    order,
    line: orderLine(rows, body, order, itemNumber),
    lot,
  };
}

function orderLine(
  rows: Lookup,
  body: ReceiveLotBody,
  order: OrderRow | null,
  item: string,
): OrderLineRow | null {
  const lines = order === null ? [] : rows.find("order_line", "order", order.number);
  const meant = lines
    .map(({ row }) => row)
    .filter((line) =>
      body.order_line === null ? line.item === item : line.line === body.order_line,
    );
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

function placeFindings({ rows, body, at }: Case): Finding[] {
  const location = rows.get("location", [at.site, body.location])?.row;
  if (location === undefined) {
    return [finding("LOCATION_UNKNOWN", { location: body.location, site: at.site })];
  }
  if (location.active === false) {
    return [finding("LOCATION_INACTIVE", { location: body.location, site: at.site })];
  }
  return location.type === "quarantine"
    ? []
    : [finding("LOCATION_NOT_QUARANTINE", { location: body.location, type: location.type })];
}

/** Only a number of this device's own making is known not to be leased; others' leases are not here. */
function numberFindings({ rows, body, lot }: Case): Finding[] {
  const unused = lot === null || lot.stub;
  const leases = rows.find("lease", "series", "lot");
  const leased = leases.some(({ row }) => {
    const digits = body.lot.slice(row.prefix.length, body.lot.length - row.suffix.length);
    return body.lot.startsWith(row.prefix) && /^\d+$/.test(digits);
  });
  return unused && !leased ? [finding("NUMBER_NOT_LEASED", { number: body.lot })] : [];
}

function itemFindings({ body, item, itemNumber, rows }: Case): Finding[] {
  if (item === null || item.status === "stub") {
    return [finding("ITEM_UNKNOWN", { item: itemNumber || (body.di ?? body.lot) })];
  }
  const found = item.status === "inactive" ? [finding("ITEM_INACTIVE", { item: item.number })] : [];
  const identifier = body.di === null ? null : rows.get("identifier", [body.di])?.row;
  if (identifier === undefined) {
    found.push(finding("IDENTIFIER_UNKNOWN", { di: body.di ?? "", item: item.number }));
  } else if (identifier !== null && identifier.item !== item.number) {
    const detail = { di: identifier.di, expected: identifier.item, found: item.number };
    found.push(finding("IDENTIFIER_OF_OTHER_ITEM", detail));
  }
  return found;
}

function orderFindings({ body, at, order, line, itemNumber }: Case): Finding[] {
  if (body.order === null) {
    return [];
  }
  if (order === null) {
    return [finding("ORDER_UNKNOWN", { order: body.order })];
  }
  const { number, status, site, supplier } = order;
  const found: Finding[] = [];
  if (site !== at.site) {
    found.push(finding("ORDER_OF_OTHER_SITE", { order: number, expected: site, found: at.site }));
  }
  if (status === "closed" || status === "cancelled") {
    found.push(finding("ORDER_ENDED", { order: number, status }));
  }
  if (body.supplier !== null && body.supplier !== supplier) {
    const detail = { order: number, expected: supplier, found: body.supplier };
    found.push(finding("ORDER_OF_OTHER_SUPPLIER", detail));
  }
  if (line === null) {
    found.push(finding("ORDER_LINE_UNKNOWN", { order: number }));
  } else if (line.item !== itemNumber) {
    const detail = { order: number, line: String(line.line), expected: line.item };
    found.push(finding("ORDER_LINE_OF_OTHER_ITEM", { ...detail, found: itemNumber }));
  }
  return found;
}

/** ISO 13485, 7.4.1: approval per site and material family, until a day. */
function supplierFindings({ rows, supplier, item, at }: Case): Finding[] {
  if (supplier === null) {
    return [finding("SUPPLIER_MISSING")];
  }
  if (rows.get("supplier", [supplier]) === undefined) {
    return [finding("SUPPLIER_UNKNOWN", { supplier })];
  }
  if (item === null || item.status === "stub") {
    return [];
  }
  const { family } = item;
  const approval = rows.get("approval", [supplier, at.site, family])?.row;
  const detail = { supplier, family };
  if (approval === undefined) {
    return [finding("SUPPLIER_NOT_APPROVED", detail)];
  }
  const { status, valid_to, conditions } = approval;
  if (status === "suspended" || status === "disqualified") {
    return [finding("SUPPLIER_SUSPENDED", { ...detail, status })];
  }
  if (valid_to < at.day) {
    return [finding("SUPPLIER_APPROVAL_EXPIRED", { ...detail, valid_to })];
  }
  return status === "conditional"
    ? [finding("SUPPLIER_CONDITIONAL", { ...detail, conditions })]
    : [];
}

function paperFindings({ body, item }: Case): Finding[] {
  if (item === null) {
    return [];
  }
  const { number, specification, trace, status } = item;
  const about = { lot: body.lot, item: number };
  const found: Finding[] = [];
  if (item.certificate_required && body.certificates.length === 0) {
    found.push(finding("CERTIFICATE_MISSING", about));
  }
  const revision = body.specification;
  if (revision !== null && specification !== null && specification !== revision) {
    const detail = { item: number, expected: specification, found: revision };
    found.push(finding("SPECIFICATION_SUPERSEDED", detail));
  }
  const byLot = trace === "lot" || trace === "both";
  if (byLot && body.supplier_lot === null && status !== "stub") {
    found.push(finding("SUPPLIER_LOT_MISSING", about));
  }
  if ((trace === "serial" || trace === "both") && body.serial === null) {
    found.push(finding("SERIAL_MISSING", about));
  }
  return found;
}

export function expiryFindings(
  item: ItemRow | null,
  expiry: DateGiven | null,
  lot: string,
  day: string,
): Finding[] {
  if (item === null) {
    return [];
  }
  if (expiry === null) {
    const lives = item.shelf_life_days !== null;
    return lives ? [finding("EXPIRY_MISSING", { lot, item: item.number })] : [];
  }
  const left = Math.round((Date.parse(expiry.date) - Date.parse(day)) / DAY_MS);
  const detail = { lot, expiry: expiry.date, days: String(left) };
  if (left < 0) {
    return [finding("LOT_EXPIRED_ON_RECEIPT", detail)];
  }
  const least = item.minimum_remaining_days ?? 0;
  return left < least ? [finding("SHELF_LIFE_SHORT", { ...detail, expected: String(least) })] : [];
}

function lotFindings({ body, lot, itemNumber, supplier, at }: Case): Finding[] {
  if (lot === null || lot.stub) {
    return [];
  }
  if (lot.item !== itemNumber) {
    const detail = { lot: body.lot, expected: lot.item, found: itemNumber };
    return [finding("LOT_NUMBER_TAKEN", { ...detail, kept_as: `${body.lot}#` })];
  }
  const said: readonly (readonly [string, string | null, string | null])[] = [
    ["supplier", supplier, lot.supplier],
    ["supplier_lot", body.supplier_lot, lot.supplier_lot],
    ["expiry", body.expiry?.date ?? null, lot.expiry],
    ["production", body.production?.date ?? null, lot.production],
    ["site", at.site, lot.site],
  ];
  const fields = said.filter(([, now, known]) => now !== null && now !== known);
  const names = fields.map(([name]) => name).join(", ");
  const found =
    names === "" ? [] : [finding("LOT_DATA_DIFFERS", { lot: lot.number, fields: names })];
  if (lot.status !== "created" && lot.status !== "quarantine") {
    found.push(finding("LOT_LEFT_QUARANTINE", { lot: lot.number, status: lot.status }));
  }
  return found;
}

function quantityFindings({ rows, body, item, itemNumber, line }: Case): Finding[] {
  const { unit, value } = body.quantity;
  const about = { lot: body.lot, quantity: value, found: unit, expected: item?.unit ?? unit };
  if (compareDecimals(value, "0") <= 0) {
    return [finding("QUANTITY_NOT_POSITIVE", about)];
  }
  if (item !== null && unit !== item.unit && item.conversions[unit] === undefined) {
    return [finding("UNIT_UNKNOWN", about)];
  }
  const base = toBaseQuantity(rows, itemNumber, body.quantity).value;
  const found: Finding[] = [];
  const tracked = item?.trace === "serial" || item?.trace === "both";
  if (tracked && body.serial !== null && compareDecimals(base, "1") !== 0) {
    const detail = { lot: body.lot, serial: body.serial, found: base, expected: "1" };
    found.push(finding("SERIAL_QUANTITY", detail));
  }
  return [...found, ...overReceipt(rows, item, line, base)];
}

function overReceipt(
  rows: Lookup,
  item: ItemRow | null,
  line: OrderLineRow | null,
  added: string,
): Finding[] {
  if (line === null || item === null || line.item !== item.number) {
    return [];
  }
  const wanted = { unit: line.unit, value: line.quantity_expected };
  const expected = toBaseQuantity(rows, line.item, wanted).value;
  const received = addDecimals(line.quantity_received, added);
  const detail = { order: line.order, line: String(line.line), unit: item.unit };
  return compareDecimals(received, expected) > 0
    ? [finding("OVER_RECEIPT", { ...detail, expected, found: received })]
    : [];
}

/** Findings that stop the person once per lot: the only way on is into quarantine. */
export const STOPPING: ReadonlySet<string> = new Set([
  "LOT_EXPIRED_ON_RECEIPT",
  "LOT_LEFT_QUARANTINE",
  "SHELF_LIFE_SHORT",
  "SUPPLIER_APPROVAL_EXPIRED",
  "SUPPLIER_NOT_APPROVED",
  "SUPPLIER_SUSPENDED",
]);
