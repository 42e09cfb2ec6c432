/**
 * Sterilisation loads as the server tells them, and what acceptance asks of each as people read it. The server judges again.
 */

import type { CycleParameter } from "../entries/bodies.ts";
import type { CycleRow, LoadBox, LoadRow } from "../entries/load-rows.ts";
import type { Chip } from "../ui/desk-cells.tsx";
import { moment } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { unitSign } from "../ui/unit-sign.ts";
import type { DeviationLine } from "./order-view.ts";

export interface LoadLine extends Omit<LoadRow, "site" | "reason"> {
  readonly name_en: string;
  readonly name_zh: string;
  readonly reason: string;
  readonly indicators_wanted: number;
  readonly chemical_wanted: number;
  readonly lots: readonly string[];
  readonly quantity: string;
  readonly unit: string;
  readonly indicators_read: number;
  readonly indicators_placed: number;
  readonly holds: number;
}

export interface MemberLine {
  readonly lot: string;
  readonly position: string;
  readonly quantity: string;
  readonly unit: string;
  readonly late: boolean;
  readonly boxes: readonly LoadBox[];
  readonly item: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly status: string;
  readonly stub: boolean;
  readonly held: boolean;
}

export interface IndicatorLine {
  readonly indicator: string;
  readonly kind: "biological" | "chemical";
  readonly position: string | null;
  readonly placed_at: string | null;
  readonly incubated_at: string | null;
  readonly result: string | null;
  readonly read_at: string | null;
}

export interface CycleReadingLine {
  readonly id: string;
  readonly code: string;
  readonly value: string;
  readonly unit: string;
  readonly phase: string;
  readonly verdict: string;
  readonly source: string;
  readonly gauge: string | null;
  readonly by: string;
  readonly at: string;
}

export interface LoadHoldLine {
  readonly id: string;
  readonly reason_code: string;
  readonly text: string;
  readonly placed_by: string;
  readonly placed_at: string;
  readonly lifted_at: string | null;
  readonly lifted_by: string | null;
  readonly lift_reason: string | null;
}

/** What `GET /loads` answers. */
export interface LoadsView {
  readonly position: number;
  readonly loads: readonly LoadLine[];
  readonly cycles: readonly CycleRow[];
}

/** What `GET /loads/{number}` answers. */
export interface LoadCardView {
  readonly position: number;
  readonly load: LoadLine;
  readonly cycle: CycleRow | null;
  readonly members: readonly MemberLine[];
  readonly indicators: readonly IndicatorLine[];
  readonly readings: readonly CycleReadingLine[];
  readonly holds: readonly LoadHoldLine[];
  readonly deviations: readonly DeviationLine[];
}

export function loadChips({ status, holds }: LoadLine): readonly Chip[] {
  const words = d().loads;
  const by: Readonly<Record<string, Chip["status"]>> = { accepted: "ok", rejected: "stop" };
  const stands = { status: by[status] ?? "provisional", label: wordOf(words.status, status) };
  return holds > 0 ? [stands, { status: "hold", label: `${words.held()} ${holds}` }] : [stands];
}

export function limitsText({ limits, unit }: CycleParameter): string {
  const { low, high } = limits;
  if (low !== null && high !== null) {
    return `${low}–${high} ${unitSign(unit)}`;
  }
  return low === null ? `≤ ${high ?? "–"} ${unitSign(unit)}` : `≥ ${low} ${unitSign(unit)}`;
}

/** A value that was read, or a parameter of the cycle of which none is judged yet. */
export interface CycleLine {
  readonly id: string;
  readonly name: string;
  readonly limits: string;
  readonly reading: CycleReadingLine | null;
}

/** By the cycle's parameters, each with its values; what was read beside them stands at the end. */
export function cycleLines({ cycle, load, readings }: LoadCardView): readonly CycleLine[] {
  const parameters = cycle?.parameters ?? [];
  const asked = parameters.flatMap((parameter) => {
    const shared = { name: localName(parameter), limits: limitsText(parameter) };
    const { code } = parameter;
    const read = readings.filter((each) => each.code === code);
    const lines = read.map((reading) => ({ ...shared, id: reading.id, reading }));
    return load.observed.includes(code)
      ? lines
      : [...lines, { ...shared, id: code, reading: null }];
  });
  const codes = new Set(parameters.map(({ code }) => code));
  const beside = readings.filter(({ code }) => !codes.has(code));
  return [
    ...asked,
    ...beside.map((reading) => ({ id: reading.id, name: reading.code, limits: "–", reading })),
  ];
}

export interface Asked {
  readonly good: boolean;
  readonly text: string;
}

const AGAINST = ["growth", "unchanged"];
const HOUR_MS = 3_600_000;

/** What acceptance asks, one line for each, in the order people work through it. */
export function askedOf(view: LoadCardView, badge: string, nowMs: number): readonly Asked[] {
  const { load, cycle, members, holds } = view;
  const words = d().loads.check;
  const late = [...new Set(members.filter((each) => each.late).map(({ lot }) => lot))];
  const held = [...new Set(members.filter((each) => each.held).map(({ lot }) => lot))];
  const open = holds.filter(({ lifted_at }) => lifted_at === null).length;
  const wanted = cycle?.parameters.map(({ code }) => code) ?? [];
  const read = wanted.filter((code) => load.observed.includes(code)).length;
  return [
    { good: load.status === "await_bi", text: words.phase() },
    { good: members.length > 0, text: words.somethingIn() },
    { good: cycle !== null && read === wanted.length, text: words.values(read, wanted.length) },
    ...bad(load.failed, words.out),
    ...indicatorsAsked(view, nowMs),
    ...bad(late, words.late),
    { good: open === 0, text: words.holds(open) },
    ...bad(held, words.heldLots),
    { good: !load.people.includes(badge), text: words.somebodyElse() },
  ];
}

function bad(names: readonly string[], say: (names: string) => string): readonly Asked[] {
  return names.length === 0 ? [] : [{ good: false, text: say(names.join(", ")) }];
}

function indicatorsAsked(view: LoadCardView, nowMs: number): readonly Asked[] {
  const words = d().loads.check;
  const { load, cycle, indicators } = view;
  const of = (kind: IndicatorLine["kind"], wanted: number) => {
    const placed = indicators.filter((each) => each.kind === kind);
    const read = placed.filter(({ result, placed_at }) => result !== null && placed_at !== null);
    const all = Math.max(wanted, placed.length);
    return { read: read.length, all, good: read.length >= all };
  };
  const biological = of("biological", load.indicators_wanted);
  const chemical = of("chemical", load.chemical_wanted);
  const against = indicators.filter(({ result }) => AGAINST.includes(result ?? ""));
  const ends = indicators
    .filter(({ incubated_at, result }) => incubated_at !== null && result === null)
    .map(({ incubated_at }) => Date.parse(incubated_at ?? ""))
    .map((begun) => begun + (cycle?.incubation_hours ?? 0) * HOUR_MS)
    .filter((end) => end > nowMs);
  const until = ends.length === 0 ? null : new Date(Math.max(...ends)).toISOString();
  return [
    { good: biological.good, text: words.biological(biological.read, biological.all) },
    ...(chemical.all === 0
      ? []
      : [{ good: chemical.good, text: words.chemical(chemical.read, chemical.all) }]),
    ...(until === null ? [] : [{ good: false, text: words.incubating(moment(until)) }]),
    ...bad(
      against.map(({ indicator }) => indicator),
      words.against,
    ),
  ];
}

const RANGE = /^(?<stem>.*?)(?<first>\d+)-\k<stem>(?<last>\d+)$/;

/** `BI01-BI03 CI1` names four indicators; a range that is none is taken as one name. */
export function namesOf(text: string): readonly string[] {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  return [...new Set(parts.flatMap(rangeOf))];
}

function rangeOf(part: string): readonly string[] {
  const found = RANGE.exec(part)?.groups;
  const [from, to] = [Number(found?.first), Number(found?.last)];
  const stem = found?.stem ?? "";
  if (found === undefined || !(from < to)) {
    return [part];
  }
  const width = found.first?.length ?? 0;
  const count = Math.min(to - from + 1, MAX_NAMES + 1);
  return Array.from({ length: count }, (_, n) => `${stem}${String(from + n).padStart(width, "0")}`);
}

export const MAX_NAMES = 200;
