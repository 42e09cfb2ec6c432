/**
 * Whether these goods may have been received before: the same delivery in another session, the same package twice.
 */

import type { ReceiptRow } from "../entries/rows.ts";
import { type Case, type Finding, finding } from "./finding.ts";

/** Receipts this device knows of that may be the same goods; the first kind of likeness names the code. */
export function duplicateFindings(given: Case): Finding[] {
  const { rows, body, at } = given;
  const others = receiptsLike(given).filter(
    ({ id, status }) => id !== at.entry && status !== "voided",
  );
  const lots = (alike: readonly ReceiptRow[]): string =>
    [...new Set(alike.map(({ lot }) => lot))].join(", ");
  const delivery = others.filter((receipt) => sameDelivery(given, receipt));
  if (delivery.length > 0) {
    return [finding("POSSIBLE_DUPLICATE_RECEIPT", { lot: body.lot, others: lots(delivery) })];
  }
  const packages =
    body.package_id === null
      ? []
      : rows
          .all("receipt")
          .map(({ row }) => row)
          .filter(
            ({ id, package_id, status }) =>
              id !== at.entry && status !== "voided" && package_id === body.package_id,
          );
  return packages.length > 0
    ? [finding("PACKAGE_RECEIVED_TWICE", { lot: body.lot, others: lots(packages) })]
    : [];
}

function receiptsLike({ rows, body, itemNumber }: Case): ReceiptRow[] {
  const lots =
    body.supplier_lot === null
      ? rows.find("lot", "item", itemNumber)
      : rows.find("lot", "supplier_lot", body.supplier_lot);
  return lots.flatMap(({ row }) => rows.find("receipt", "lot", row.number).map((seen) => seen.row));
}

function sameDelivery({ body, supplier, itemNumber, line }: Case, other: ReceiptRow): boolean {
  const number = line?.line ?? body.order_line;
  const sameKey =
    other.supplier === supplier &&
    other.item === itemNumber &&
    other.supplier_lot === body.supplier_lot &&
    other.order === body.order &&
    other.order_line === number;
  if (!sameKey || other.session === body.session) {
    return false;
  }
  const note = body.delivery_note;
  const sameNote = note !== null && other.delivery_note === note;
  if (!sameNote && note !== null && other.delivery_note !== null) {
    return false;
  }
  const bothPackaged = body.package_id !== null && other.package_id !== null;
  if (bothPackaged && body.package_id !== other.package_id) {
    return false;
  }
  return sameNote || body.supplier_lot !== null || body.order !== null;
}
