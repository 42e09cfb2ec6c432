/** Where the work belongs, in one line: step, order, lot or unit, revision, and whether it is on hold. */

import type { JSX } from "preact";
import type { Opening } from "../../production/open-step.ts";
import { isHeld } from "../../production/subject.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { useApp } from "../context.ts";
import { nameOf } from "../texts.ts";

export function Where({ opening }: { readonly opening: Opening }): JSX.Element {
  const { rows } = useApp();
  const { subject, step } = opening;
  const words = s();
  const revision = rows.get("work_order", [subject.order])?.row.routing_revision ?? "-";
  const held = isHeld(rows, subject);
  const where = words.where(subject.order, subject.serial ?? subject.lot ?? "", revision);
  return (
    <span class="step-where">
      {held && <b class="step-held">❚❚ {words.held()}</b>}
      {step.kind !== "make" && words.stepKind[step.kind]() !== nameOf(step) && (
        <b>{`${words.stepKind[step.kind]()} · `}</b>
      )}
      {`${words.step(step.number, nameOf(step))} · ${where}`}
    </span>
  );
}
