/**
 * Control charts of one parameter with their findings, capability and the points as a table behind.
 */

import type { JSX } from "preact";
import { CodeNotice } from "../ui/code-notice.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { chipColumn, moment, textColumn } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { type Fact, Facts } from "../ui/record-header.tsx";
import type { Column } from "../ui/table-view.ts";
import { unitSign } from "../ui/unit-sign.ts";
import "./control.css";
import { ControlChart } from "./control-chart.tsx";
import {
  type Control,
  type ControlView,
  type Finding,
  type Line,
  neededFor,
  rounded,
  spans,
  type Value,
} from "./control-view.ts";

export interface ControlPanelProps {
  readonly view: ControlView;
  /** Readings in a subgroup, as they were asked for. */
  readonly subgroup: number;
}

export function ControlPanel({ view, subgroup }: ControlPanelProps): JSX.Element {
  const words = d().making.spc;
  const { control, values, measured, other_unit, total } = view;
  const looked = values.length + other_unit;
  const text = (value: string): string => rounded(value, values);
  return (
    <div class="control-panel">
      {total > looked && (
        <CodeNotice status="warn" title={words.firstOf(looked, total)} texts={[]} />
      )}
      {other_unit > 0 && (
        <CodeNotice status="warn" title={words.otherUnit(other_unit)} texts={[]} />
      )}
      {control === null ? (
        <NoChart view={view} subgroup={subgroup} />
      ) : (
        <>
          <Facts facts={facts(view, control, text)} />
          <Findings control={control} />
          <ControlChart
            label={`${words.location()}, ${unitSign(measured.unit)}`}
            chart={control.location}
            limits={control.subgroup === 1 ? specification(view) : []}
            text={text}
          />
          <ControlChart
            label={`${words.spread()}, ${unitSign(measured.unit)}`}
            chart={control.spread}
            limits={[]}
            text={text}
          />
          {control.left_out > 0 && <p>{words.leftOut(control.left_out)}</p>}
          <Points view={view} control={control} text={text} />
        </>
      )}
    </div>
  );
}

/** Why there is no chart, and the readings there are. */
function NoChart({ view, subgroup }: ControlPanelProps): JSX.Element {
  const words = d().making.spc;
  const { values, other_unit, measured } = view;
  if (values.length === 0) {
    return <p>{other_unit > 0 ? words.noneInUnit(unitSign(measured.unit)) : words.noneYet()}</p>;
  }
  return (
    <>
      <p>{words.tooFew(neededFor(subgroup), values.length)}</p>
      <DataTable
        label={words.readings()}
        rows={values}
        columns={readingColumns()}
        rowId={({ id }) => id}
        csvName={`readings-${measured.code}`}
      />
    </>
  );
}

function readingColumns(): readonly Column<Value>[] {
  const { field, making } = d();
  return [
    textColumn("value", making.spc.location(), ({ value }) => value, { align: "end" }),
    textColumn("at", field.at(), ({ at }) => moment(at)),
    textColumn("by", field.by(), ({ by }) => by),
  ];
}

/** Limits are of single values: they belong on the chart of single values alone. */
function specification({ measured }: ControlView): readonly Line[] {
  const words = d().making.spc;
  const { low, high } = measured.limits;
  const line = (label: string, value: string | null): readonly Line[] =>
    value === null ? [] : [{ label: `${label} ${value}`, value: Number(value), role: "limit" }];
  return [...line(words.upperSpec(), high), ...line(words.lowerSpec(), low)];
}

function facts(
  { capability }: ControlView,
  control: Control,
  text: (value: string) => string,
): readonly Fact[] {
  const words = d().making.spc;
  const { cpk, not_stated, n, stable } = capability;
  return [
    { label: words.n(), value: String(n) },
    { label: words.centre(), value: text(control.mean) },
    { label: words.sigma(), value: text(control.sigma) },
    { label: words.stable(), value: stable ? words.stable() : words.notStable() },
    {
      label: words.cpk(),
      value: cpk === null ? words.why[not_stated ?? "too_few"](n) : Number(cpk).toFixed(2),
    },
  ];
}

/** One line for each rule of a chart, with all the points that it is about. */
function Findings({ control }: { readonly control: Control }): JSX.Element {
  const words = d().making.spc;
  const told = (chart: string, findings: readonly Finding[]): readonly string[] =>
    [...new Set(findings.map(({ rule }) => rule))].map((rule) => {
      const of = findings.filter((each) => each.rule === rule).map(({ at }) => at + 1);
      const what = words.rule[String(rule) as keyof typeof words.rule]();
      return words.atPoints(chart, spans(of), what);
    });
  const found = [
    ...told(words.location(), control.location.findings),
    ...told(words.spread(), control.spread.findings),
  ];
  if (found.length === 0) {
    return <CodeNotice status="ok" title={words.noFindings()} texts={[]} />;
  }
  return (
    <section>
      <CodeNotice status="warn" title={words.findings()} texts={[]} />
      <ul>
        {found.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </section>
  );
}

interface PointsProps {
  readonly view: ControlView;
  readonly control: Control;
  readonly text: (value: string) => string;
}

interface PointLine {
  readonly number: number;
  readonly value: string;
  readonly range: string;
  readonly at: string;
  readonly by: string;
  readonly rules: readonly number[];
}

function Points({ view, control, text }: PointsProps): JSX.Element {
  const { field, making } = d();
  const words = making.spc;
  const rows = control.location.points.map((point, index): PointLine => {
    const first = view.values[index * control.subgroup];
    const findings = [...control.location.findings, ...control.spread.findings];
    const range = control.spread.points[index] ?? null;
    return {
      number: index + 1,
      value: text(point ?? "0"),
      range: range === null ? "–" : text(range),
      at: moment(first?.at ?? null),
      by: first?.by ?? "–",
      rules: findings.filter(({ at }) => at === index).map(({ rule }) => rule),
    };
  });
  const end = { align: "end" } as const;
  const columns: readonly Column<PointLine>[] = [
    textColumn("point", words.point(), ({ number }) => String(number), end),
    textColumn("value", words.location(), ({ value }) => value, end),
    textColumn("range", words.range(), ({ range }) => range, end),
    chipColumn("rules", words.findings(), ({ rules }) =>
      [...new Set(rules)].map((rule) => ({
        status: "warn" as const,
        label: words.rule[String(rule) as keyof typeof words.rule](),
      })),
    ),
    textColumn("at", field.at(), ({ at }) => at),
    textColumn("by", field.by(), ({ by }) => by),
  ];
  return (
    <DataTable
      label={words.table()}
      rows={rows}
      columns={columns}
      rowId={({ number }) => String(number)}
      csvName={`control-${view.measured.code}`}
    />
  );
}
