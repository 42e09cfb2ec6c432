/**
 * What a revision says: the lines of a structure, or the steps of a routing with all that belongs to them.
 */

import type { JSX } from "preact";
import type { Check, Parameter, Step, StepComponent, StructureLine } from "../entries/bodies.ts";
import { termNames } from "../entries/terms.ts";
import type { Lookup } from "../sync/view.ts";
import { DataTable } from "../ui/data-table.tsx";
import { linkColumn, orDash, textColumn, unitColumn, yesNo } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { localName } from "../ui/local-name.ts";
import { type Fact, Facts } from "../ui/record-header.tsx";
import { StoredPicture } from "../ui/stored-picture.tsx";
import type { Column } from "../ui/table-view.ts";
import "./process.css";
import { samplingText, specificationText, valueText } from "./process-view.ts";

export function StructureTable({ lines }: { readonly lines: readonly StructureLine[] }) {
  const { making } = d();
  const columns: readonly Column<StructureLine>[] = [
    linkColumn("item", making.component(), ({ item }) => ({ section: "items", at: [item] })),
    textColumn("quantity", making.field.quantity(), ({ quantity }) => quantity, { align: "end" }),
    unitColumn("unit", making.field.unit(), ({ unit }) => unit),
    textColumn("substitutes", making.substitutes(), (row) => orDash(row.substitutes.join(", "))),
  ];
  return (
    <DataTable
      label={making.lines()}
      rows={lines}
      columns={columns}
      rowId={({ item }) => item}
      csvName="structure"
    />
  );
}

interface RoutingStepsProps {
  readonly rows: Lookup;
  readonly steps: readonly Step[];
}

export function RoutingSteps({ rows, steps }: RoutingStepsProps): JSX.Element {
  return (
    <>
      {steps.map((step) => (
        <StepPanel key={step.number} rows={rows} step={step} />
      ))}
    </>
  );
}

function StepPanel({ rows, step }: { readonly rows: Lookup; readonly step: Step }): JSX.Element {
  const { making } = d();
  const name = localName(step);
  const instruction = language.value === "zh" ? step.instruction_zh : step.instruction_en;
  return (
    <section class="process-step">
      <h2>
        {step.number} · {name}
      </h2>
      <Facts facts={stepFacts(rows, step)} />
      {instruction !== "" && <p class="process-instruction">{instruction}</p>}
      {step.picture !== null && (
        <StoredPicture
          digest={step.picture}
          alt={`${making.field.picture()} ${step.number} ${name}`}
          missing={d().form.pictureMissing()}
        />
      )}
      {step.components.length > 0 && (
        <DataTable
          label={`${making.components()} ${step.number}`}
          rows={step.components}
          columns={componentColumns()}
          rowId={({ item }) => item}
        />
      )}
      {step.parameters.length > 0 && (
        <DataTable
          label={`${making.parameters()} ${step.number}`}
          rows={step.parameters}
          columns={parameterColumns()}
          rowId={({ code }) => code}
        />
      )}
      {step.checks.length > 0 && (
        <DataTable
          label={`${making.checks()} ${step.number}`}
          rows={step.checks}
          columns={checkColumns()}
          rowId={({ code }) => code}
        />
      )}
    </section>
  );
}

function classOf(rows: Lookup, { equipment_class }: Step): string {
  return equipment_class === null
    ? ""
    : localName(termNames(rows, "equipment_class", equipment_class));
}

function stepFacts(rows: Lookup, step: Step): readonly Fact[] {
  const { field } = d().making;
  const facts: readonly (readonly [string, string])[] = [
    [field.kind(), valueText(step.kind)],
    [field.repeat(), valueText(step.repeat)],
    [field.predecessors(), step.predecessors.join(", ")],
    [field.skill(), step.skill ?? ""],
    [field.equipment_class(), classOf(rows, step)],
    [field.document(), step.document ?? ""],
    [field.two_person(), step.two_person ? yesNo(true) : ""],
  ];
  return facts.filter(([, value]) => value !== "").map(([label, value]) => ({ label, value }));
}

function componentColumns(): readonly Column<StepComponent>[] {
  const { making } = d();
  return [
    linkColumn("item", making.component(), ({ item }) => ({ section: "items", at: [item] })),
    textColumn("quantity", making.field.quantity(), ({ quantity }) => quantity, { align: "end" }),
    unitColumn("unit", making.field.unit(), ({ unit }) => unit),
    textColumn("scan", making.field.scan(), ({ scan }) => valueText(scan)),
  ];
}

function parameterColumns(): readonly Column<Parameter>[] {
  const { making } = d();
  const { field } = making;
  const warn = (low: string | null, high: string | null): string =>
    low === null && high === null ? "–" : `${low ?? ""} … ${high ?? ""}`;
  return [
    textColumn("name", making.spc.parameter(), localName, { wraps: true }),
    textColumn("limits", field.limits(), ({ limits, unit }) => specificationText(limits, unit)),
    textColumn("action", making.order.verdict.action(), ({ limits }) =>
      warn(limits.action_low, limits.action_high),
    ),
    textColumn("alarm", making.order.verdict.alarm(), ({ limits }) =>
      warn(limits.alarm_low, limits.alarm_high),
    ),
    textColumn("critical", field.critical(), ({ critical }) => yesNo(critical)),
    textColumn("source", field.source(), ({ source }) => valueText(source)),
    textColumn("second", field.second(), ({ second }) => valueText(second)),
    textColumn("sampling", field.sampling(), ({ sampling }) => samplingText(sampling)),
    textColumn("code", field.code(), ({ code }) => code, { hidden: true }),
    textColumn("resolution", field.resolution(), ({ resolution }) => resolution, { hidden: true }),
  ];
}

function checkColumns(): readonly Column<Check>[] {
  const { making } = d();
  const { field } = making;
  return [
    textColumn("name", making.entity.check(), localName, { wraps: true }),
    textColumn("kind", field.kind(), ({ kind }) => valueText(kind)),
    textColumn("limits", field.limits(), ({ limits, unit }) => specificationText(limits, unit)),
    textColumn("sampling", field.sampling(), ({ sampling }) => samplingText(sampling)),
    textColumn("code", field.code(), ({ code }) => code, { hidden: true }),
  ];
}
