/**
 * What the forms of a lot share: where it is taken from, how much, under which new number.
 */

import { balancesOfLot } from "../entries/on-hand.ts";
import type { BalanceRow } from "../entries/rows.ts";
import { compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { amountText } from "../ui/amount.ts";
import {
  type Complaints,
  type FormField,
  type FormSpec,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";

/** Where some of the lot is. */
export function stockOf(rows: Lookup, lot: string): readonly BalanceRow[] {
  return balancesOfLot(rows, lot).filter(({ quantity }) => compareDecimals(quantity, "0") > 0);
}

type Own = Pick<FormSpec, "title" | "submit" | "initial" | "fields" | "draft"> & Partial<FormSpec>;

/** What the forms of a lot share; null when this computer does not know the lot. */
export function taking(rows: Lookup, lot: string, own: Own): FormSpec | null {
  if (rows.get("lot", [lot]) === undefined) {
    return null;
  }
  const card = recordHref("lots", [lot]);
  const shared = { revises: false, reasoned: true, action: "transform" as const, blames: {} };
  return { ...shared, done: () => card, back: card, ...own };
}

export function fromField(stock: readonly BalanceRow[]): FormField {
  return {
    name: "location",
    kind: "choice",
    label: d().change.from(),
    options: stock.map(({ location, quantity, unit }) => ({
      value: location,
      label: `${location} · ${amountText({ value: quantity, unit })}`,
    })),
    required: true,
  };
}

export function quantityField(stock: readonly BalanceRow[]): FormField {
  return {
    name: "quantity",
    kind: "decimal",
    label: d().change.howMuch(),
    unit: stock[0]?.unit ?? "",
    required: true,
  };
}

export function quantityFrom(stock: readonly BalanceRow[]): Values {
  return { location: stock[0]?.location ?? "", quantity: "" };
}

export function quantityOf(stock: readonly BalanceRow[], values: Values) {
  return { unit: stock[0]?.unit ?? "", value: text(values, "quantity") };
}

export function tooMuch(stock: readonly BalanceRow[], values: Values): Complaints {
  const there = stock.find(({ location }) => location === text(values, "location"));
  const wanted = text(values, "quantity");
  const isNumber = /^[0-9]+(\.[0-9]+)?$/.test(wanted);
  return there !== undefined && isNumber && compareDecimals(wanted, there.quantity) > 0
    ? { quantity: d().change.tooMuch(amountText({ value: there.quantity, unit: there.unit })) }
    : {};
}

export function numberTaken(rows: Lookup, values: Values, name: string): Complaints {
  const taken = rows.get("lot", [text(values, name)]) !== undefined;
  return taken ? { [name]: d().change.numberTaken() } : {};
}

/** Open places of the lot's site. */
export function places(rows: Lookup, lot: string) {
  const site = rows.get("lot", [lot])?.row.site;
  return rows
    .all("location")
    .map(({ row }) => row)
    .filter((row) => row.site === site && row.active && row.type !== "unreconciled")
    .map((row) => ({ value: row.code, label: `${row.code} ${localName(row)}` }));
}
