/**
 * What a step still asks for, in the order in which it is done: components, parameters, checks.
 */

import type { Check, Parameter, Sampling, Step } from "../entries/bodies.ts";
import type { StepRunRow } from "../entries/floor-rows.ts";
import type { Lookup } from "../sync/view.ts";
import { componentFor, type Place } from "./subject.ts";

export type Slot = { readonly key: string; readonly done: boolean; readonly failed: boolean } & (
  | { readonly is: "component"; readonly component: Step["components"][number] }
  | { readonly is: "reading"; readonly wanted: Parameter | Check }
  | { readonly is: "check"; readonly check: Check }
);

/** Every slot that is due for this subject; what sampling passes over is not there. */
export function slotsOf(rows: Lookup, place: Place, atMs: number): readonly Slot[] {
  const { step, run } = place;
  if (step === null) {
    return [];
  }
  const taken = new Set((run?.consumed ?? []).map((item) => componentFor(place, item)?.item));
  const seen = new Set(run?.observed ?? []);
  const failed = new Set(run?.failed ?? []);
  const state = (code: string) => ({ key: code, done: seen.has(code), failed: failed.has(code) });
  const due = ({ code, sampling }: { code: string; sampling: Sampling }): boolean =>
    seen.has(code) || isDue(rows, place, code, sampling, atMs);
  return [
    ...step.components.map((component) => ({
      is: "component" as const,
      key: component.item,
      done: taken.has(component.item),
      failed: false,
      component,
    })),
    ...step.parameters
      .filter(due)
      .map((wanted) => ({ is: "reading" as const, wanted, ...state(wanted.code) })),
    ...step.checks
      .filter(due)
      .map((check) =>
        check.kind === "reading"
          ? { is: "reading" as const, wanted: check, ...state(check.code) }
          : { is: "check" as const, check, ...state(check.code) },
      ),
  ];
}

/** The first open slot; null when the step is at its end. */
export function nextSlot(slots: readonly Slot[]): Slot | null {
  return slots.find(({ done }) => !done) ?? null;
}

/** Whether a sampled value is wanted from this subject, by what the device knows of the others. */
function isDue(
  rows: Lookup,
  { subject, number, name }: Place,
  code: string,
  sampling: Sampling,
  atMs: number,
): boolean {
  if (sampling.kind === "every") {
    return true;
  }
  const others = rows
    .find("step_run", "order", subject.order)
    .map(({ row }) => row)
    .filter((run) => run.step === number && run.subject !== name);
  const n = sampling.n ?? 1;
  switch (sampling.kind) {
    case "first_article":
      return !others.some(({ observed }) => observed.includes(code));
    case "each":
      return others.filter(isBehind).length % n === 0;
    case "minutes":
      return !others.some((run) => observedSince(run, code, atMs - n * 60_000));
  }
}

function isBehind({ status }: StepRunRow): boolean {
  return status !== "running";
}

function observedSince(run: StepRunRow, code: string, sinceMs: number): boolean {
  const at = Date.parse(run.finished_at ?? run.started_at);
  return run.observed.includes(code) && at >= sinceMs;
}
