/**
 * What the forms about an item's identifiers share: its identifiers, the own prefixes, digits, rows of packages.
 */

import type { IdentifierRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type FormField,
  type FormSpec,
  type Option,
  rowsOf,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";

export const REGIMES = ["FDA", "EU", "NMPA"] as const;

export function ofItem(
  item: string,
): Pick<FormSpec, "revises" | "submit" | "action" | "back" | "blames" | "done"> {
  const back = recordHref("items", [item]);
  return {
    revises: false,
    submit: d().identity.record(),
    action: "manage_master_data",
    back,
    blames: {},
    done: () => back,
  };
}

export function activeOf(rows: Lookup, item: string): readonly IdentifierRow[] {
  const all = rows.find("identifier", "item", item).map(({ row }) => row);
  return all.filter(({ status }) => status === "active");
}

export function named(identifiers: readonly IdentifierRow[]): readonly Option[] {
  const { word } = d();
  return identifiers.map(({ di, level, agency }) => ({
    value: di,
    label: `${di} · ${agency} · ${word.level[level]()}`,
  }));
}

export function digitOptions(from: number, to: number): readonly Option[] {
  const digits = Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
  return digits.map((value) => ({ value, label: value }));
}

export function prefixesOf(rows: Lookup, agency: "GS1" | "HIBCC"): readonly Option[] {
  const own = rows.all("company_prefix").map(({ row }) => row);
  return own
    .filter((row) => row.agency === agency)
    .map(({ prefix, issued_by }) => ({ value: prefix, label: `${prefix} · ${issued_by}` }));
}

export function packageRows(label: string, first: string, digits: readonly Option[]): FormField {
  const { identity } = d();
  return {
    name: "packages",
    kind: "rows",
    label,
    hint: identity.packagesHint(),
    add: identity.addPackage(),
    blank: { digit: "", quantity: "" },
    columns: () => [
      { name: "digit", kind: "choice", label: first, required: true, options: digits },
      { name: "quantity", kind: "whole", label: identity.packageHolds(), required: true },
    ],
  };
}

export function packagesIn(values: Values): readonly { digit: number; quantity: number }[] {
  return rowsOf(values, "packages").map(({ digit = "", quantity = "" }) => ({
    digit: Number(digit),
    quantity: Number(quantity),
  }));
}
