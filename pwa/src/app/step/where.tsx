/** Where the work belongs, in one line: step, order, lot or unit, revision, and whether it is on hold. */

import type { JSX } from "preact";
import { openHolds } from "../../entries/on-hand.ts";
import type { Opening } from "../../production/open-step.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { useApp } from "../context.ts";
import { nameOf } from "../texts.ts";

export function Where({ opening }: { readonly opening: Opening }): JSX.Element {
  const { rows } = useApp();
  const { subject, step } = opening;
  const words = s();
  const revision = rows.get("work_order", [subject.order])?.row.routing_revision ?? "-";
  const item = rows.get("work_order", [subject.order])?.row.item ?? "";
  const unitHolds = rows.get("unit", [item, subject.serial ?? ""])?.row.holds ?? [];
  const held = unitHolds.length > 0 || openHolds(rows, subject.lot ?? "").length > 0;
  const where = words.where(subject.order, subject.serial ?? subject.lot ?? "", revision);
  return (
    <span class="step-where">
      {held && <b class="step-held">❚❚ {words.held()}</b>}
      {`${words.step(step.number, nameOf(step))} · ${where}`}
    </span>
  );
}
