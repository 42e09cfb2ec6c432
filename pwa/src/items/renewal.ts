/**
 * New identifiers for a device that became another one: made of an own GS1 prefix or HIBC labeler code, or as another
 * body assigned them.
 */

import type { IdentifierRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type Complaints,
  type FormField,
  type FormRow,
  rowsOf,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { digitOptions, packageRows, packagesIn, prefixesOf } from "./identity-fields.ts";

const ISSUERS = ["GS1", "HIBCC", "assigned"] as const;
type Issuer = (typeof ISSUERS)[number];

/** Those whose identifiers nobody here makes. */
const BODIES = ["MA", "ICCBBA", "AHM", "NDC", "GS1", "HIBCC"] as const;

/** The field of an issuer that says whether new identifiers were asked for. */
const FIRST: Readonly<Record<Issuer, string>> = { GS1: "prefix", HIBCC: "product", assigned: "di" };

export interface Renewal {
  readonly allocation: object | null;
  readonly assigned: readonly object[];
  readonly hibc: object | null;
}

export const NO_RENEWAL: Renewal = { allocation: null, assigned: [], hibc: null };

function issuerOf(values: Values): Issuer {
  return ISSUERS.find((issuer) => issuer === text(values, "issuer")) ?? "GS1";
}

/** As the device has now: the same issuer, and the same packages from the inside out. */
export function renewalNow(rows: Lookup, identifiers: readonly IdentifierRow[]): Values {
  const active = identifiers.filter(({ status }) => status === "active");
  const base = active.find(({ level }) => level === "primary");
  const agency = base?.agency ?? "GS1";
  const issuer = agency === "GS1" || agency === "HIBCC" ? agency : "assigned";
  const outer = packagesAround(active, base);
  const digits = outer.map((row) => ({
    digit: issuer === "HIBCC" ? row.di.slice(-1) : row.di.slice(0, 1),
    quantity: String(row.quantity ?? ""),
  }));
  return {
    issuer,
    prefix: "",
    packages: issuer === "assigned" ? [] : digits,
    labeler: prefixesOf(rows, "HIBCC")[0]?.value ?? "",
    product: "",
    base_unit: issuer === "HIBCC" ? (base?.di.slice(-1) ?? "0") : "0",
    body: issuer === "assigned" ? agency : "MA",
    di: "",
    around: outer.map(({ quantity }): FormRow => ({ di: "", quantity: String(quantity ?? "") })),
  };
}

function packagesAround(
  active: readonly IdentifierRow[],
  base: IdentifierRow | undefined,
): readonly IdentifierRow[] {
  const found: IdentifierRow[] = [];
  let inner = base?.di;
  while (inner !== undefined) {
    const outer: IdentifierRow | undefined = active.find(({ contains }) => contains === inner);
    if (outer !== undefined) {
      found.push(outer);
    }
    inner = outer?.di;
  }
  return found;
}

/** `told`: the changes that demand it, with their clauses. */
export function renewalFields(rows: Lookup, values: Values, told: string): readonly FormField[] {
  const { identity } = d();
  const issuer: FormField = {
    name: "issuer",
    kind: "choice",
    label: identity.renewIssuer(),
    hint: identity.renewWhy(told),
    required: true,
    options: ISSUERS.map((value) => ({ value, label: identity.renewIssuers[value]() })),
  };
  return [issuer, ...FIELDS[issuerOf(values)](rows, values)];
}

const FIELDS: Readonly<Record<Issuer, (rows: Lookup, values: Values) => readonly FormField[]>> = {
  GS1: (rows) => [
    {
      name: "prefix",
      kind: "choice",
      label: d().identity.renewPrefix(),
      options: prefixesOf(rows, "GS1"),
    },
    packageRows(d().identity.packages(), d().identity.indicator(), digitOptions(1, 8)),
  ],
  HIBCC: (rows, values) => hibcFields(rows, values),
  assigned: () => assignedFields(),
};

/** As in the form that gives an item HIBC identifiers at first. */
export function hibcFields(rows: Lookup, values: Values): readonly FormField[] {
  const { identity } = d();
  return [
    {
      name: "labeler",
      kind: "choice",
      label: identity.agency.HIBCC(),
      required: true,
      options: prefixesOf(rows, "HIBCC"),
    },
    {
      name: "product",
      kind: "code",
      label: identity.product(),
      hint: identity.productHint(
        `+${text(values, "labeler")}${text(values, "product")}${text(values, "base_unit")}`,
      ),
    },
    {
      name: "base_unit",
      kind: "choice",
      label: identity.baseUnit(),
      required: true,
      options: digitOptions(0, 9),
    },
    packageRows(identity.packages(), identity.unitDigit(), digitOptions(0, 9)),
  ];
}

function assignedFields(): readonly FormField[] {
  const { identity, field } = d();
  return [
    {
      name: "body",
      kind: "choice",
      label: field.agency(),
      required: true,
      options: BODIES.map((value) => ({ value, label: value })),
    },
    { name: "di", kind: "code", label: field.identifier() },
    {
      name: "around",
      kind: "rows",
      label: identity.packages(),
      hint: identity.packagesHint(),
      add: identity.addPackage(),
      blank: { di: "", quantity: "" },
      columns: () => [
        { name: "di", kind: "code", label: field.identifier(), required: true },
        { name: "quantity", kind: "whole", label: identity.packageHolds(), required: true },
      ],
    },
  ];
}

/** `told`: the changes that are not possible without. */
export function renewalComplaints(values: Values, told: string): Complaints {
  const issuer = issuerOf(values);
  const first = FIRST[issuer];
  if (text(values, first) === "") {
    return { [first]: d().identity.renewMissing(told) };
  }
  return issuer === "HIBCC" ? productComplaints(values) : {};
}

export function productComplaints(values: Values): Complaints {
  const right = /^[A-Z0-9]{1,18}$/.test(text(values, "product"));
  return right ? {} : { product: d().identity.productWrong() };
}

export function renewalOf(values: Values): Renewal {
  switch (issuerOf(values)) {
    case "GS1":
      return { ...NO_RENEWAL, allocation: gs1Of(values) };
    case "HIBCC":
      return { ...NO_RENEWAL, hibc: hibcOf(values) };
    case "assigned":
      return { ...NO_RENEWAL, assigned: assignedOf(values) };
  }
}

function gs1Of(values: Values): object {
  return {
    base: null,
    base_quantity: null,
    packages: packagesIn(values).map(({ digit, quantity }) => ({ indicator: digit, quantity })),
    prefix: text(values, "prefix"),
    reference: null,
  };
}

export function hibcOf(values: Values): object {
  return {
    base_quantity: null,
    base_unit: Number(text(values, "base_unit")),
    packages: packagesIn(values).map(({ digit, quantity }) => ({ quantity, unit: digit })),
    prefix: text(values, "labeler"),
    product: text(values, "product"),
  };
}

/** Each package holds the one before it, the first one the device itself. */
function assignedOf(values: Values): readonly object[] {
  const agency = text(values, "body");
  const base = { agency, base_quantity: null, contains: null, level: "primary", quantity: null };
  let inner = text(values, "di");
  const made: object[] = [{ ...base, di: inner }];
  for (const { di = "", quantity = "" } of rowsOf(values, "around")) {
    const level = { contains: inner, level: "package", quantity: Number(quantity) };
    inner = di.trim();
    made.push({ ...base, ...level, di: inner });
  }
  return made;
}
