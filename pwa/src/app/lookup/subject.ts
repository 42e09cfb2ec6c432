/**
 * The thing a reading is about, as this device knows it.
 */

import type {
  ItemRow,
  LocationRow,
  LotRow,
  OrderRow,
  ReceiptRow,
  SupplierRow,
} from "../../entries/rows.ts";
import type { Reading } from "../../scan/resolve.ts";
import type { Lookup } from "../../sync/view.ts";

export type Subject =
  | {
      readonly is: "lot";
      readonly name: string;
      readonly lot: LotRow;
      readonly item: ItemRow | null;
    }
  | { readonly is: "item"; readonly name: string; readonly item: ItemRow }
  | { readonly is: "location"; readonly name: string; readonly location: LocationRow }
  | { readonly is: "order"; readonly name: string; readonly order: OrderRow }
  | { readonly is: "supplier"; readonly name: string; readonly supplier: SupplierRow }
  | { readonly is: "package"; readonly name: string; readonly receipts: readonly ReceiptRow[] }
  /** A label whose item is known and whose lot is not, or is under several own numbers. */
  | {
      readonly is: "product";
      readonly name: string;
      readonly item: ItemRow;
      readonly lots: readonly LotRow[];
    };

/** Null when this device knows nothing of it. */
export function subjectOf(reading: Reading, rows: Lookup): Subject | null {
  switch (reading.is) {
    case "lot":
      return reading.row === null ? null : lotSubject(reading.number, rows);
    case "supplier_lot":
      return reading.lots[0] === undefined ? null : lotSubject(reading.lots[0].number, rows);
    case "product":
      return productSubject(reading, rows);
    case "item":
      return { is: "item", name: reading.item.number, item: reading.item };
    case "location":
      return reading.row && { is: "location", name: reading.code, location: reading.row };
    case "order":
      return reading.row && { is: "order", name: reading.number, order: reading.row };
    case "supplier":
      return { is: "supplier", name: reading.number, supplier: reading.row };
    case "package": {
      const receipts = rows
        .all("receipt")
        .map(({ row }) => row)
        .filter(({ package_id }) => package_id === reading.number);
      return receipts.length === 0 ? null : { is: "package", name: reading.number, receipts };
    }
    default:
      return null;
  }
}

function lotSubject(number: string, rows: Lookup): Subject | null {
  const lot = rows.get("lot", [number])?.row;
  if (lot === undefined) {
    return null;
  }
  return { is: "lot", name: number, lot, item: rows.get("item", [lot.item])?.row ?? null };
}

function productSubject(
  { identity, item }: Extract<Reading, { is: "product" }>,
  rows: Lookup,
): Subject | null {
  if (item === null) {
    return null;
  }
  const lots =
    identity.lot === null
      ? []
      : rows
          .find("lot", "supplier_lot", identity.lot)
          .map(({ row }) => row)
          .filter((lot) => lot.item === item.number);
  const [only, ...others] = lots;
  return only !== undefined && others.length === 0
    ? lotSubject(only.number, rows)
    : { is: "product", name: item.number, item, lots };
}
