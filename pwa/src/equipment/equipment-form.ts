/**
 * Creating and changing a machine or gauge, and deciding whether it may be used.
 */

import type { ChangeEquipmentBody, DefineEquipmentBody } from "../entries/bodies.ts";
import type { EquipmentRow } from "../entries/equipment-rows.ts";
import { termNames } from "../entries/terms.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type Complaints,
  type FormField,
  type FormSpec,
  type TextQuestion,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { e } from "../ui/i18n/equipment/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";

/** As the server bounds them. */
const MOST = {
  calibration_days: 36_500,
  maintenance_days: 36_500,
  cleaning_hours: 87_600,
} as const;
type Interval = keyof typeof MOST;
const INTERVALS = Object.keys(MOST) as readonly Interval[];

export function newEquipmentForm(rows: Lookup, site: string): FormSpec {
  const words = d().equipment.form;
  return {
    ...shared(rows, null),
    title: words.create(),
    intro: words.createWhy(),
    initial: { ...EMPTY, site },
    revises: false,
    submit: d().form.create(),
    check: (values): Complaints => ({
      ...tooLong(values),
      ...(rows.get("equipment", [text(values, "code")]) === undefined
        ? {}
        : { code: d().form.taken() }),
    }),
    back: recordHref("equipment"),
  };
}

const EMPTY: Values = {
  code: "",
  name_zh: "",
  name_en: "",
  kind: "",
  equipment_class: "",
  critical: "",
  calibration_days: "",
  maintenance_days: "",
  cleaning_hours: "",
};

/** Null when this computer does not know the piece, or it is retired. */
export function reviseEquipmentForm(rows: Lookup, code: string): FormSpec | null {
  const piece = rows.get("equipment", [code])?.row;
  if (piece === undefined || piece.status === "retired") {
    return null;
  }
  const words = d().equipment.form;
  return {
    ...shared(rows, piece),
    title: words.revise(code),
    intro: words.reviseWhy(),
    initial: valuesOf(piece),
    revises: true,
    submit: d().form.save(),
    check: tooLong,
    back: recordHref("equipment", [code]),
  };
}

function valuesOf(piece: EquipmentRow): Values {
  const { code, site, name_zh, name_en, kind, equipment_class, critical } = piece;
  const intervals = INTERVALS.map((name) => [
    name,
    piece[name] === null ? "" : String(piece[name]),
  ]);
  return {
    ...{ code, site, name_zh, name_en, kind, equipment_class },
    critical: critical ? "yes" : "no",
    ...Object.fromEntries(intervals),
  };
}

function tooLong(values: Values): Complaints {
  const words = d().equipment.form;
  return Object.fromEntries(
    INTERVALS.filter((name) => Number(text(values, name)) > MOST[name]).map((name) => [
      name,
      words.tooLong(MOST[name]),
    ]),
  );
}

function shared(
  rows: Lookup,
  piece: EquipmentRow | null,
): Pick<FormSpec, "fields" | "action" | "draft" | "blames" | "done"> {
  return {
    fields: () => [...identityFields(rows, piece), ...INTERVALS.map(intervalField)],
    action: "manage_equipment",
    draft: (values) => ({ type: "DefineEquipment", body: bodyOf(values) }),
    blames: { EQUIPMENT_OTHER: "code", EQUIPMENT_RETIRED: "code" },
    done: (values) => recordHref("equipment", [text(values, "code")]),
  };
}

function identityFields(rows: Lookup, piece: EquipmentRow | null): readonly FormField[] {
  const { equipment, field, form } = d();
  const words = equipment.form;
  const fixed = piece === null ? {} : { fixed: form.keyFixed() };
  const classes = [...new Set(rows.all("equipment").map(({ row }) => row.equipment_class))];
  const kinds = (["machine", "gauge"] as const).map((value) => ({
    value,
    label: e().kind[value](),
  }));
  const answers = [
    { value: "yes", label: field.yes() },
    { value: "no", label: field.no() },
  ];
  return [
    { name: "code", kind: "code", label: equipment.code(), required: true, ...fixed },
    { name: "site", kind: "code", label: field.site(), required: true, ...fixed },
    {
      name: "kind",
      kind: "choice",
      label: equipment.kind(),
      options: kinds,
      required: true,
      ...fixed,
    },
    { name: "name_zh", kind: "line", label: form.nameZh(), required: true },
    { name: "name_en", kind: "line", label: form.nameEn(), required: true },
    {
      name: "equipment_class",
      kind: "code",
      label: equipment.class(),
      hint: words.classHint(),
      required: true,
      suggestions: classes
        .toSorted()
        .map((value) => ({ value, label: localName(termNames(rows, "equipment_class", value)) })),
    },
    {
      name: "critical",
      kind: "choice",
      label: equipment.critical(),
      hint: words.criticalHint(),
      options: answers,
      required: true,
    },
  ];
}

function intervalField(name: Interval): TextQuestion {
  const words = d().equipment.form;
  const labels = {
    calibration_days: words.calibrationDays,
    maintenance_days: words.maintenanceDays,
    cleaning_hours: words.cleaningHours,
  };
  const unit = name === "cleaning_hours" ? words.hoursUnit() : words.daysUnit();
  return { name, kind: "whole", label: labels[name](), hint: words.intervalHint(), unit };
}

function bodyOf(values: Values): DefineEquipmentBody {
  const whole = (name: Interval): number | null =>
    text(values, name) === "" ? null : Number(text(values, name));
  return {
    calibration_days: whole("calibration_days"),
    cleaning_hours: whole("cleaning_hours"),
    code: text(values, "code"),
    critical: text(values, "critical") === "yes",
    equipment_class: text(values, "equipment_class"),
    kind: text(values, "kind") as DefineEquipmentBody["kind"],
    maintenance_days: whole("maintenance_days"),
    name_en: text(values, "name_en"),
    name_zh: text(values, "name_zh"),
    site: text(values, "site"),
  };
}

/** Qualify, return to use, take out of service, retire; null when it cannot be done to this piece. */
export function equipmentStatusForm(
  rows: Lookup,
  code: string,
  act: ChangeEquipmentBody["act"],
): FormSpec | null {
  const piece = rows.get("equipment", [code])?.row;
  if (piece === undefined || !actsOn(piece).includes(act)) {
    return null;
  }
  const { form, ...words } = d().equipment;
  const returns = piece.status === "out_of_service";
  const texts = {
    qualify: returns
      ? [form.returnTo(code), form.returnWhy(), words.returnNow()]
      : [form.qualify(code), form.qualifyWhy(), words.qualify()],
    take_out_of_service: [form.takeOut(code), form.takeOutWhy(), words.takeOut()],
    retire: [form.retire(code), form.retireWhy(), words.retire()],
  };
  const [title = "", intro = "", submit = ""] = texts[act];
  return {
    title,
    intro,
    fields: () => [],
    initial: {},
    revises: true,
    submit,
    stops: act !== "qualify",
    action: "qualify_equipment",
    draft: () => ({ type: "ChangeEquipment", body: { act, equipment: code } }),
    blames: {},
    done: () => recordHref("equipment", [code]),
    back: recordHref("equipment", [code]),
  };
}

/** What may be decided about a piece as it stands. */
export function actsOn({ status }: EquipmentRow): readonly ChangeEquipmentBody["act"][] {
  switch (status) {
    case "installed":
      return ["qualify", "retire"];
    case "qualified":
      return ["take_out_of_service", "retire"];
    case "out_of_service":
      return ["qualify", "retire"];
    case "retired":
      return [];
  }
}
