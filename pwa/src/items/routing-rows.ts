/**
 * A routing as the rows of a form and back: steps, and what belongs to them by step number. Pure.
 */

import type { Check, Limits, Parameter, Sampling, Step, StepComponent } from "../entries/bodies.ts";
import { type FormRow, orNull, rowsOf, type Value, type Values } from "../ui/form-fields.ts";
import { samplingOf } from "./compare.ts";
import { split } from "./process-form.ts";

export const BOUNDS = [
  "low",
  "action_low",
  "alarm_low",
  "alarm_high",
  "action_high",
  "high",
] as const;
const SAMPLING = /^(?:(every|first_article)|(each|minutes):([1-9][0-9]{0,5}))$/;

export function rowsOfSteps(steps: readonly Step[]): Readonly<Record<string, Value>> {
  return {
    steps: steps.map((step) => ({
      number: String(step.number),
      name_en: step.name_en,
      name_zh: step.name_zh,
      kind: step.kind,
      repeat: step.repeat,
      predecessors: step.predecessors.join("; "),
      skill: step.skill ?? "",
      equipment_class: step.equipment_class ?? "",
      document: step.document ?? "",
      two_person: yesNo(step.two_person),
      instruction_en: step.instruction_en,
      instruction_zh: step.instruction_zh,
      picture: step.picture ?? "",
    })),
    parameters: steps.flatMap(({ number, parameters }) =>
      parameters.map(({ limits, sampling, critical, ...rest }) => ({
        ...rest,
        ...boundRow(limits),
        step: String(number),
        critical: yesNo(critical),
        sampling: samplingOf(sampling),
      })),
    ),
    checks: steps.flatMap(({ number, checks }) =>
      checks.map(({ limits, sampling, unit, ...rest }) => ({
        ...rest,
        ...boundRow(limits),
        step: String(number),
        unit: unit ?? "",
        sampling: samplingOf(sampling),
      })),
    ),
    components: steps.flatMap(({ number, components }) =>
      components.map((component) => ({ ...component, step: String(number) })),
    ),
  };
}

function boundRow(limits: Limits | null): FormRow {
  return Object.fromEntries(BOUNDS.map((name) => [name, limits?.[name] ?? ""]));
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

export function cell(row: FormRow, name: string): string {
  return (row[name] ?? "").trim();
}

/** In the order of their numbers. */
export function stepsOf(values: Values): readonly Step[] {
  return rowsOf(values, "steps")
    .map((row) => stepOf(row, values))
    .toSorted((left, right) => left.number - right.number);
}

function stepOf(row: FormRow, values: Values): Step {
  const number = cell(row, "number");
  const own = (name: string): readonly FormRow[] =>
    rowsOf(values, name).filter((each) => cell(each, "step") === number);
  return {
    checks: own("checks").map(checkOf),
    components: own("components").map(componentOf),
    document: orNull(cell(row, "document")),
    equipment_class: orNull(cell(row, "equipment_class")),
    instruction_en: cell(row, "instruction_en"),
    instruction_zh: cell(row, "instruction_zh"),
    kind: cell(row, "kind") as Step["kind"],
    name_en: cell(row, "name_en"),
    name_zh: cell(row, "name_zh"),
    number: Number(number),
    parameters: own("parameters").map(parameterOf),
    picture: orNull(cell(row, "picture")),
    predecessors: split(cell(row, "predecessors")).map(Number),
    repeat: cell(row, "repeat") as Step["repeat"],
    skill: orNull(cell(row, "skill")),
    two_person: cell(row, "two_person") === "yes",
  };
}

function parameterOf(row: FormRow): Parameter {
  return {
    code: cell(row, "code"),
    critical: cell(row, "critical") === "yes",
    limits: limitsOf(row),
    name_en: cell(row, "name_en"),
    name_zh: cell(row, "name_zh"),
    resolution: cell(row, "resolution"),
    sampling: samplingFrom(cell(row, "sampling")) ?? { kind: "every", n: null },
    second: cell(row, "second") as Parameter["second"],
    source: cell(row, "source") as Parameter["source"],
    unit: cell(row, "unit"),
  };
}

function checkOf(row: FormRow): Check {
  const reading = cell(row, "kind") === "reading";
  return {
    code: cell(row, "code"),
    kind: cell(row, "kind") as Check["kind"],
    limits: reading ? limitsOf(row) : null,
    name_en: cell(row, "name_en"),
    name_zh: cell(row, "name_zh"),
    sampling: samplingFrom(cell(row, "sampling")) ?? { kind: "every", n: null },
    unit: reading ? cell(row, "unit") : null,
  };
}

function componentOf(row: FormRow): StepComponent {
  return {
    item: cell(row, "item"),
    quantity: cell(row, "quantity"),
    scan: cell(row, "scan") as StepComponent["scan"],
    unit: cell(row, "unit"),
  };
}

function limitsOf(row: FormRow): Limits {
  const [low, action_low, alarm_low, alarm_high, action_high, high] = BOUNDS.map((name) =>
    orNull(cell(row, name)),
  );
  return {
    action_high: action_high ?? null,
    action_low: action_low ?? null,
    alarm_high: alarm_high ?? null,
    alarm_low: alarm_low ?? null,
    high: high ?? null,
    low: low ?? null,
  };
}

/** Null when it is not written as a sampling. */
export function samplingFrom(text: string): Sampling | null {
  const found = SAMPLING.exec(text);
  if (found === null) {
    return null;
  }
  const [, plain, counted, n] = found;
  const kind = (plain ?? counted) as Sampling["kind"];
  return { kind, n: n === undefined ? null : Number(n) };
}
