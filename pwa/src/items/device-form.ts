/**
 * What a device is to the regimes it is declared to. A change that makes it another device is said as such, with its
 * clauses, and is sent only with new identifiers.
 */

import type { Description } from "../entries/bodies.ts";
import type { DeviceDescriptionRow } from "../entries/identity-rows.ts";
import type { Lookup } from "../sync/view.ts";
import { type FormField, type FormSpec, several, text, type Values } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";
import { REGIMES } from "./identity-fields.ts";
import { NO_RENEWAL, renewalComplaints, renewalFields, renewalNow, renewalOf } from "./renewal.ts";

/** `GET /udi/triggers` */
export interface TriggerLine {
  readonly attribute: keyof Description;
  readonly regime: string;
  readonly clause: string;
}

const LINES = ["brand_name", "version_model", "registrant", "critical_warnings"] as const;
const FLAGS = [
  "single_use",
  "sterile",
  "sterilise_before_use",
  "latex",
  "kit",
  "combination_product",
  "cmr_substances",
] as const;
const MRI = ["unstated", "safe", "conditional", "unsafe"] as const;

export const ATTRIBUTES: readonly (keyof Description)[] = [
  ...LINES.slice(0, 3),
  "device_count",
  ...FLAGS,
  "mri",
  "critical_warnings",
];

/** Null when this computer does not know the item. */
export function describeForm(
  rows: Lookup,
  number: string,
  triggers: readonly TriggerLine[],
): FormSpec | null {
  const item = rows.get("item", [number])?.row;
  if (item === undefined) {
    return null;
  }
  const known = rows.get("device_description", [number])?.row ?? null;
  const identifiers = rows.find("identifier", "item", number).map(({ row }) => row);
  const { identity } = d();
  const demanded = (values: Values): readonly TriggerLine[] =>
    identifiers.length === 0 ? [] : demands(known, values, triggers);
  return {
    title: identity.describeTitle(number),
    intro: identity.describeWhy(item.revision),
    fields: (values) => [
      ...asked(triggers),
      ...(demanded(values).length === 0 ? [] : renewalFields(rows, values, told(demanded(values)))),
    ],
    initial: { ...valuesOf(known), ...renewalNow(rows, identifiers) },
    revises: known !== null,
    submit: identity.record(),
    action: "manage_master_data",
    check: (values) =>
      demanded(values).length > 0 ? renewalComplaints(values, told(demanded(values))) : {},
    draft: (values) => ({
      type: "DescribeDevice",
      body: {
        ...(demanded(values).length === 0 ? NO_RENEWAL : renewalOf(values)),
        description: descriptionOf(values),
        item: number,
        markets: several(values, "markets"),
        revision: item.revision,
      },
    }),
    blames: {
      NEW_IDENTIFIER_NEEDED: "issuer",
      PRODUCT_NUMBER_TAKEN: "product",
      UNIT_OF_MEASURE_TWICE: "packages",
      IDENTIFIER_FORM: "di",
      IDENTIFIER_LENGTH: "di",
      IDENTIFIER_CHECK_DIGIT: "di",
      IDENTIFIER_RETIRED: "di",
      PACKAGE_LEVELS_WRONG: "packages",
      PREFIX_EXHAUSTED: "prefix",
    },
    done: () => recordHref("items", [number]),
    back: recordHref("items", [number]),
  };
}

/** `Changes need a new identifier: FDA, EU` */
export function triggeredIn(triggers: readonly TriggerLine[], attribute: string): string {
  const regimes = triggers.filter((each) => each.attribute === attribute);
  return [...new Set(regimes.map(({ regime }) => regime))].join(", ");
}

function asked(triggers: readonly TriggerLine[]): readonly FormField[] {
  const { identity, field } = d();
  const hint = (name: string) => ({ hint: identity.trigger(triggeredIn(triggers, name)) });
  const answers = [
    { value: "no", label: field.no() },
    { value: "yes", label: field.yes() },
  ];
  const flag = (name: (typeof FLAGS)[number]): FormField => {
    const label = identity.attribute[name]();
    return { name, kind: "choice", label, options: answers, required: true, ...hint(name) };
  };
  const line = (name: (typeof LINES)[number]): FormField => {
    const required = name !== "critical_warnings";
    return { name, kind: "line", label: identity.attribute[name](), required, ...hint(name) };
  };
  return [
    {
      name: "markets",
      kind: "several",
      label: identity.markets(),
      required: true,
      options: REGIMES.map((value) => ({ value, label: identity.regime[value]() })),
    },
    line("brand_name"),
    line("version_model"),
    line("registrant"),
    {
      name: "device_count",
      kind: "whole",
      label: identity.attribute.device_count(),
      required: true,
      ...hint("device_count"),
    },
    ...FLAGS.map(flag),
    {
      name: "mri",
      kind: "choice",
      label: identity.attribute.mri(),
      options: MRI.map((value) => ({ value, label: identity.mri[value]() })),
      required: true,
      ...hint("mri"),
    },
    line("critical_warnings"),
  ];
}

/** What the server would refuse without new identifiers: the same table, applied before sending. */
export function demands(
  known: DeviceDescriptionRow | null,
  values: Values,
  triggers: readonly TriggerLine[],
): readonly TriggerLine[] {
  if (known === null) {
    return [];
  }
  const after = descriptionOf(values);
  const regimes = new Set([...known.markets, ...several(values, "markets")]);
  return triggers.filter(
    ({ attribute, regime }) =>
      regimes.has(regime) && known.description[attribute] !== after[attribute],
  );
}

function told(lines: readonly TriggerLine[]): string {
  const { identity } = d();
  return lines
    .map(({ attribute, regime, clause }) =>
      identity.demand(attributeWord(attribute), regime, clause),
    )
    .join("; ");
}

export function attributeWord(attribute: keyof Description): string {
  return d().identity.attribute[attribute]();
}

function valuesOf(known: DeviceDescriptionRow | null): Values {
  const told = known?.description;
  const flags = FLAGS.map((name) => [name, told === undefined ? "" : told[name] ? "yes" : "no"]);
  return {
    markets: known?.markets ?? [],
    brand_name: told?.brand_name ?? "",
    version_model: told?.version_model ?? "",
    registrant: told?.registrant ?? "",
    critical_warnings: told?.critical_warnings ?? "",
    device_count: told === undefined ? "1" : String(told.device_count),
    mri: told?.mri ?? "",
    ...Object.fromEntries(flags),
  };
}

function descriptionOf(values: Values): Description {
  const yes = (name: (typeof FLAGS)[number]): boolean => text(values, name) === "yes";
  return {
    brand_name: text(values, "brand_name"),
    cmr_substances: yes("cmr_substances"),
    combination_product: yes("combination_product"),
    critical_warnings: text(values, "critical_warnings"),
    device_count: Number(text(values, "device_count")),
    kit: yes("kit"),
    latex: yes("latex"),
    mri: text(values, "mri") as Description["mri"],
    registrant: text(values, "registrant"),
    single_use: yes("single_use"),
    sterile: yes("sterile"),
    sterilise_before_use: yes("sterilise_before_use"),
    version_model: text(values, "version_model"),
  };
}
