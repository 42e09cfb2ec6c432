/**
 * What is wrong with a routing as it is typed, beside the cell that it is about; the server judges it again. Pure.
 */

import { compareDecimals, isDecimal, isMultipleOf } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { type Complaints, type FormRow, rowsOf, type Values } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { split } from "./process-form.ts";
import { BOUNDS, cell, samplingFrom } from "./routing-rows.ts";

type Told = [at: string, what: string];

export function routingComplaints(rows: Lookup, values: Values): Complaints {
  const numbers = rowsOf(values, "steps").map((row) => cell(row, "number"));
  const found: readonly Told[] = [
    ...rowsOf(values, "steps").flatMap((row, index) => stepTold(row, index, numbers)),
    ...partsTold(values, "parameters", numbers),
    ...partsTold(values, "checks", numbers),
    ...partsTold(values, "components", numbers),
    ...rowsOf(values, "components").flatMap((row, index) => itemTold(rows, row, index)),
  ];
  return Object.fromEntries(found);
}

function stepTold(row: FormRow, index: number, numbers: readonly string[]): readonly Told[] {
  const { making } = d();
  const number = cell(row, "number");
  const twice: readonly Told[] =
    number !== "" && numbers.indexOf(number) < index
      ? [[`steps.${index}.number`, making.twice()]]
      : [];
  const wrong = split(cell(row, "predecessors")).some(
    (each) => !numbers.includes(each) || Number(each) >= Number(number),
  );
  return wrong ? [...twice, [`steps.${index}.predecessors`, making.predecessorWrong()]] : twice;
}

function partsTold(values: Values, name: string, numbers: readonly string[]): readonly Told[] {
  const { making } = d();
  const key = name === "components" ? "item" : "code";
  const parts = rowsOf(values, name);
  const ids = parts.map((row) => `${cell(row, "step")}/${cell(row, key)}`);
  return parts.flatMap((row, index): readonly Told[] => {
    const at = (field: string): string => `${name}.${index}.${field}`;
    const step = cell(row, "step");
    return [
      ...told(step !== "" && !numbers.includes(step), at("step"), making.stepUnknown()),
      ...told(ids.indexOf(ids[index] ?? "") < index, at(key), making.twice()),
      ...(name === "components" ? [] : measureTold(row, at, name === "checks")),
    ];
  });
}

function measureTold(row: FormRow, at: (field: string) => string, check: boolean): readonly Told[] {
  const { making } = d();
  const bounds = BOUNDS.filter((name) => cell(row, name) !== "");
  const reading = !check || cell(row, "kind") === "reading";
  const sampling = cell(row, "sampling");
  const plain = !reading && (bounds.length > 0 || cell(row, "unit") !== "");
  return [
    ...told(
      sampling !== "" && samplingFrom(sampling) === null,
      at("sampling"),
      making.samplingWrong(),
    ),
    ...told(
      plain || (check && reading && cell(row, "unit") === ""),
      at("unit"),
      making.readingNeeds(),
    ),
    ...reversed(row, bounds).map((name): Told => [at(name), making.limitsReversed()]),
    ...(check ? [] : unreadable(row, bounds).map((name): Told => [at(name), making.notReadable()])),
  ];
}

/** Each bound that lies below the one before it; equal outer limits leave no room. */
function reversed(row: FormRow, bounds: readonly (typeof BOUNDS)[number][]): readonly string[] {
  const numbers = bounds.filter((name) => isDecimal(cell(row, name)));
  return numbers.filter((name, index) => {
    const before = numbers[index - 1];
    if (before === undefined) {
      return false;
    }
    const order = compareDecimals(cell(row, before), cell(row, name));
    return order > 0 || (order === 0 && before === "low" && name === "high");
  });
}

/** Each bound that is not a whole number of resolutions. */
function unreadable(row: FormRow, bounds: readonly string[]): readonly string[] {
  const resolution = cell(row, "resolution");
  if (!isDecimal(resolution) || compareDecimals(resolution, "0") <= 0) {
    return [];
  }
  return bounds.filter((name) => {
    const text = cell(row, name);
    return isDecimal(text) && !isMultipleOf(text, resolution);
  });
}

function itemTold(rows: Lookup, row: FormRow, index: number): readonly Told[] {
  const item = cell(row, "item");
  const unknown = item !== "" && rows.get("item", [item]) === undefined;
  return told(unknown, `components.${index}.item`, d().making.itemUnknown());
}

function told(wrong: boolean, at: string, what: string): readonly Told[] {
  return wrong ? [[at, what]] : [];
}
