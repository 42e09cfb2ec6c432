/**
 * What a step still asks for, in the order in which it is done: components, parameters, checks.
 */

import type { Check, Parameter, Sampling, Step } from "../entries/bodies.ts";
import type { StepRunRow } from "../entries/floor-rows.ts";
import { compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { componentFor, type Place } from "./subject.ts";

export type Slot = { readonly key: string; readonly done: boolean; readonly failed: boolean } & (
  | { readonly is: "component"; readonly component: Step["components"][number] }
  | { readonly is: "reading"; readonly wanted: Parameter | Check }
  | { readonly is: "check"; readonly check: Check }
);

/** Every slot that is due for this subject; what sampling passes over is not there. */
export function slotsOf(
  rows: Lookup,
  place: Place,
  atMs: number,
  sampledAt: SampledAt = () => null,
): readonly Slot[] {
  const { step, run } = place;
  if (step === null) {
    return [];
  }
  const taken = new Set((run?.consumed ?? []).map((item) => componentFor(place, item)?.item));
  const seen = new Set(run?.observed ?? []);
  const failed = new Set(run?.failed ?? []);
  const going = place.subject.serial === null;
  const due = (each: { code: string; sampling: Sampling }): boolean =>
    isDue(rows, place, each, atMs, sampledAt);
  const state = ({ code, sampling }: { code: string; sampling: Sampling }) => ({
    key: code,
    done: isRepeated(sampling) && going ? !due({ code, sampling }) : seen.has(code),
    failed: failed.has(code),
  });
  const shown = (each: { code: string; sampling: Sampling }): boolean =>
    seen.has(each.code) || (isRepeated(each.sampling) && going) || due(each);
  return [
    ...step.components.map((component) => ({
      is: "component" as const,
      key: component.item,
      done: taken.has(component.item),
      failed: false,
      component,
    })),
    ...step.parameters
      .filter(shown)
      .map((wanted) => ({ is: "reading" as const, wanted, ...state(wanted) })),
    ...step.checks
      .filter(shown)
      .map((check) =>
        check.kind === "reading"
          ? { is: "reading" as const, wanted: check, ...state(check) }
          : { is: "check" as const, check, ...state(check) },
      ),
  ];
}

/** The first open slot; null when the step is at its end. */
export function nextSlot(slots: readonly Slot[]): Slot | null {
  return slots.find(({ done }) => !done) ?? null;
}

/** When a sampled value was last read for this subject, and how often; null: never, as far as this device knows. */
export type SampledAt = (code: string) => { readonly at: number; readonly count: number } | null;

/**
 * A lot's or an order's step in which something is read by time goes on until a person ends it, and one in which something
 * is read by count too, where there are that many units (`quantity`; null: nobody knows how many).
 */
export function goesOn({ step, subject }: Place, quantity: string | null): boolean {
  const again = ({ sampling: { kind, n } }: { readonly sampling: Sampling }): boolean =>
    kind === "minutes" ||
    (kind === "each" && (quantity === null || compareDecimals(String(n ?? 1), quantity) < 0));
  const sampled = [...(step?.parameters ?? []), ...(step?.checks ?? [])];
  return subject.serial === null && sampled.some(again);
}

/** Read again and again while the step goes on. */
export function isRepeated({ kind }: Sampling): boolean {
  return kind === "each" || kind === "minutes";
}

/** Whether a sampled value is wanted now: within a lot by its own readings, unit by unit by those of the others. */
function isDue(
  rows: Lookup,
  place: Place,
  { code, sampling }: { readonly code: string; readonly sampling: Sampling },
  atMs: number,
  sampledAt: SampledAt,
): boolean {
  const { subject, number, name, run } = place;
  if (sampling.kind === "every") {
    return true;
  }
  const n = sampling.n ?? 1;
  if (isRepeated(sampling) && subject.serial === null) {
    const last = sampledAt(code);
    const began = run === null ? null : Date.parse(run.started_at);
    return sampling.kind === "minutes"
      ? began !== null && atMs >= Math.max(began, last?.at ?? 0) + n * 60_000
      : last === null;
  }
  const others = rows
    .find("step_run", "order", subject.order)
    .map(({ row }) => row)
    .filter((each) => each.step === number && each.subject !== name);
  switch (sampling.kind) {
    case "first_article":
      return !others.some(({ observed }) => observed.includes(code));
    case "each":
      return others.filter(isBehind).length % n === 0;
    case "minutes":
      return !others.some((each) => observedSince(each, code, atMs - n * 60_000));
  }
}

function isBehind({ status }: StepRunRow): boolean {
  return status !== "running";
}

function observedSince(run: StepRunRow, code: string, sinceMs: number): boolean {
  const at = Date.parse(run.finished_at ?? run.started_at);
  return run.observed.includes(code) && at >= sinceMs;
}
