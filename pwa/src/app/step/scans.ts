/**
 * What a scan is at the steps: a part of the open one, another lot of a part that is in, or what opens the next step.
 */

import type { Quantity, Scan, StepComponent } from "../../entries/bodies.ts";
import { consumeBody, type Input, quantityFor } from "../../production/bodies.ts";
import { inputOf } from "../../production/input.ts";
import { type Opened, type Opening, openedBy } from "../../production/open-step.ts";
import { nextSlot } from "../../production/slots.ts";
import { allowedItems, componentFor, placeOf } from "../../production/subject.ts";
import type { ReadScan } from "../scan-desk.ts";
import { scanOf } from "../scan-record.ts";
import type { Result } from "./state.ts";
import type { StepWork } from "./work.ts";

/** Takes a scan that no question asked for: a component of the open step, or what opens another. */
export async function take(work: StepWork, read: ReadScan): Promise<void> {
  const { opening, result } = work.state.value;
  if (read.reading.is === "command") {
    await command(work, read.reading.command, result, read.scan);
    return;
  }
  work.set({ result: null, ask: null });
  const opened = openedBy(work.app.rows, read.reading, work.kept.value.value.at);
  const place =
    opening === null ? null : placeOf(work.app.rows, opening.subject, opening.step.number);
  const input = place === null ? null : inputOf(work.app.rows, read.reading, place);
  const opens = opened.is !== "unknown" && !(opening !== null && isComponent(work, input));
  if (opens || opening === null || input === null) {
    await takeOpened(work, opened, read);
    return;
  }
  await takeInput(work, opening, input, [scanOf(read)], read.scan);
}

/** A part that the open step takes is that, even where its label could open something as well. */
function isComponent(work: StepWork, input: Input | null): boolean {
  const { opening } = work.state.value;
  if (opening === null || input === null) {
    return false;
  }
  const place = placeOf(work.app.rows, opening.subject, opening.step.number);
  return input.item !== null && allowedItems(place)?.has(input.item) === true;
}

async function takeOpened(work: StepWork, opened: Opened, read: ReadScan): Promise<void> {
  const soft = (why: Extract<Result, { is: "soft" }>["why"], about: string): void => {
    work.set({ result: { is: "soft", why, about } });
    work.app.feedback.signal("warn", read.scan);
  };
  switch (opened.is) {
    case "open":
      work.open(opened.opening);
      work.app.feedback.signal("ok", read.scan);
      await work.goOn();
      return;
    case "choose":
      work.set({ ask: { is: "choose", openings: opened.openings } });
      work.app.feedback.signal("tick", read.scan);
      return;
    case "unit_next": {
      const { order, lot } = opened;
      work.kept.change({ at: { order, lot, serial: null, step: null } });
      work.set({ opening: null });
      work.app.feedback.signal("ok", read.scan);
      return;
    }
    case "all_done":
      soft("all_done", opened.lot ?? opened.order);
      return;
    case "not_released":
      soft("not_released", opened.order.number);
      return;
    case "unknown":
      soft("unknown", read.scan.text.slice(0, 40));
  }
}

async function takeInput(
  work: StepWork,
  opening: Opening,
  input: Input,
  scans: readonly Scan[],
  scan: object,
): Promise<void> {
  const place = placeOf(work.app.rows, opening.subject, opening.step.number);
  const component = componentFor(place, input.item ?? "");
  const slot = work.slots.find(({ key }) => key === component?.item);
  if (input.lot !== null && (component === null || slot?.done === true)) {
    const change = work.recorder.changeOver(opening, input);
    if (change !== null) {
      work.set({ ask: change });
      work.app.feedback.signal("tick", scan);
      return;
    }
  }
  const waits = await (slot?.done === true && component !== null
    ? import("./change-over.ts").then((module) =>
        module.changeRepeat(work, opening, component, input),
      )
    : false);
  if (waits) {
    return;
  }
  if (slot?.done === true) {
    const about = input.lot ?? input.serial ?? "";
    work.set({ result: { is: "soft", why: "already", about } });
    work.app.feedback.signal("warn", scan);
    return;
  }
  const { meant, quantity } = meantBy(work, opening, input, component);
  if (meant !== null && (quantity === null || work.state.value.otherQuantity)) {
    work.set({ ask: { is: "quantity", component: meant, input }, otherQuantity: false });
    work.app.feedback.signal("tick", scan);
  } else if (quantity !== null) {
    await work.consume(opening, input, consumeBody(opening, input, quantity, scans), meant, scan);
  }
}

/** The component a scan stands for, right or wrong, and how much of it goes in. */
function meantBy(
  work: StepWork,
  opening: Opening,
  input: Input,
  component: StepComponent | null,
): { readonly meant: StepComponent | null; readonly quantity: Quantity | null } {
  const fallback = nextSlot(work.slots);
  const meant = component ?? (fallback?.is === "component" ? fallback.component : null);
  const unit = work.app.rows.get("item", [input.item ?? ""])?.row.unit ?? "pcs";
  const quantity =
    meant === null
      ? { unit, value: "1" }
      : quantityFor(meant, opening, work.recorder.lotQuantity(opening));
  return { meant, quantity };
}

/** Laminated cards for gloved hands. */
async function command(
  work: StepWork,
  name: string,
  result: Result | null,
  scan: object,
): Promise<void> {
  if (name === "UNDO" && result?.is === "did") {
    const { undo } = await import("./corrections.ts");
    await undo(work, result.undo);
  } else if (name === "QTY") {
    work.set({ otherQuantity: true });
    work.app.feedback.signal("tick", scan);
  } else if (name === "DONE") {
    document.querySelector<HTMLButtonElement>(".u-frame-action .u-button")?.click();
  } else {
    work.app.feedback.signal("warn", scan);
  }
}
