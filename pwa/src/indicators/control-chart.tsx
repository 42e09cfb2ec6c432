/**
 * A control chart as a picture: limits drawn and labelled, points that break a rule by their shape.
 */

import type { JSX } from "preact";
import { d } from "../ui/i18n/desk/catalogue.ts";
import "./control.css";
import { type Chart, frameOf, HEIGHT, type Line, spacedLabels, WIDTH } from "./control-view.ts";

export interface ControlChartProps {
  readonly label: string;
  readonly chart: Chart;
  /** Drawn beside centre and control limits. */
  readonly limits: readonly Line[];
  readonly text: (value: string) => string;
}

export function ControlChart({ label, chart, limits, text }: ControlChartProps): JSX.Element {
  const words = d().making.spc;
  const points = chart.points.map((point) => (point === null ? null : Number(point)));
  const lines: readonly Line[] = [
    {
      label: `${words.centre()} ${text(chart.centre)}`,
      value: Number(chart.centre),
      role: "centre",
    },
    { label: `${words.upper()} ${text(chart.high)}`, value: Number(chart.high), role: "control" },
    { label: `${words.lower()} ${text(chart.low)}`, value: Number(chart.low), role: "control" },
    ...limits,
  ];
  const { x, y } = frameOf(points, lines);
  const broken = new Set(chart.findings.map(({ at }) => at));
  const path = points
    .flatMap((point, index) => (point === null ? [] : [`${x(index)},${y(point)}`]))
    .join(" ");
  const end = x(points.length - 1) + 8;
  return (
    <figure class="control-chart">
      <figcaption>{label}</figcaption>
      <div class="control-chart-picture">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary(label, chart)}>
          {lines.map((line) => (
            <line
              key={line.label}
              class={`control-line control-${line.role}`}
              x1={0}
              x2={end}
              y1={y(line.value)}
              y2={y(line.value)}
            />
          ))}
          {spacedLabels(lines, y).map((line) => (
            <text key={line.label} class={`control-text-${line.role}`} x={end + 8} y={line.at + 4}>
              {line.label}
            </text>
          ))}
          <polyline class="control-path" points={path} />
          {points.map((point, index) =>
            point === null ? null : (
              <Point key={index} x={x(index)} y={y(point)} broken={broken.has(index)} />
            ),
          )}
        </svg>
      </div>
    </figure>
  );
}

interface PointProps {
  readonly x: number;
  readonly y: number;
  readonly broken: boolean;
}

/** A triangle where a rule is broken, else a dot: never by colour alone. */
function Point({ x, y, broken }: PointProps): JSX.Element {
  return broken ? (
    <polygon class="control-broken" points={`${x},${y - 9} ${x + 8},${y + 6} ${x - 8},${y + 6}`} />
  ) : (
    <circle class="control-point" cx={x} cy={y} r={4} />
  );
}

function summary(label: string, chart: Chart): string {
  const words = d().making.spc;
  const rules = [...new Set(chart.findings.map(({ rule }) => String(rule)))];
  const found = rules.map((rule) => words.rule[rule as keyof typeof words.rule]());
  return [label, found.length === 0 ? words.noFindings() : found.join("; ")].join(". ");
}
