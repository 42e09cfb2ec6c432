/**
 * Beginning a load, and approving a revision of a cycle with its limits.
 */

import type { DefineCycleBody, OpenLoadBody } from "../entries/bodies.ts";
import type { CycleRow } from "../entries/load-rows.ts";
import { compareDecimals } from "../sync/decimal.ts";
import {
  type Complaints,
  type FormRow,
  type FormSpec,
  orNull,
  rowsOf,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";
import { measureOptions } from "../ui/unit-table.ts";
import type { LoadLine } from "./load-view.ts";

export interface OpenWish {
  readonly cycles: readonly CycleRow[];
  readonly loads: readonly LoadLine[];
}

export function openLoadForm({ cycles, loads: there }: OpenWish): FormSpec {
  const { form, loads } = d();
  const options = cycles.map((each) => ({
    value: JSON.stringify([each.code, each.revision]),
    label: `${each.code} ${each.revision} · ${localName(each)}`,
  }));
  return {
    title: loads.open(),
    intro: loads.openWhy(),
    fields: () => [
      { name: "load", kind: "code", label: loads.load(), required: true },
      { name: "chamber", kind: "code", label: loads.chamber(), required: true },
      { name: "cycle", kind: "choice", label: loads.cycle(), options, required: true },
    ],
    initial: { load: "", chamber: "", cycle: options[0]?.value ?? "" },
    revises: false,
    submit: form.create(),
    action: "work",
    check: (values): Complaints =>
      there.some(({ number }) => number === text(values, "load")) ? { load: form.taken() } : {},
    draft: (values): { readonly type: string; readonly body: OpenLoadBody } => {
      const [cycle, revision] = JSON.parse(text(values, "cycle")) as [string, string];
      const [load, chamber] = [text(values, "load"), text(values, "chamber")];
      return { type: "OpenLoad", body: { chamber, cycle, load, revision } };
    },
    blames: {},
    done: (values) => recordHref("loads", [text(values, "load")]),
    back: recordHref("loads"),
  };
}

const BLANK: FormRow = { code: "", name_zh: "", name_en: "", unit: "", low: "", high: "" };

export function cycleForm(): FormSpec {
  const { field, form, loads } = d();
  return {
    title: loads.defineCycle(),
    intro: loads.defineCycleWhy(),
    fields: () => [
      { name: "code", kind: "code", label: loads.code(), required: true },
      { name: "revision", kind: "code", label: field.revision(), required: true },
      { name: "name_zh", kind: "line", label: form.nameZh(), required: true },
      { name: "name_en", kind: "line", label: form.nameEn(), required: true },
      { name: "equipment_class", kind: "code", label: loads.equipmentClass(), required: true },
      { name: "indicators", kind: "whole", label: loads.wantedBiological(), required: true },
      { name: "chemical_indicators", kind: "whole", label: loads.wantedChemical() },
      { name: "incubation_hours", kind: "whole", label: loads.incubation(), required: true },
      { name: "exposures", kind: "whole", label: loads.exposures(), required: true },
      { name: "skill", kind: "code", label: loads.skill(), hint: loads.skillWhy() },
      {
        name: "parameters",
        kind: "rows",
        label: loads.run(),
        add: loads.addParameter(),
        blank: BLANK,
        columns: (row) => [
          { name: "code", kind: "code", label: loads.code(), required: true },
          { name: "name_zh", kind: "line", label: form.nameZh(), required: true },
          { name: "name_en", kind: "line", label: form.nameEn(), required: true },
          {
            name: "unit",
            kind: "choice",
            label: loads.unit(),
            options: measureOptions([row.unit ?? ""]),
            required: true,
          },
          { name: "low", kind: "number", label: loads.low() },
          { name: "high", kind: "number", label: loads.high() },
        ],
      },
    ],
    initial: {
      code: "",
      revision: "",
      name_zh: "",
      name_en: "",
      equipment_class: "",
      indicators: "",
      chemical_indicators: "",
      incubation_hours: "",
      exposures: "1",
      skill: "",
      parameters: [BLANK],
    },
    revises: false,
    submit: form.create(),
    action: "approve_process",
    check: limitsCheck,
    draft: (values) => ({ type: "DefineCycle", body: cycleBody(values) }),
    blames: { CYCLE_APPROVED: "revision", CYCLE_LIMITS_REVERSED: "parameters" },
    done: () => recordHref("loads"),
    back: recordHref("loads"),
  };
}

function limitsCheck(values: Values): Complaints {
  const { loads } = d();
  const found = rowsOf(values, "parameters").flatMap(({ low = "", high = "" }, index) => {
    if (low.trim() === "" && high.trim() === "") {
      return [[`parameters.${index}.low`, loads.limitMissing()]];
    }
    const both = low.trim() !== "" && high.trim() !== "";
    return both && compareDecimals(low.trim(), high.trim()) > 0
      ? [[`parameters.${index}.low`, loads.reversed()]]
      : [];
  });
  return Object.fromEntries(found) as Complaints;
}

function cycleBody(values: Values): DefineCycleBody {
  const none = { action_high: null, action_low: null, alarm_high: null, alarm_low: null };
  return {
    chemical_indicators: Number(text(values, "chemical_indicators")),
    code: text(values, "code"),
    equipment_class: text(values, "equipment_class"),
    exposures: Number(text(values, "exposures")),
    incubation_hours: Number(text(values, "incubation_hours")),
    indicators: Number(text(values, "indicators")),
    name_en: text(values, "name_en"),
    name_zh: text(values, "name_zh"),
    parameters: rowsOf(values, "parameters").map((row) => ({
      code: (row.code ?? "").trim(),
      limits: {
        ...none,
        high: orNull((row.high ?? "").trim()),
        low: orNull((row.low ?? "").trim()),
      },
      name_en: (row.name_en ?? "").trim(),
      name_zh: (row.name_zh ?? "").trim(),
      unit: (row.unit ?? "").trim(),
    })),
    revision: text(values, "revision"),
    skill: orNull(text(values, "skill")),
  };
}
