/**
 * The draft of a routing: steps, and by step number their parameters, checks and components.
 */

import type { DraftRoutingBody } from "../entries/bodies.ts";
import {
  type CellQuestion,
  type FormRow,
  type FormSpec,
  type Option,
  type RowsQuestion,
  rowsOf,
  type Values,
} from "../ui/form-fields.ts";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { measureOptions, stockUnitOptions } from "../ui/unit-table.ts";
import {
  type DraftWish,
  headFields,
  headOf,
  headValues,
  itemOptions,
  sharedSpec,
} from "./process-form.ts";
import { routingComplaints } from "./routing-check.ts";
import { BOUNDS, cell, rowsOfSteps, stepsOf } from "./routing-rows.ts";

export function routingForm(wish: DraftWish): FormSpec {
  const { rows, from } = wish;
  const given = rowsOfSteps(from?.steps ?? []);
  const items = itemOptions(rows);
  return {
    ...sharedSpec("routing", wish),
    fields: (values) => [...headFields(wish, values), ...tables(values, items)],
    initial: {
      ...headValues(wish),
      ...given,
      ...(from === null ? { steps: [blankStep("10")] } : {}),
    },
    check: (values) => routingComplaints(rows, values),
    draft: (values): { readonly type: string; readonly body: DraftRoutingBody } => ({
      type: "DraftRouting",
      body: { ...headOf(values), steps: stepsOf(values) },
    }),
    blames: {
      PROCESS_REVISION_APPROVED: "revision",
      PROCESS_ITEM_UNKNOWN: "item",
      EFFECTIVITY_WRONG: "start",
    },
  };
}

function blankStep(number: string): FormRow {
  const texts = ["name_en", "name_zh", "predecessors", "skill", "equipment_class", "document"];
  return {
    ...Object.fromEntries(texts.map((name) => [name, ""])),
    number,
    kind: "make",
    repeat: "lot",
    two_person: "no",
    instruction_en: "",
    instruction_zh: "",
    picture: "",
  };
}

function tables(values: Values, items: readonly Option[]): readonly RowsQuestion[] {
  const { making } = d();
  const numbers = rowsOf(values, "steps").map((row) => cell(row, "number"));
  const last = numbers.findLast((number) => number !== "") ?? "";
  const next = String(Math.max(0, ...numbers.map((number) => Number(number) || 0)) + 10);
  const steps = numbers.filter((number) => number !== "").map((value) => ({ value, label: value }));
  const named = { name_en: "", name_zh: "", code: "", step: last, sampling: "every", unit: "" };
  const bounds = Object.fromEntries(BOUNDS.map((name) => [name, ""]));
  const measured = { critical: "no", resolution: "", source: "manual", second: "none" };
  return [
    {
      name: "steps",
      kind: "rows",
      label: making.steps(),
      columns: stepColumns,
      add: making.addStep(),
      blank: blankStep(next),
    },
    {
      name: "parameters",
      kind: "rows",
      label: making.parameters(),
      columns: (row) => [stepColumn(steps), ...parameterColumns(row)],
      add: making.addParameter(),
      blank: { ...named, ...bounds, ...measured },
    },
    {
      name: "checks",
      kind: "rows",
      label: making.checks(),
      columns: (row) => [stepColumn(steps), ...checkColumns(row)],
      add: making.addCheck(),
      blank: { ...named, ...bounds, kind: "attribute" },
    },
    {
      name: "components",
      kind: "rows",
      label: making.components(),
      columns: (row) => [stepColumn(steps), ...componentColumns(items, row)],
      add: making.addComponent(),
      blank: { item: "", quantity: "", unit: "", scan: "lot", step: last },
    },
  ];
}

function choice(
  name: keyof ReturnType<typeof fieldWords>,
  values: readonly string[],
): CellQuestion {
  const options = values.map((value) => ({ value, label: wordOf(d().making.value, value) }));
  return { name, kind: "choice", label: fieldWords()[name](), options, required: true };
}

function fieldWords() {
  return d().making.field;
}

function unitColumn(options: readonly Option[]): CellQuestion {
  return { name: "unit", kind: "choice", label: fieldWords().unit(), options, required: true };
}

function stepColumn(options: readonly Option[]): CellQuestion {
  return { name: "step", kind: "choice", label: fieldWords().step(), options, required: true };
}

function names(): readonly CellQuestion[] {
  const words = fieldWords();
  return [
    { name: "name_zh", kind: "line", label: words.name_zh(), required: true },
    { name: "name_en", kind: "line", label: words.name_en(), required: true },
  ];
}

function stepColumns(): readonly CellQuestion[] {
  const words = fieldWords();
  return [
    { name: "number", kind: "whole", label: words.number(), required: true },
    ...names(),
    choice("kind", ["make", "line_clearance", "first_article", "inspect", "package"]),
    choice("repeat", ["order", "lot", "unit"]),
    {
      name: "predecessors",
      kind: "line",
      label: words.predecessors(),
    },
    { name: "skill", kind: "code", label: words.skill() },
    { name: "equipment_class", kind: "code", label: words.equipment_class() },
    { name: "document", kind: "code", label: words.document() },
    choice("two_person", ["yes", "no"]),
    { name: "instruction_zh", kind: "text", label: words.instruction_zh() },
    { name: "instruction_en", kind: "text", label: words.instruction_en() },
    { name: "picture", kind: "picture", label: words.picture() },
  ];
}

function parameterColumns(row: FormRow): readonly CellQuestion[] {
  const words = fieldWords();
  return [
    { name: "code", kind: "code", label: words.code(), required: true },
    ...names(),
    unitColumn(measureOptions([row.unit ?? ""])),
    { name: "resolution", kind: "decimal", label: words.resolution(), required: true },
    ...boundColumns(),
    choice("critical", ["yes", "no"]),
    choice("source", ["manual", "device"]),
    choice("second", ["none", "entered_twice", "second_person"]),
    samplingColumn(),
  ];
}

function checkColumns(row: FormRow): readonly CellQuestion[] {
  const words = fieldWords();
  const reading: readonly CellQuestion[] =
    row.kind === "reading" ? [unitColumn(measureOptions([row.unit ?? ""])), ...boundColumns()] : [];
  return [
    { name: "code", kind: "code", label: words.code(), required: true },
    ...names(),
    choice("kind", ["attribute", "reading", "photo", "document"]),
    ...reading,
    samplingColumn(),
  ];
}

function componentColumns(items: readonly Option[], row: FormRow): readonly CellQuestion[] {
  const words = fieldWords();
  return [
    { name: "item", kind: "code", label: words.item(), required: true, suggestions: items },
    { name: "quantity", kind: "decimal", label: words.quantity(), required: true },
    unitColumn(stockUnitOptions([row.unit ?? ""])),
    choice("scan", ["lot", "serial"]),
  ];
}

function boundColumns(): readonly CellQuestion[] {
  return BOUNDS.map((name) => ({ name, kind: "number", label: fieldWords()[name]() }));
}

function samplingColumn(): CellQuestion {
  const { making } = d();
  const usual = ["every", "first_article", "each:100", "minutes:120"];
  return {
    name: "sampling",
    kind: "line",
    label: fieldWords().sampling(),
    hint: making.samplingWrong(),
    required: true,
    suggestions: usual.map((value) => ({ value, label: value })),
  };
}
