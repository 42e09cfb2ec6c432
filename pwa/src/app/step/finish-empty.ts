/** A step that asks for nothing more: ended by hand, and by two people where it takes two and nobody has looked yet. */

import { wantsSecond } from "../../production/advice.ts";
import { startBody } from "../../production/bodies.ts";
import type { Opening } from "../../production/open-step.ts";
import { placeOf } from "../../production/subject.ts";
import type { StepWork } from "./work.ts";

export async function finishEmpty(
  work: StepWork,
  opening: Opening,
  second: string | null = null,
): Promise<void> {
  const { number } = opening.step;
  const place = placeOf(work.app.rows, opening.subject, number);
  if (second === null && wantsSecond(place)) {
    work.ask({ is: "second_end", opening });
    return;
  }
  const started = startBody(opening, place.order, work.means.equipment(opening));
  if (place.run !== null || (await work.recorder.record("StartStep", started)) !== null) {
    await work.recorder.finish(opening, second);
    const failed = (place.run?.failed.length ?? 0) > 0;
    work.set({ ask: null, result: { is: "ended", closed: { number, failed } } });
    work.app.feedback.signal(failed ? "warn" : "ok", {});
    work.openNext(opening);
    await work.goOn();
  }
}
