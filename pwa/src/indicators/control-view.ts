/**
 * A control chart as the server computed it, and where its points and lines are drawn. Pure.
 */

import type { Limits } from "../entries/bodies.ts";

export interface Finding {
  readonly rule: number;
  readonly at: number;
  readonly points: readonly number[];
}

export interface Chart {
  readonly points: readonly (string | null)[];
  readonly centre: string;
  readonly low: string;
  readonly high: string;
  readonly findings: readonly Finding[];
}

export interface Control {
  readonly subgroup: number;
  readonly location: Chart;
  readonly spread: Chart;
  readonly mean: string;
  readonly sigma: string;
  readonly left_out: number;
}

export interface Value {
  readonly id: string;
  readonly value: string;
  readonly at: string;
  readonly subject: string;
  readonly verdict: string;
  readonly by: string;
}

/** What `GET /indicators/control` answers. */
export interface ControlView {
  readonly position: number;
  readonly measured: {
    readonly code: string;
    readonly name_en: string;
    readonly name_zh: string;
    readonly unit: string;
    readonly limits: Limits;
  };
  readonly values: readonly Value[];
  readonly other_unit: number;
  /** All there are; the first ones of them were looked at. */
  readonly total: number;
  readonly control: Control | null;
  readonly capability: {
    readonly cpk: string | null;
    readonly not_stated: "no_limits" | "too_few" | "not_stable" | "no_spread" | null;
    readonly n: number;
    readonly stable: boolean;
  };
}

/** Readings that a chart takes at least: two points, each of a whole subgroup. */
export function neededFor(subgroup: number): number {
  return 2 * subgroup;
}

/** At most so many decimals as help a reader: two more than the values were read with. */
export function rounded(text: string, values: readonly Value[]): string {
  const places = Math.max(0, ...values.map(({ value }) => (value.split(".")[1] ?? "").length));
  return Number(text).toFixed(places + 2);
}

export interface Line {
  readonly label: string;
  readonly value: number;
  readonly role: "centre" | "control" | "limit";
}

export interface Frame {
  readonly x: (point: number) => number;
  readonly y: (value: number) => number;
}

export const WIDTH = 960;
export const HEIGHT = 280;
const LEFT = 16;
const RIGHT = 200;
const ABOVE = 16;

/** From point and value to the picture; what is drawn fills it with a little air. */
export function frameOf(points: readonly (number | null)[], lines: readonly Line[]): Frame {
  const all = [...points.filter((point) => point !== null), ...lines.map(({ value }) => value)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = high === low ? 1 : (high - low) * 1.1;
  const bottom = high === low ? low - 0.5 : low - (high - low) * 0.05;
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, points.length - 1);
  return {
    x: (point) => LEFT + point * step,
    y: (value) => HEIGHT - ABOVE - ((value - bottom) / room) * (HEIGHT - 2 * ABOVE),
  };
}

/** Labels that would lie on one another are moved apart, downwards. */
export function spacedLabels(
  lines: readonly Line[],
  y: Frame["y"],
): readonly (Line & { readonly at: number })[] {
  let last = Number.NEGATIVE_INFINITY;
  return lines
    .toSorted((left, right) => right.value - left.value)
    .map((line) => {
      last = Math.max(y(line.value), last + 16);
      return { ...line, at: last };
    });
}

/** Rising numbers with neighbours drawn together: `1, 4-8, 20`. */
export function spans(numbers: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const open = found.at(-1);
    if (open !== undefined && number === open[1] + 1) {
      open[1] = number;
    } else {
      found.push([number, number]);
    }
  }
  return found
    .map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
    .join(", ");
}
