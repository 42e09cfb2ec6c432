/**
 * What was done to a machine or gauge: calibrated, maintained, cleaned. It counts from when it was done, not from when
 * it is recorded.
 */

import type {
  CalibrateEquipmentBody,
  CleanEquipmentBody,
  MaintainEquipmentBody,
} from "../entries/bodies.ts";
import type { EquipmentRow } from "../entries/equipment-rows.ts";
import { factoryDay } from "../entries/factory-day.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type Complaints,
  digestsOf,
  type FormDraft,
  type FormField,
  type FormSpec,
  orNull,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { clockTime, isoDate } from "../ui/format.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";

export type Act = "calibrate" | "maintain" | "clean";

/** How far ahead of now an act may claim to be: two clocks are never the same. */
const CLOCKS_APART_MS = 10 * 60_000;

/** Null when this computer does not know the piece, or it is retired. */
export function actForm(rows: Lookup, code: string, act: Act, nowMs: number): FormSpec | null {
  const piece = rows.get("equipment", [code])?.row;
  if (piece === undefined || piece.status === "retired") {
    return null;
  }
  const spec = { calibrate, maintain, clean }[act](piece);
  return {
    ...spec,
    initial: { ...spec.initial, performed_at: localMinute(nowMs) },
    revises: false,
    submit: d().equipment.form.record(),
    check: (values) => wrongTimes(values, nowMs),
    blames: {},
    done: () => recordHref("equipment", [code]),
    back: recordHref("equipment", [code]),
  };
}

type ActSpec = Pick<FormSpec, "title" | "intro" | "fields" | "initial" | "action" | "draft">;

function calibrate({ code }: EquipmentRow): ActSpec {
  const words = d().equipment.form;
  return {
    title: words.calibrate(code),
    intro: words.calibrateWhy(),
    fields: calibrationFields,
    initial: { result: "", as_found: "", as_left: "", certificate: "", laboratory: "", due: "" },
    action: "maintain_equipment",
    draft: (values): FormDraft & { readonly body: CalibrateEquipmentBody } => ({
      type: "CalibrateEquipment",
      body: {
        as_found: text(values, "as_found"),
        as_left: text(values, "as_left"),
        certificate: text(values, "certificate"),
        due: orNull(text(values, "due")),
        equipment: code,
        files: digestsOf(values, "files"),
        laboratory: text(values, "laboratory"),
        performed_at: instant(values),
        result: text(values, "result") as CalibrateEquipmentBody["result"],
      },
    }),
  };
}

function calibrationFields(values: Values): readonly FormField[] {
  const { form: words, ...equipment } = d().equipment;
  const wrong = text(values, "result") === "out_of_tolerance";
  const results = (["pass", "out_of_tolerance"] as const).map((value) => ({
    value,
    label: equipment.results[value](),
  }));
  return [
    performedAt(),
    {
      name: "result",
      kind: "choice",
      label: words.result(),
      options: results,
      required: true,
      ...(wrong ? { hint: words.wrongHint() } : {}),
    },
    {
      name: "as_found",
      kind: "line",
      label: equipment.asFound(),
      hint: words.asFoundHint(),
      required: true,
    },
    { name: "as_left", kind: "line", label: equipment.asLeft(), hint: words.asLeftHint() },
    { name: "certificate", kind: "code", label: equipment.certificate(), required: true },
    { name: "laboratory", kind: "line", label: equipment.laboratory() },
    dueDate(),
    { name: "files", kind: "files", label: words.files() },
  ];
}

function maintain({ code }: EquipmentRow): ActSpec {
  const words = d().equipment.form;
  return {
    title: words.maintain(code),
    intro: words.maintainWhy(),
    fields: () => [
      performedAt(),
      { name: "text", kind: "text", label: words.done(), required: true },
      dueDate(),
      { name: "files", kind: "files", label: d().equipment.files() },
    ],
    initial: { text: "", due: "" },
    action: "maintain_equipment",
    draft: (values): FormDraft & { readonly body: MaintainEquipmentBody } => ({
      type: "MaintainEquipment",
      body: {
        due: orNull(text(values, "due")),
        equipment: code,
        files: digestsOf(values, "files"),
        performed_at: instant(values),
        text: text(values, "text"),
      },
    }),
  };
}

function clean({ code }: EquipmentRow): ActSpec {
  const { form: words, ...equipment } = d().equipment;
  const options = (["clean", "dirty"] as const).map((value) => ({
    value,
    label: equipment.results[value](),
  }));
  return {
    title: words.clean(code),
    intro: words.cleanWhy(),
    fields: () => [
      performedAt(),
      { name: "result", kind: "choice", label: words.result(), options, required: true },
      { name: "text", kind: "text", label: equipment.text() },
    ],
    initial: { result: "", text: "" },
    action: "work",
    draft: (values): FormDraft & { readonly body: CleanEquipmentBody } => ({
      type: "CleanEquipment",
      body: {
        equipment: code,
        performed_at: instant(values),
        result: text(values, "result") as CleanEquipmentBody["result"],
        text: text(values, "text"),
      },
    }),
  };
}

function performedAt(): FormField {
  const label = d().equipment.form.performedAt();
  return { name: "performed_at", kind: "moment", label, required: true };
}

function dueDate(): FormField {
  const words = d().equipment.form;
  return { name: "due", kind: "date", label: words.dueDate(), hint: words.dueHint() };
}

function wrongTimes(values: Values, nowMs: number): Complaints {
  const words = d().equipment.form;
  const at = Date.parse(text(values, "performed_at"));
  const due = text(values, "due");
  return {
    ...(at > nowMs + CLOCKS_APART_MS ? { performed_at: words.ahead() } : {}),
    ...(due !== "" && !Number.isNaN(at) && due <= factoryDay(at) ? { due: words.dueWrong() } : {}),
  };
}

/** What was typed in this computer's time zone, as entries carry it. */
function instant(values: Values): string {
  return new Date(text(values, "performed_at")).toISOString();
}

function localMinute(ms: number): string {
  const at = new Date(ms);
  return `${isoDate(at)}T${clockTime(at)}`;
}
