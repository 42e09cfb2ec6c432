/**
 * What the step asks for, open ones first; what is read by time or by count can be read once more by a tap.
 */

import type { JSX } from "preact";
import type { Sampling } from "../../entries/bodies.ts";
import type { MachineValue } from "../../entries/floor-rows.ts";
import { quantityFor } from "../../production/bodies.ts";
import type { Opening } from "../../production/open-step.ts";
import { goesOn, isRepeated, type Slot } from "../../production/slots.ts";
import { placeOf } from "../../production/subject.ts";
import { amountText } from "../../ui/amount.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { List } from "../../ui/list.tsx";
import { type App, useApp } from "../context.ts";
import { nameOf } from "../texts.ts";
import { itemText } from "./stops.ts";
import type { StepWork } from "./work.ts";

interface SlotListProps {
  readonly work: StepWork;
  readonly opening: Opening;
}

export function SlotList({ work, opening }: SlotListProps): JSX.Element | null {
  const app = useApp();
  const place = placeOf(app.rows, opening.subject, opening.step.number);
  const again = goesOn(place, work.recorder.lotQuantity(opening));
  const slots = work.slots.toSorted((a, b) => Number(a.done) - Number(b.done));
  if (slots.length === 0) {
    return null;
  }
  return (
    <List
      label={s().slots()}
      rows={slots.map((slot) => {
        const sent = place.run?.machine_values?.[slot.key];
        const reads = again && slot.is !== "component" && isRepeated(sampled(slot));
        const count = reads ? (work.recorder.sampledAt(opening)(slot.key)?.count ?? 0) : null;
        const done = count === 0 && sent === undefined ? {} : standing(slot, sent);
        const row = {
          id: slot.key,
          done: slot.done,
          ...slotText(app, work, opening, slot),
          ...(sent === undefined ? {} : machineText(sent)),
          ...done,
        };
        return count === null ? row : { ...row, ...readAgain(work, slot, count, sent) };
      })}
    />
  );
}

function sampled(slot: Exclude<Slot, { is: "component" }>): Sampling {
  return slot.is === "check" ? slot.check.sampling : slot.wanted.sampling;
}

/** In, passed or failed; nothing while it is open. */
function standing({ is, done, failed }: Slot, sent: MachineValue | undefined) {
  if (failed) {
    return { status: "stop" as const, statusLabel: s().fail() };
  }
  if (sent?.verdict === "action" || sent?.verdict === "alarm") {
    return { status: "warn" as const };
  }
  if (!done) {
    return {};
  }
  return { status: "ok" as const, ...(is === "component" ? { statusLabel: s().isIn() } : {}) };
}

/** A value read by time or by count: how often it was, and a tap to read it once more. */
function readAgain(work: StepWork, slot: Slot, count: number, sent: MachineValue | undefined) {
  const often = s().sampled(count);
  return {
    detail: sent === undefined ? often : `${often} · ${machineText(sent).detail}`,
    onPress: () => work.set({ again: slot.key }),
  };
}

function slotText(app: App, work: StepWork, opening: Opening, slot: Slot) {
  if (slot.is === "component") {
    const quantity = quantityFor(slot.component, opening, work.recorder.lotQuantity(opening));
    const detail = quantity === null ? "" : s().takes(amountText(quantity));
    return { title: itemText(app, slot.component.item), detail };
  }
  return { title: nameOf(slot.is === "check" ? slot.check : slot.wanted) };
}

/** What the machine sent, as it stands to the order's limits. */
function machineText({ value, unit, verdict }: MachineValue) {
  return { detail: s().sentByMachine[verdict](), trailing: `${value} ${unit}` };
}
