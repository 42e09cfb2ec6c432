/**
 * The thing a reading is about, as this device knows it.
 */

import type { UnitRow } from "../../entries/floor-rows.ts";
import type {
  ItemRow,
  LocationRow,
  LotRow,
  OrderRow,
  ReceiptRow,
  SupplierRow,
} from "../../entries/rows.ts";
import type { Thing } from "../../genealogy/answer.ts";
import type { Reading } from "../../scan/resolve.ts";
import type { Lookup } from "../../sync/view.ts";

/** A thing this device knows, or what a label says of one. */
export type Traced =
  | { readonly thing: Thing }
  | { readonly text: string; readonly item: string | null };

export type Subject =
  | {
      readonly is: "lot";
      readonly name: string;
      readonly lot: LotRow;
      readonly item: ItemRow | null;
    }
  | {
      readonly is: "unit";
      readonly name: string;
      readonly unit: UnitRow;
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
    case "unit":
      return unitSubject(reading.row, rows);
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

function unitSubject(unit: UnitRow, rows: Lookup): Subject {
  const item = rows.get("item", [unit.item])?.row ?? null;
  return { is: "unit", name: unit.serial, unit, item };
}

function productSubject(
  { identity, item }: Extract<Reading, { is: "product" }>,
  rows: Lookup,
): Subject | null {
  if (item === null) {
    return null;
  }
  const unit =
    identity.serial === null ? undefined : rows.get("unit", [item.number, identity.serial])?.row;
  if (unit !== undefined) {
    return unitSubject(unit, rows);
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

/** What Trace asks about: a lot or unit known here, or the number on the label; null for what has no way to trace. */
export function tracedOf(subject: Subject | null, reading: Reading): Traced | null {
  switch (subject?.is) {
    case "lot":
      return { thing: { kind: "lot", key: [subject.name] } };
    case "unit":
      return { thing: { kind: "unit", key: [subject.unit.item, subject.unit.serial] } };
    case "package":
      return { text: subject.name, item: null };
    case undefined:
    case "product":
      return numberOn(reading);
    default:
      return null;
  }
}

function numberOn(reading: Reading): Traced | null {
  switch (reading.is) {
    case "lot":
    case "package":
      return { text: reading.number, item: null };
    case "text":
    case "supplier_lot":
      return { text: reading.text, item: null };
    case "product": {
      const { serial, lot, sscc } = reading.identity;
      const text = serial ?? lot ?? sscc;
      const item = serial === null ? null : (reading.item?.number ?? null);
      return text === null ? null : { text, item };
    }
    default:
      return null;
  }
}
