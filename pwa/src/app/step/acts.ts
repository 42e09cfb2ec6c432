/**
 * The rarer acts at steps: undo, a change of lot with its boundary, the count at a lot's end, a step that is skipped.
 */

import type { ReportQuantityBody } from "../../entries/bodies.ts";
import { consumeBody, quantityFor, startBody, takeBackBody } from "../../production/bodies.ts";
import { onlyPlace } from "../../production/input.ts";
import type { Opening } from "../../production/open-step.ts";
import { partsOf } from "../../production/parts.ts";
import { placeOf } from "../../production/subject.ts";
import { addDecimals, compareDecimals, negateDecimal } from "../../sync/decimal.ts";
import type { LoginResult, UnlockResult } from "../../sync/identity.ts";
import type { App } from "../context.ts";
import { useKey } from "./recorder.ts";
import type { Ask, Undoable } from "./state.ts";
import type { StepWork } from "./work.ts";

type Boundary = Extract<Ask, { is: "boundary" }>;
export type Bucket = Exclude<ReportQuantityBody["to_bucket"], "in_process" | "rework">;

/** The compensating record; a value or a verdict is then asked for once more, and both stay. */
export async function undo(work: StepWork, undoable: Undoable): Promise<void> {
  if (undoable.is === "consumed") {
    const { body, id } = undoable;
    const meant = { causes: [id], reason: "undo" };
    if ((await work.recorder.record("TakeBack", takeBackBody(body), meant)) !== null) {
      const { order, lot, serial } = body;
      const place = placeOf(work.app.rows, { order, lot, serial }, body.step);
      if (place.step !== null) {
        work.open({ subject: { order, lot, serial }, step: place.step });
      }
      work.set({ result: { is: "undone", what: body.input_lot ?? body.input_serial ?? "" } });
      work.app.feedback.signal("ok", {});
    }
    return;
  }
  const { is, code, opening, id } = undoable;
  work.open(opening);
  work.set({ result: null });
  // The server names a reading by the entry it came with.
  work.ask({ is: "redo", code, opening, reading: is === "read" ? `${id}/1` : null });
}

/** A step that asks for nothing but to be done. */
export async function finishEmpty(work: StepWork, opening: Opening): Promise<void> {
  const { number } = opening.step;
  const place = placeOf(work.app.rows, opening.subject, number);
  const started = startBody(opening, place.order);
  if (place.run !== null || (await work.recorder.record("StartStep", started)) !== null) {
    await work.recorder.finish(opening);
    work.set({ result: { is: "ended", what: String(number) } });
    work.app.feedback.signal("ok", {});
    work.openNext(opening);
  }
}

export async function correct(work: StepWork, reading: string, value: string): Promise<void> {
  const cause = reading.slice(0, reading.lastIndexOf("/"));
  const meant = { causes: [cause], reason: "undo" };
  if ((await work.recorder.record("CorrectReading", { reading, value }, meant)) !== null) {
    leaveRedo(work, value);
  }
}

/** After the second answer the work is where it was. */
export function leaveRedo(work: StepWork, what: string): void {
  const { opening } = work.state.value;
  work.set({ ask: null, result: { is: "undone", what } });
  work.app.feedback.signal("ok", {});
  if (opening !== null) {
    work.openNext(opening);
  }
}

/** Parts the lot at the boundary, so that each lot that went in is tied to the units that it really went into. */
export async function divide(work: StepWork, ask: Boundary, before: string): Promise<void> {
  const { opening, component, from, input } = ask;
  const { rows } = work.app;
  const { order, lot } = opening.subject;
  const whole = work.recorder.lotQuantity(opening);
  if (lot === null || whole === null) {
    return;
  }
  const after = addDecimals(whole, negateDecimal(before));
  const [first, second] = partsOf(rows, lot);
  const reason = "lot change-over";
  const old = { lot: from, item: component.item, serial: null, location: onlyPlace(rows, from) };
  const taken = quantityFor(component, opening, whole) ?? { unit: component.unit, value: whole };
  const back = takeBackBody(consumeBody(opening, old, taken, []));
  await work.recorder.record("TakeBack", { ...back, quantity: null }, { reason });
  const parts = [
    { lot: first, quantity: before },
    { lot: second, quantity: after },
  ];
  await work.recorder.record("SplitLot", { location: null, lot, order, parts }, { reason });
  const { lotQuantities, inUse } = work.kept.value.value;
  const counted = { ...lotQuantities, [first]: before, [second]: after };
  work.kept.change({ lotQuantities: counted });
  const halves = [
    { subject: { order, lot: first, serial: null }, goes: old, count: before },
    { subject: { order, lot: second, serial: null }, goes: input, count: after },
  ];
  let uses = inUse;
  for (const { subject, goes, count } of halves) {
    const part: Opening = { subject, step: opening.step };
    const quantity = quantityFor(component, part, count) ?? taken;
    await work.recorder.first(part, "ConsumeMaterial", consumeBody(part, goes, quantity, []), {});
    uses = { ...uses, [useKey(part, component)]: goes.lot ?? "" };
    await work.closeIfDone(part);
  }
  work.kept.change({ inUse: uses });
  work.open({ subject: { order, lot: second, serial: null }, step: opening.step });
  work.set({ result: { is: "divided", what: `${first} · ${second}` } });
  work.app.feedback.signal("ok", {});
}

export function isInside(before: string, whole: string | null): boolean {
  return whole !== null && compareDecimals(before, "0") > 0 && compareDecimals(before, whole) < 0;
}

/** What became of the units of a lot: good ones go to stock, in quarantine. */
export async function count(
  work: StepWork,
  at: { readonly order: string; readonly lot: string },
  counts: Readonly<Record<Bucket, string>>,
): Promise<void> {
  for (const [to_bucket, quantity] of Object.entries(counts)) {
    if (compareDecimals(quantity, "0") > 0) {
      const body = { ...at, defect: null, from_bucket: "in_process", location: null };
      if (
        (await work.recorder.record("ReportQuantity", { ...body, quantity, to_bucket })) === null
      ) {
        return;
      }
    }
  }
  work.kept.change({ counted: [...work.kept.value.value.counted, at.lot], at: null });
  work.set({ opening: null, result: { is: "counted", what: at.lot } });
  work.app.feedback.signal("ok", {});
}

/** The supervisor's badge and PIN stand for the deviation; then the step after it begins. Null: done. */
export async function skip(
  work: StepWork,
  opening: Opening,
  { badge, reason }: { readonly badge: string; readonly reason: string },
  pin: string,
): Promise<LoginResult["step"] | UnlockResult["step"] | null> {
  const { app } = work;
  const proved = await prove(app, badge, pin);
  if (proved.step !== "granted" && proved.step !== "unlocked") {
    return proved.step;
  }
  const { order, lot, serial } = opening.subject;
  const subject =
    serial !== null
      ? { subject_kind: "unit", subject_key: serial }
      : lot !== null
        ? { subject_kind: "lot", subject_key: lot }
        : { subject_kind: "order", subject_key: order };
  const text = `${opening.step.number} ${opening.step.name_zh} / ${opening.step.name_en}: ${reason}`;
  const shift = await app.device.identity.of(badge);
  const auth = app.device.identity.auth(shift, app.sync.value.offline || !navigator.onLine);
  await app.device.client.append({
    type: "OpenDeviation",
    body: { ...subject, order, photos: [], text },
    reason,
    auth,
  });
  const next = stepAfter(work, opening);
  work.open(next);
  if (next !== null) {
    const place = placeOf(app.rows, next.subject, next.step.number);
    await work.recorder.record("StartStep", startBody(next, place.order), { reason });
  }
  work.set({ result: { is: "skipped", what: String(opening.step.number) } });
  app.feedback.signal("warn", {});
  return null;
}

async function prove(app: App, badge: string, pin: string): Promise<LoginResult | UnlockResult> {
  const result = await app.device.identity.login(badge, pin, "badge_pin");
  return result.step === "offline" ? app.device.identity.unlock(badge, pin) : result;
}

/** The next step in the routing for the same lot or unit that nothing is recorded of. */
function stepAfter({ app }: StepWork, { subject, step }: Opening): Opening | null {
  const steps = app.rows.get("order_snapshot", [subject.order])?.row.steps ?? [];
  const next = steps.find(
    (each) =>
      each.number > step.number &&
      each.repeat === step.repeat &&
      placeOf(app.rows, subject, each.number).run === null,
  );
  return next === undefined ? null : { subject, step: next };
}
