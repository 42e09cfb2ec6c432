/**
 * Creating and changing a supplier, and saying what it may deliver: a family of material, to a site, until a day.
 */

import type { ApproveSupplierBody, DefineSupplierBody } from "../entries/bodies.ts";
import type { ApprovalRow, SupplierRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import { type Complaints, type FormSpec, text, type Values } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";

const STATUSES = [
  "prospect",
  "evaluating",
  "approved",
  "conditional",
  "suspended",
  "disqualified",
] as const;
const APPROVALS = ["approved", "conditional", "suspended", "disqualified"] as const;

export function newSupplierForm(rows: Lookup): FormSpec {
  return {
    ...supplierShared(null),
    title: d().form.supplier.create(),
    intro: d().form.supplier.createWhy(),
    initial: { number: "", name_zh: "", name_en: "", status: "evaluating" },
    revises: false,
    submit: d().form.create(),
    check: (values): Complaints =>
      rows.get("supplier", [text(values, "number")]) === undefined
        ? {}
        : { number: d().form.taken() },
    back: recordHref("suppliers"),
  };
}

/** Null when this computer does not know the supplier. */
export function reviseSupplierForm(rows: Lookup, number: string): FormSpec | null {
  const supplier = rows.get("supplier", [number])?.row;
  if (supplier === undefined) {
    return null;
  }
  const { name_zh, name_en, status } = supplier;
  return {
    ...supplierShared(supplier),
    title: d().form.supplier.revise(number),
    intro: d().form.supplier.reviseWhy(),
    initial: { number, name_zh, name_en, status },
    revises: true,
    submit: d().form.save(),
    back: recordHref("suppliers", [number]),
  };
}

/** Suspending all of a supplier; its single approvals stay as they are. */
export function suspendSupplierForm(rows: Lookup, number: string): FormSpec | null {
  const supplier = rows.get("supplier", [number])?.row;
  if (supplier === undefined) {
    return null;
  }
  const { name_zh, name_en } = supplier;
  const words = d().form.supplier;
  return {
    ...supplierShared(supplier),
    title: words.suspend(number),
    intro: words.suspendWhy(),
    fields: () => [],
    initial: {},
    revises: true,
    submit: words.suspendNow(),
    stops: true,
    draft: () => defined({ number, name_zh, name_en, status: "suspended" }),
    done: () => recordHref("suppliers", [number]),
    back: recordHref("suppliers", [number]),
  };
}

function supplierShared(
  supplier: SupplierRow | null,
): Pick<FormSpec, "fields" | "action" | "draft" | "blames" | "done"> {
  const { field, form, word } = d();
  const options = STATUSES.map((value) => ({ value, label: word.supplierStatus[value]() }));
  return {
    fields: () => [
      {
        name: "number",
        kind: "code",
        label: field.number(),
        required: true,
        ...(supplier === null ? {} : { fixed: form.keyFixed() }),
      },
      { name: "name_zh", kind: "line", label: form.nameZh(), required: true },
      { name: "name_en", kind: "line", label: form.nameEn(), required: true },
      { name: "status", kind: "choice", label: field.status(), options, required: true },
    ],
    action: "manage_master_data",
    draft: (values) =>
      defined({
        name_en: text(values, "name_en"),
        name_zh: text(values, "name_zh"),
        number: text(values, "number"),
        status: text(values, "status") as SupplierRow["status"],
      }),
    blames: {},
    done: (values) => recordHref("suppliers", [text(values, "number")]),
  };
}

function defined(body: DefineSupplierBody) {
  return { type: "DefineSupplier", body };
}

export interface ApprovalWish {
  readonly supplier: string;
  readonly site: string;
  /** "" for one that is not there yet. */
  readonly family: string;
  readonly families: readonly string[];
}

/** Null when this computer does not know the supplier. */
export function approvalForm(rows: Lookup, wish: ApprovalWish): FormSpec | null {
  const { supplier, site, family } = wish;
  if (rows.get("supplier", [supplier]) === undefined) {
    return null;
  }
  const known = rows.get("approval", [supplier, site, family])?.row;
  const words = d().form.supplier;
  return {
    title: known === undefined ? words.approve(supplier) : words.changeApproval(supplier, family),
    intro: words.approveWhy(),
    fields: () => approvalFields(wish, known),
    initial: approvalValues(wish, known),
    revises: true,
    submit: d().form.save(),
    action: "manage_master_data",
    check: (values) => approvalProblems(rows, wish, values, known === undefined),
    draft: (values) => ({ type: "ApproveSupplier", body: approvalBody(supplier, values) }),
    blames: { SUPPLIER_UNKNOWN: "family" },
    done: () => recordHref("suppliers", [supplier]),
    back: recordHref("suppliers", [supplier]),
  };
}

function approvalFields(wish: ApprovalWish, known: ApprovalRow | undefined) {
  const { field, form, word } = d();
  const options = APPROVALS.map((value) => ({ value, label: word.supplierStatus[value]() }));
  const fixed = known === undefined ? {} : { fixed: form.keyFixed() };
  return [
    {
      name: "family",
      kind: "code",
      label: field.family(),
      required: true,
      suggestions: wish.families.map((value) => ({ value, label: value })),
      ...fixed,
    },
    { name: "site", kind: "code", label: field.site(), required: true, ...fixed },
    { name: "status", kind: "choice", label: field.status(), options, required: true },
    { name: "valid_to", kind: "date", label: field.validTo(), required: true },
    {
      name: "conditions",
      kind: "line",
      label: field.conditions(),
      hint: form.supplier.conditionsHint(),
    },
  ] as const;
}

function approvalValues({ site, family }: ApprovalWish, known: ApprovalRow | undefined): Values {
  return {
    family,
    site,
    status: known?.status ?? "approved",
    valid_to: known?.valid_to ?? "",
    conditions: known?.conditions ?? "",
  };
}

function approvalProblems(
  rows: Lookup,
  { supplier }: ApprovalWish,
  values: Values,
  isNew: boolean,
): Complaints {
  const words = d().form;
  const key = [supplier, text(values, "site"), text(values, "family")];
  const bare = text(values, "status") === "conditional" && text(values, "conditions") === "";
  return {
    ...(isNew && rows.get("approval", key) !== undefined ? { family: words.taken() } : {}),
    ...(bare ? { conditions: words.supplier.conditionsMissing() } : {}),
  };
}

function approvalBody(supplier: string, values: Values): ApproveSupplierBody {
  return {
    conditions: text(values, "conditions"),
    family: text(values, "family"),
    site: text(values, "site"),
    status: text(values, "status") as ApprovalRow["status"],
    supplier,
    valid_to: text(values, "valid_to"),
  };
}
