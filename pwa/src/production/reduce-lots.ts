/**
 * What pending records of lots show on the device: a lot that is divided, on the shelf or where another lot goes in.
 */

import type { BeginLotBody, ChangeLotBody, SplitLotBody } from "../entries/bodies.ts";
import type { Envelope } from "../entries/envelope.ts";
import type { StepRunRow } from "../entries/floor-rows.ts";
import type { Change, Lookup, Reducer } from "../sync/view.ts";
import { consumeBody } from "./bodies.ts";
import { adviceOnConsume } from "./consume-advice.ts";
import { openingChange } from "./open-time.ts";
import { begun, held, madeLot, occasion, sources, taken, withAll } from "./reduce.ts";
import { placeOf, subjectName } from "./subject.ts";

/** The parts exist and have their whole's history; of what was going on, a later part has only what went in. */
export const splitLot: Reducer = (rows, entry) => {
  const body = entry.body as unknown as SplitLotBody;
  const whole = rows.get("lot", [body.lot])?.row;
  if (whole === undefined) {
    return [];
  }
  return body.parts.flatMap(({ lot }, n): Change[] => [
    { kind: "lot", key: [lot], row: { ...whole, number: lot } },
    ...sources(rows, entry, lot, body.lot),
    ...(body.order === null
      ? []
      : inherited(rows, entry, { order: body.order, from: body.lot, to: lot }, n === 0).map(put)),
  ]);
};

interface Heir {
  readonly order: string;
  readonly from: string;
  readonly to: string;
}

function inherited(rows: Lookup, entry: Envelope, heir: Heir, first: boolean): StepRunRow[] {
  const { order, from, to } = heir;
  const subject = subjectName({ lot: to, serial: null });
  const anew = { observed: [], failed: [], started_at: entry.clock.wall };
  return rows
    .find("step_run", "scope", `${order}|${subjectName({ lot: from, serial: null })}`)
    .map(({ row }) => ({
      ...row,
      subject,
      scope: `${order}|${subject}`,
      ...(first || row.status !== "running" ? {} : anew),
    }));
}

function put(run: StepRunRow): Change {
  return { kind: "step_run", key: [run.order, String(run.step), run.subject], row: run };
}

/** Another lot goes in from the later part on, which is held for what is wrong with it. */
export const changeLot: Reducer = (rows, entry) => {
  const body = entry.body as unknown as ChangeLotBody;
  const { after, before, lot, order, step } = body;
  const place = placeOf(rows, { order, lot: after.lot, serial: null }, step);
  const item = place.order?.item ?? "";
  const revision = place.snapshot?.item_revision ?? "";
  const whole = rows.get("lot", [lot])?.row ?? madeLot(entry, lot, item, revision);
  const parts = [before, after].map(
    (part): Change => ({ kind: "lot", key: [part.lot], row: { ...whole, number: part.lot } }),
  );
  const consumed = rows.get("lot", [body.new_lot])?.row.item ?? "";
  const runs = [before, after].flatMap((part, n) =>
    inherited(rows, entry, { order, from: lot, to: part.lot }, n === 0)
      .map((run) =>
        part === after && run.step === step
          ? { ...run, consumed: withAll(run.consumed, consumed) }
          : run,
      )
      .map(put),
  );
  const to = { lot: body.new_lot, item: consumed, serial: null, location: body.new_location };
  const findings =
    place.step === null
      ? []
      : adviceOnConsume(
          rows,
          consumeBody({ subject: place.subject, step: place.step }, to, body.quantity, []),
          occasion(entry),
        );
  return [
    { kind: "lot", key: [lot], row: whole },
    ...parts,
    ...runs,
    ...sources(rows, entry, before.lot, lot),
    ...afterSources(rows, entry, body),
    ...openingChange(rows, entry, body.new_lot, consumed, "used"),
    ...held(rows, entry, place, findings),
    ...taken(rows, entry, body.new_lot, body.new_location, body.quantity, true),
  ];
};

/** The later part has the whole's history and the new lot in it, one row for both. */
function afterSources(
  rows: Lookup,
  entry: Envelope,
  { after, lot, new_lot }: ChangeLotBody,
): Change[] {
  const [whole] = sources(rows, entry, after.lot, lot);
  if (whole?.kind !== "lot_sources" || whole.row === null) {
    return [];
  }
  return [{ ...whole, row: { ...whole.row, lots: [...new Set([...whole.row.lots, new_lot])] } }];
}

/** The lot is there; how many units it has is the server's account. */
export const beginLot: Reducer = (rows, entry) => {
  const { lot, order } = entry.body as unknown as BeginLotBody;
  return begun(rows, entry, placeOf(rows, { order, lot, serial: null }, 0));
};
