/**
 * Identifiers of one item: a further package around one that is there, HIBC, one that another body assigned.
 */

import type { Lookup } from "../sync/view.ts";
import { type FormField, type FormSpec, text, type Values } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { activeOf, digitOptions, named, ofItem, prefixesOf } from "./identity-fields.ts";
import { hibcFields, hibcOf, productComplaints } from "./renewal.ts";

/** The prefix that a GTIN was made of. */
function prefixOf(rows: Lookup, di: string): string | null {
  const own = prefixesOf(rows, "GS1").map(({ value }) => value);
  return own.find((prefix) => di.slice(1).startsWith(prefix)) ?? null;
}

/** Null when no identifier of the item was made under an own prefix. */
export function packageForm(rows: Lookup, item: string): FormSpec | null {
  const around = activeOf(rows, item).filter(
    ({ agency, di }) => agency === "GS1" && prefixOf(rows, di) !== null,
  );
  if (around.length === 0) {
    return null;
  }
  const { identity } = d();
  return {
    ...ofItem(item),
    title: identity.packageTitle(item),
    intro: identity.packageWhy(),
    fields: () => [
      {
        name: "base",
        kind: "choice",
        label: identity.packageOf(),
        required: true,
        options: named(around),
      },
      { name: "quantity", kind: "whole", label: identity.packageHolds(), required: true },
      {
        name: "indicator",
        kind: "choice",
        label: identity.indicator(),
        required: true,
        options: digitOptions(1, 8),
      },
    ],
    initial: { base: around.at(-1)?.di ?? "", quantity: "", indicator: "" },
    draft: (values) => ({
      type: "AllocateIdentifiers",
      body: {
        item,
        allocation: {
          base: text(values, "base"),
          base_quantity: null,
          packages: [
            {
              indicator: Number(text(values, "indicator")),
              quantity: Number(text(values, "quantity")),
            },
          ],
          prefix: prefixOf(rows, text(values, "base")) ?? "",
          reference: null,
        },
      },
    }),
    blames: { REFERENCE_TAKEN: "indicator", PACKAGE_LEVELS_WRONG: "indicator" },
  };
}

export function hibcForm(rows: Lookup, item: string): FormSpec | null {
  const own = prefixesOf(rows, "HIBCC");
  if (rows.get("item", [item]) === undefined || own.length === 0) {
    return null;
  }
  const { identity } = d();
  return {
    ...ofItem(item),
    title: identity.hibcTitle(item),
    intro: identity.hibcWhy(),
    fields: (values) => hibcFields(rows, values),
    initial: { labeler: own[0]?.value ?? "", product: "", base_unit: "0", packages: [] },
    check: productComplaints,
    draft: (values) => ({ type: "AllocateHibc", body: { ...hibcOf(values), item } }),
    blames: { PRODUCT_NUMBER_TAKEN: "product", UNIT_OF_MEASURE_TWICE: "packages" },
  };
}

const AGENCIES = ["MA", "GS1", "HIBCC", "ICCBBA", "AHM", "NDC"] as const;
const LEVELS = ["primary", "package", "unit_of_use", "secondary", "direct_mark"] as const;

/** One that was assigned elsewhere: kept as entered. */
export function identifierForm(rows: Lookup, item: string): FormSpec | null {
  if (rows.get("item", [item]) === undefined) {
    return null;
  }
  const { identity } = d();
  return {
    ...ofItem(item),
    title: identity.enteredTitle(item),
    intro: identity.enteredWhy(),
    fields: (values) => [...enteredFields(values), ...packingFields(rows, item, values)],
    initial: { agency: "MA", di: "", level: "primary", contains: "", quantity: "" },
    draft: (values) => {
      const wraps = text(values, "level") === "package";
      return {
        type: "DefineIdentifier",
        body: {
          agency: text(values, "agency"),
          base_quantity: null,
          contains: wraps ? text(values, "contains") : null,
          di: text(values, "di"),
          item,
          level: text(values, "level"),
          quantity: wraps ? Number(text(values, "quantity")) : null,
          status: "active",
        },
      };
    },
    blames: {
      IDENTIFIER_FORM: "di",
      IDENTIFIER_LENGTH: "di",
      IDENTIFIER_CHECK_DIGIT: "di",
      IDENTIFIER_OF_OTHER_ITEM: "di",
      IDENTIFIER_FROZEN: "di",
    },
  };
}

function enteredFields(values: Values): readonly FormField[] {
  const { identity, field, word } = d();
  return [
    {
      name: "agency",
      kind: "choice",
      label: field.agency(),
      required: true,
      options: AGENCIES.map((value) => ({ value, label: value })),
    },
    {
      name: "di",
      kind: "code",
      label: field.identifier(),
      required: true,
      ...(text(values, "agency") === "MA" ? { hint: identity.maHint() } : {}),
    },
    {
      name: "level",
      kind: "choice",
      label: field.level(),
      required: true,
      options: LEVELS.map((value) => ({ value, label: word.level[value]() })),
    },
  ];
}

function packingFields(rows: Lookup, item: string, values: Values): readonly FormField[] {
  const { identity } = d();
  if (text(values, "level") !== "package") {
    return [];
  }
  const options = named(activeOf(rows, item));
  return [
    { name: "contains", kind: "choice", label: identity.packageOf(), required: true, options },
    { name: "quantity", kind: "whole", label: identity.packageHolds(), required: true },
  ];
}
