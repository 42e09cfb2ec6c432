/** A step that asks for nothing but to be done. */

import { startBody } from "../../production/bodies.ts";
import type { Opening } from "../../production/open-step.ts";
import { placeOf } from "../../production/subject.ts";
import type { StepWork } from "./work.ts";

export async function finishEmpty(work: StepWork, opening: Opening): Promise<void> {
  const { number } = opening.step;
  const place = placeOf(work.app.rows, opening.subject, number);
  const started = startBody(opening, place.order, work.means.equipment(opening));
  if (place.run !== null || (await work.recorder.record("StartStep", started)) !== null) {
    await work.recorder.finish(opening);
    work.set({ result: { is: "ended", what: String(number) } });
    work.app.feedback.signal("ok", {});
    work.openNext(opening);
  }
}
