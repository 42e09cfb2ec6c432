/**
 * From a scan or a typed text to the card it names; null when there is none or more than one.
 */

import type { Reading } from "../../scan/resolve.ts";
import type { Lookup } from "../../sync/view.ts";
import { recordHref } from "../../ui/record-link.tsx";

/** What a scan means, at the desk: the card of the record it names. */
export function recordOfReading(rows: Lookup, reading: Reading): string | null {
  switch (reading.is) {
    case "product":
      return reading.item === null ? null : recordHref("items", [reading.item.number]);
    case "item":
      return recordHref("items", [reading.item.number]);
    case "lot":
      return reading.row === null ? null : recordHref("lots", [reading.number]);
    case "supplier_lot": {
      const [only, ...others] = reading.lots;
      return only === undefined || others.length > 0 ? null : recordHref("lots", [only.number]);
    }
    case "unit":
      return recordHref("units", [reading.row.item, reading.row.serial]);
    case "work_order":
      return recordHref("work-orders", [reading.number]);
    case "location":
      return reading.row === null
        ? null
        : recordHref("locations", [reading.row.site, reading.row.code]);
    case "equipment":
      return reading.row === null ? null : recordHref("equipment", [reading.code]);
    case "order":
      return reading.row === null ? null : recordHref("orders", [reading.number]);
    case "supplier":
      return recordHref("suppliers", [reading.number]);
    case "text":
      return findRecord(rows, reading.text);
    default:
      return null;
  }
}

/** A typed text in full, in any letter case; the first kind of record that has it. */
export function findRecord(rows: Lookup, text: string): string | null {
  const typed = text.trim();
  const sought = typed.toUpperCase().replace(/^(LOC|EQP):/, "");
  const direct = (["lot", "item", "order", "supplier", "equipment"] as const).find(
    (kind) => rows.get(kind, [typed]) !== undefined || rows.get(kind, [sought]) !== undefined,
  );
  if (direct !== undefined) {
    const key = rows.get(direct, [typed]) === undefined ? sought : typed;
    return recordHref(direct === "equipment" ? direct : `${direct}s`, [key]);
  }
  return (
    workHref(rows, typed) ??
    identifierHref(rows, typed) ??
    placeHref(rows, sought) ??
    personHref(rows, sought)
  );
}

/** A work order, or the one unit of that serial. */
function workHref(rows: Lookup, typed: string): string | null {
  if (rows.get("work_order", [typed]) !== undefined) {
    return recordHref("work-orders", [typed]);
  }
  const [only, ...others] = rows.all("unit").filter(({ row }) => row.serial === typed);
  return only === undefined || others.length > 0
    ? null
    : recordHref("units", [only.row.item, only.row.serial]);
}

function identifierHref(rows: Lookup, di: string): string | null {
  const item = rows.get("identifier", [di])?.row.item;
  return item === undefined ? null : recordHref("items", [item]);
}

function placeHref(rows: Lookup, sought: string): string | null {
  const [site, code] = sought.split("/");
  const places =
    code === undefined
      ? rows.find("location", "code", sought).map(({ row }) => row)
      : [rows.get("location", [site ?? "", code])?.row].filter((row) => row !== undefined);
  const [only, ...others] = places;
  return only === undefined || others.length > 0
    ? null
    : recordHref("locations", [only.site, only.code]);
}

function personHref(rows: Lookup, sought: string): string | null {
  const person = rows.get("person", [sought])?.row ?? rows.find("person", "badge", sought)[0]?.row;
  return person === undefined ? null : recordHref("people", [person.number]);
}
