/**
 * Creating, revising and closing an item. What is frozen is said before it is sent; the server decides by the same rules.
 */

import type { DefineItemBody } from "../entries/bodies.ts";
import type { ItemRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type Complaints,
  type FormSpec,
  orNull,
  rowsOf,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";
import { itemFields } from "./item-fields.ts";

/** A change of any of these needs a new revision, so that what was made before keeps its rules. */
const BY_REVISION = [
  "trace",
  "conversions",
  "shelf_life_days",
  "minimum_remaining_days",
  "open_minutes",
  "specification",
  "certificate_required",
] as const;
const BLAMES = {
  ITEM_CONVERSIONS_INVALID: "conversions",
  ITEM_UNIT_FROZEN: "unit",
  ITEM_TRACE_FROZEN: "trace",
  ITEM_REVISION_NEEDED: "revision",
};

export function newItemForm(rows: Lookup): FormSpec {
  return {
    ...shared(rows, null),
    title: d().form.item.create(),
    intro: d().form.item.createWhy(),
    initial: valuesOf(null),
    revises: false,
    submit: d().form.create(),
    check: (values) => taken(rows, values),
    back: recordHref("items"),
  };
}

/** Null when this computer does not know the item. */
export function reviseItemForm(rows: Lookup, number: string): FormSpec | null {
  const item = rows.get("item", [number])?.row;
  if (item === undefined) {
    return null;
  }
  return {
    ...shared(rows, item),
    title: d().form.item.revise(number),
    intro: d().form.item.reviseWhy(),
    initial: valuesOf(item),
    revises: true,
    submit: d().form.save(),
    check: (values) => revisionMissing(item, values),
    back: recordHref("items", [number]),
  };
}

/** Closing an item, or opening it again: the same record with another status. */
export function itemStatusForm(
  rows: Lookup,
  number: string,
  status: "active" | "inactive",
): FormSpec | null {
  const item = rows.get("item", [number])?.row;
  if (item === undefined) {
    return null;
  }
  const words = d().form.item;
  const stops = status === "inactive";
  const values = valuesOf(item);
  return {
    ...shared(rows, item),
    title: stops ? words.deactivate(number) : words.activate(number),
    intro: stops ? words.deactivateWhy() : words.activateWhy(),
    fields: () => [],
    initial: {},
    revises: true,
    submit: stops ? d().form.deactivate() : d().form.activate(),
    stops,
    draft: () => ({ type: "DefineItem", body: { ...bodyOf(values), status } }),
    done: () => recordHref("items", [number]),
    back: recordHref("items", [number]),
  };
}

type Shared = Pick<FormSpec, "fields" | "action" | "draft" | "blames" | "done">;

function shared(rows: Lookup, item: ItemRow | null): Shared {
  const status = item?.status === "inactive" ? "inactive" : "active";
  return {
    fields: (values) => itemFields(rows, item, text(values, "unit")),
    action: "manage_master_data",
    draft: (values) => ({ type: "DefineItem", body: { ...bodyOf(values), status } }),
    blames: BLAMES,
    done: (values) => recordHref("items", [text(values, "number")]),
  };
}

function valuesOf(item: ItemRow | null): Values {
  if (item === null) {
    const blank = { number: "", revision: "A", name_zh: "", name_en: "", trace: "lot", unit: "" };
    const times = { shelf_life_days: "", minimum_remaining_days: "", open_minutes: "" };
    const rest = { ...times, family: "", specification: "" };
    return { ...blank, ...rest, conversions: [], certificate_required: "no" };
  }
  return {
    number: item.number,
    revision: item.revision,
    name_zh: item.name_zh,
    name_en: item.name_en,
    trace: item.trace,
    unit: item.unit,
    conversions: Object.entries(item.conversions).map(([other, [base, count]]) => ({
      other,
      base: String(base),
      count: String(count),
    })),
    shelf_life_days: wholeText(item.shelf_life_days),
    minimum_remaining_days: wholeText(item.minimum_remaining_days),
    open_minutes: wholeText(item.open_minutes ?? null),
    family: item.family,
    specification: item.specification ?? "",
    certificate_required: item.certificate_required ? "yes" : "no",
  };
}

function wholeText(count: number | null): string {
  return count === null ? "" : String(count);
}

function wholeOf(values: Values, name: string): number | null {
  const given = text(values, name);
  return given === "" ? null : Number(given);
}

function bodyOf(values: Values): Omit<DefineItemBody, "status"> {
  return {
    certificate_required: text(values, "certificate_required") === "yes",
    conversions: rowsOf(values, "conversions").map(({ other = "", base = "", count = "" }) => ({
      unit: other,
      numerator: Number(base),
      denominator: Number(count),
    })),
    family: text(values, "family"),
    minimum_remaining_days: wholeOf(values, "minimum_remaining_days"),
    name_en: text(values, "name_en"),
    name_zh: text(values, "name_zh"),
    number: text(values, "number"),
    open_minutes: wholeOf(values, "open_minutes"),
    revision: text(values, "revision"),
    shelf_life_days: wholeOf(values, "shelf_life_days"),
    specification: orNull(text(values, "specification")),
    trace: text(values, "trace") as DefineItemBody["trace"],
    unit: text(values, "unit"),
  };
}

/** Defining an item that is there would revise it: whoever creates one is told. */
function taken(rows: Lookup, values: Values): Complaints {
  const known = rows.get("item", [text(values, "number")])?.row;
  return known === undefined || known.status === "stub" ? {} : { number: d().form.taken() };
}

function revisionMissing(item: ItemRow, values: Values): Complaints {
  const before = valuesOf(item);
  const same = text(values, "revision") === item.revision;
  if (item.status === "stub" || !same) {
    return {};
  }
  const { field, form } = d();
  const labels = {
    trace: field.trace(),
    conversions: field.conversions(),
    shelf_life_days: field.shelfLife(),
    minimum_remaining_days: field.minimumRemaining(),
    open_minutes: field.openTime(),
    specification: field.specification(),
    certificate_required: field.certificate(),
  };
  const changed = BY_REVISION.filter((name) => read(values, name) !== read(before, name));
  return changed.length === 0
    ? {}
    : { revision: form.item.revisionNeeded(changed.map((name) => labels[name]).join(", ")) };
}

function read(values: Values, name: string): string {
  const value = values[name];
  if (typeof value === "string") {
    return value.trim();
  }
  const rows = rowsOf(values, name);
  return JSON.stringify(rows.map(({ count, other, base }) => [count, other, base]).toSorted());
}
