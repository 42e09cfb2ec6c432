/**
 * What pending corrections show on the device: a component that is out again, a value or a check that was meant otherwise,
 * a step that is left out. What was recorded first stays; a hold stays until quality has decided.
 */

import type {
  CorrectCheckBody,
  CorrectReadingBody,
  SkipStepBody,
  TakeBackBody,
} from "../entries/bodies.ts";
import type { Change, Lookup, Reducer } from "../sync/view.ts";
import { wantedReading } from "./advice.ts";
import { verdictOf } from "./limits.ts";
import { begun, runChange, sources, taken } from "./reduce.ts";
import { placeOf } from "./subject.ts";

/** The component is open again at its step, and what is being made goes on there. */
export const takeBack: Reducer = (rows, entry) => {
  const body = entry.body as unknown as TakeBackBody;
  const back = [
    ...taken(rows, entry, body.input_lot, body.location, body.quantity, false),
    ...sources(rows, entry, body.serial === null ? body.lot : null, body.input_lot, false),
  ];
  if (body.step === null) {
    return back;
  }
  const place = placeOf(rows, body, body.step);
  if (place.run === null) {
    return back;
  }
  const lot = body.input_lot === null ? undefined : rows.get("lot", [body.input_lot])?.row;
  const item = lot?.item ?? body.input_item ?? "";
  const open = runChange(rows, entry, place, ({ consumed }) => ({
    consumed: consumed.filter((each) => each !== item),
    status: "running",
    finished_at: null,
  }));
  return [...back, open];
};

export const correctReading: Reducer = (rows, entry) => {
  const body = entry.body as unknown as CorrectReadingBody;
  const known = rows.get("observed", [body.reading])?.row;
  if (known === undefined) {
    return [];
  }
  const limits = wantedReading(placeOf(rows, known, known.step), known.code)?.limits ?? null;
  return rejudged(
    rows,
    entry,
    body.reading,
    limits !== null && verdictOf(body.value, limits) === "fail",
  );
};

export const correctCheck: Reducer = (rows, entry) => {
  const body = entry.body as unknown as CorrectCheckBody;
  return rejudged(rows, entry, body.reading, !body.passed);
};

/** One failure of the code less, or one more; a step that was ended is then done or failed by what is left. */
function rejudged(
  rows: Lookup,
  entry: Parameters<Reducer>[1],
  reading: string,
  fails: boolean,
): Change[] {
  const known = rows.get("observed", [reading])?.row;
  const place = known === undefined ? null : placeOf(rows, known, known.step);
  if (known === undefined || place === null || place.run === null) {
    return [];
  }
  const run = runChange(rows, entry, place, ({ failed, status }) => {
    const at = known.failed ? failed.indexOf(known.code) : -1;
    const left = failed.filter((_, n) => n !== at);
    const now = fails ? [...left, known.code] : left;
    const ended = status === "done" || status === "failed";
    return { failed: now, status: ended ? (now.length > 0 ? "failed" : "done") : status };
  });
  const id = `${entry.id}/1`;
  const row = { ...known, id, failed: fails };
  return [
    run,
    { kind: "observed", key: [id], row },
    { kind: "observed", key: [reading], row: null },
  ];
}

export const skipStep: Reducer = (rows, entry) => {
  const body = entry.body as unknown as SkipStepBody;
  const place = placeOf(rows, body, body.step);
  if (place.run !== null && place.run.status !== "running") {
    return [];
  }
  const left = runChange(rows, entry, place, () => ({
    status: "skipped",
    finished_at: entry.clock.wall,
  }));
  return [...begun(rows, entry, place), left];
};
