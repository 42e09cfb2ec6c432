/**
 * Another lot of a component in the middle of the work. What is made as a lot is divided at the boundary, in one record;
 * what is made unit by unit has the new lot from this unit on.
 */

import type { StepComponent } from "../../entries/bodies.ts";
import {
  changeBody,
  consumeBody,
  type Input,
  quantityFor,
  takeBackBody,
} from "../../production/bodies.ts";
import { inputOf, onlyPlace } from "../../production/input.ts";
import type { Opening } from "../../production/open-step.ts";
import { partsOf } from "../../production/parts.ts";
import { componentFor, placeOf } from "../../production/subject.ts";
import { addDecimals, negateDecimal } from "../../sync/decimal.ts";
import type { ReadScan } from "../scan-desk.ts";
import { useKey } from "./recorder.ts";
import type { Ask } from "./state.ts";
import type { StepWork } from "./work.ts";

type Boundary = Extract<Ask, { is: "boundary" }>;

/** Ties each lot that went in to the units that it really went into. */
export async function divide(work: StepWork, ask: Boundary, made: string): Promise<void> {
  const { opening, component, from, input } = ask;
  const { rows, device } = work.app;
  const { order, lot } = opening.subject;
  const whole = work.recorder.lotQuantity(opening);
  if (lot === null || whole === null) {
    return;
  }
  const [first, second] = partsOf(rows, lot, device.enrolment.deviceCode);
  const before = { lot: first, quantity: made };
  const after = { lot: second, quantity: addDecimals(whole, negateDecimal(made)) };
  const [part, rest] = [first, second].map((name) => ({
    subject: { order, lot: name, serial: null },
    step: opening.step,
  })) as [Opening, Opening];
  const quantity = quantityFor(component, rest, after.quantity) ?? {
    unit: component.unit,
    value: after.quantity,
  };
  const fromLocation = onlyPlace(rows, from);
  const body = changeBody(opening, {
    from,
    fromLocation,
    to: input,
    before,
    after,
    quantity,
    scans: [],
  });
  if ((await work.recorder.record("ChangeLot", body, { reason: "lot change-over" })) === null) {
    return;
  }
  const { inUse, lotQuantities, wholes } = work.kept.value.value;
  work.kept.change({
    lotQuantities: { ...lotQuantities, [first]: before.quantity, [second]: after.quantity },
    wholes: { ...wholes, [first]: lot, [second]: lot },
    inUse: {
      ...inUse,
      [useKey(part, component)]: from,
      [useKey(rest, component)]: input.lot,
    },
  });
  await work.closeIfDone(part);
  await work.closeIfDone(rest);
  work.set({ ask: null });
  work.openNext(rest);
  work.set({ result: { is: "divided", what: `${first} · ${second}` } });
  work.app.feedback.signal("ok", {});
}

/** The label of what was used up, where this device does not know what it was. False: it is no such lot. */
export function nameOldLot(
  work: StepWork,
  ask: Extract<Ask, { is: "old_lot" }>,
  { reading }: ReadScan,
): boolean {
  const { component, input, opening } = ask;
  const place = placeOf(work.app.rows, opening.subject, opening.step.number);
  const old = inputOf(work.app.rows, reading, place);
  const fits = old !== null && componentFor(place, old.item ?? "") === component;
  if (old === null || old.lot === null || !fits || old.lot === input.lot) {
    return false;
  }
  work.ask({ ...ask, is: "boundary", from: old.lot });
  return true;
}

/** From this unit on another lot: what went in by itself is out again, and the units after it take the new one. */
export async function changeRepeat(
  work: StepWork,
  opening: Opening,
  component: StepComponent,
  input: Input,
): Promise<boolean> {
  const key = `${opening.subject.order}|${component.item}`;
  const { inUse, repeats } = work.kept.value.value;
  const from = inUse[useKey(opening, component)];
  const quantity = quantityFor(component, opening, null);
  const { lot } = input;
  if (
    opening.subject.serial === null ||
    from === undefined ||
    lot === null ||
    from === lot ||
    quantity === null
  ) {
    return false;
  }
  const old = {
    lot: from,
    item: component.item,
    serial: null,
    location: onlyPlace(work.app.rows, from),
  };
  const back = takeBackBody(consumeBody(opening, old, quantity, []));
  if ((await work.recorder.record("TakeBack", back, { reason: "lot change-over" })) === null) {
    return true;
  }
  const repeat = repeats[key];
  if (repeat !== undefined) {
    work.kept.change({ repeats: { ...repeats, [key]: { ...repeat, lot } } });
  }
  await work.consume(opening, input, consumeBody(opening, input, quantity, []), component, {});
  return true;
}
