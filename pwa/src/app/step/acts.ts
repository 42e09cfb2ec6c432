/**
 * The rarer acts at steps: undo, which is always one more record; a step that is skipped; one that asks for nothing.
 */

import { skipBody, startBody, takeBackBody } from "../../production/bodies.ts";
import type { Opening } from "../../production/open-step.ts";
import { placeOf } from "../../production/subject.ts";
import type { LoginResult, UnlockResult } from "../../sync/identity.ts";
import type { App } from "../context.ts";
import type { Undoable } from "./state.ts";
import type { StepWork } from "./work.ts";

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
  const { code, opening, id } = undoable;
  work.open(opening);
  work.set({ result: null });
  // A reading is named by the entry it came with.
  work.ask({ is: "redo", code, opening, reading: `${id}/1` });
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

export async function correctCheck(
  work: StepWork,
  reading: string,
  answer: { readonly passed: boolean; readonly defect: string | null },
  name: string,
): Promise<void> {
  const cause = reading.slice(0, reading.lastIndexOf("/"));
  const meant = { causes: [cause], reason: "undo" };
  if ((await work.recorder.record("CorrectCheck", { reading, ...answer }, meant)) !== null) {
    leaveRedo(work, name);
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
  const shift = await app.device.identity.of(badge);
  const auth = app.device.identity.auth(shift, app.sync.value.offline || !navigator.onLine);
  await app.device.client.append({ type: "SkipStep", body: skipBody(opening), reason, auth });
  work.set({ ask: null });
  work.openNext(opening);
  work.set({ result: { is: "skipped", what: String(opening.step.number) } });
  app.feedback.signal("warn", {});
  return null;
}

async function prove(app: App, badge: string, pin: string): Promise<LoginResult | UnlockResult> {
  const result = await app.device.identity.login(badge, pin, "badge_pin");
  return result.step === "offline" ? app.device.identity.unlock(badge, pin) : result;
}
