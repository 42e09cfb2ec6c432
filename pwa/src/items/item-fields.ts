/**
 * What is asked about an item: who it is, how it is counted and traced, how it is received.
 */

import type { ItemRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import type { CellQuestion, FormField, FormRow } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { stockUnitOptions } from "../ui/unit-table.ts";
import { termOptions } from "./term-form.ts";

const TRACES = ["lot", "serial", "both", "none"] as const;

/** `item` null: a new one; `unit`: the base unit chosen so far. */
export function itemFields(rows: Lookup, item: ItemRow | null, unit: string): readonly FormField[] {
  return [...identityFields(item), ...countingFields(item, unit), ...receivingFields(rows)];
}

function identityFields(item: ItemRow | null): readonly FormField[] {
  const { field, form } = d();
  return [
    {
      name: "number",
      kind: "code",
      label: field.number(),
      required: true,
      ...(item === null ? {} : { fixed: form.keyFixed() }),
    },
    {
      name: "revision",
      kind: "code",
      label: field.revision(),
      required: true,
      hint: form.item.revisionHint(),
    },
    { name: "name_zh", kind: "line", label: form.nameZh(), required: true },
    { name: "name_en", kind: "line", label: form.nameEn(), required: true },
  ];
}

/** What stock is counted and traced by; frozen once there is some. */
function countingFields(item: ItemRow | null, unit: string): readonly FormField[] {
  const { field, form, word } = d();
  const names = form.item;
  const traces = TRACES.map((value) => ({ value, label: word.trace[value]() }));
  const inUse = item?.in_use === true && item.status !== "stub";
  const unitFixed = item !== null && (item.in_use || item.status !== "stub");
  return [
    {
      name: "trace",
      kind: "choice",
      label: field.trace(),
      options: traces,
      required: true,
      ...(inUse ? { fixed: names.frozenByLot() } : {}),
    },
    {
      name: "unit",
      kind: "choice",
      label: field.unit(),
      options: stockUnitOptions(item === null ? [] : [item.unit]),
      required: true,
      ...(unitFixed ? { fixed: names.unitFrozen() } : {}),
    },
    {
      name: "conversions",
      kind: "rows",
      label: field.conversions(),
      hint: names.conversionsHint(),
      columns: (row) => conversionColumns(row, unit),
      add: names.addConversion(),
      blank: { count: "1", other: "", base: "" },
    },
  ];
}

function receivingFields(rows: Lookup): readonly FormField[] {
  const { field, form } = d();
  const answers = [
    { value: "no", label: field.no() },
    { value: "yes", label: field.yes() },
  ];
  return [
    {
      name: "shelf_life_days",
      kind: "whole",
      label: field.shelfLife(),
      unit: form.days(),
    },
    {
      name: "minimum_remaining_days",
      kind: "whole",
      label: field.minimumRemaining(),
      unit: form.days(),
    },
    {
      name: "open_minutes",
      kind: "whole",
      label: field.openTime(),
      hint: form.item.openTimeHint(),
      unit: form.minutes(),
    },
    {
      name: "family",
      kind: "code",
      label: field.family(),
      hint: form.item.familyHint(),
      suggestions: termOptions(rows, "family", families(rows)),
    },
    { name: "specification", kind: "code", label: field.specification() },
    {
      name: "certificate_required",
      kind: "choice",
      label: field.certificate(),
      options: answers,
      required: true,
    },
  ];
}

function conversionColumns(row: FormRow, unit: string): readonly CellQuestion[] {
  const names = d().form.item;
  return [
    { name: "count", kind: "whole", label: names.count(), required: true },
    {
      name: "other",
      kind: "choice",
      label: names.otherUnit(),
      options: stockUnitOptions([row.other ?? ""]),
      required: true,
    },
    { name: "base", kind: "whole", label: names.baseUnits(), required: true, unit },
  ];
}

/** Families that items have already. */
export function families(rows: Lookup): readonly string[] {
  const named = rows.all("item").map(({ row }) => row.family);
  return [...new Set(named)].filter((family) => family !== "").toSorted();
}
