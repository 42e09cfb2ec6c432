/**
 * What a step is done for: the order itself, a lot, or a unit. Named as backend/production/state/rows.py names it.
 */

import type { Step } from "../entries/bodies.ts";
import type { OrderSnapshotRow, StepRunRow, WorkOrderRow } from "../entries/floor-rows.ts";
import { upstreamHolds } from "../entries/on-hand.ts";
import type { Lookup } from "../sync/view.ts";

export interface Subject {
  readonly order: string;
  readonly lot: string | null;
  readonly serial: string | null;
}

export const RUNNING: ReadonlySet<string> = new Set(["released", "in_progress"]);

export function subjectName({ lot, serial }: Omit<Subject, "order">): string {
  if (serial !== null) {
    return `unit:${serial}`;
  }
  return lot === null ? "" : `lot:${lot}`;
}

/** Where a record belongs; null where this device does not know it. */
export interface Place {
  readonly subject: Subject;
  readonly name: string;
  readonly number: number;
  readonly order: WorkOrderRow | null;
  readonly snapshot: OrderSnapshotRow | null;
  readonly step: Step | null;
  readonly run: StepRunRow | null;
}

export function placeOf(rows: Lookup, subject: Subject, number: number): Place {
  const name = subjectName(subject);
  const snapshot = rows.get("order_snapshot", [subject.order])?.row ?? null;
  return {
    subject,
    name,
    number,
    order: rows.get("work_order", [subject.order])?.row ?? null,
    snapshot,
    step: snapshot?.steps.find((step) => step.number === number) ?? null,
    run: rows.get("step_run", [subject.order, String(number), name])?.row ?? null,
  };
}

/** Whether what is being made is on hold, as far as this device knows. */
export function isHeld(rows: Lookup, { order, lot, serial }: Subject): boolean {
  const item = rows.get("work_order", [order])?.row.item ?? "";
  const unitHolds = rows.get("unit", [item, serial ?? ""])?.row.holds ?? [];
  return unitHolds.length > 0 || (lot !== null && upstreamHolds(rows, lot).length > 0);
}

/** Every run that counts for a subject: its own, its lot's, the order's. */
export function runsOf(rows: Lookup, subject: Subject): readonly StepRunRow[] {
  const names = new Set(["", subjectName(subject), subjectName({ ...subject, serial: null })]);
  return [...names].flatMap((name) =>
    rows.find("step_run", "scope", `${subject.order}|${name}`).map(({ row }) => row),
  );
}

/** The steps after it need not wait for it: it was ended, or left out under a deviation. */
export function isDone({ status }: StepRunRow): boolean {
  return status !== "running";
}

/** The steps before this one that are not recorded as done (C23). */
export function undoneBefore(rows: Lookup, subject: Subject, step: Step): readonly number[] {
  const done = new Set(
    runsOf(rows, subject)
      .filter(isDone)
      .map((run) => run.step),
  );
  return step.predecessors.filter((number) => !done.has(number));
}

/** What may go in at a step: its components and what the structure lets stand in for them. */
export function allowedItems({ step, snapshot }: Place): ReadonlySet<string> | null {
  if (step === null || snapshot === null) {
    return null;
  }
  const named = new Set(step.components.map(({ item }) => item));
  const lines = snapshot.lines.filter(({ item }) => named.has(item));
  return new Set([...named, ...lines.flatMap(({ substitutes }) => substitutes)]);
}

/** The component of the step that an item fills, itself or as its substitute. */
export function componentFor(place: Place, item: string): Step["components"][number] | null {
  const stands = new Set([
    item,
    ...(place.snapshot?.lines ?? [])
      .filter(({ substitutes }) => substitutes.includes(item))
      .map((line) => line.item),
  ]);
  return place.step?.components.find((component) => stands.has(component.item)) ?? null;
}
