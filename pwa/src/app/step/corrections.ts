/**
 * Undo and correction, each one more record: what was keyed or answered wrongly, and what did not go in. Then the work is
 * where it was.
 */

import { takeBackBody } from "../../production/bodies.ts";
import { placeOf } from "../../production/subject.ts";
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
function leaveRedo(work: StepWork, what: string): void {
  const { opening } = work.state.value;
  work.set({ ask: null, result: { is: "undone", what } });
  work.app.feedback.signal("ok", {});
  if (opening !== null) {
    work.openNext(opening);
  }
}
