/** What falls due on a piece, the most pressing first, each with shape and word. */

import type { JSX } from "preact";
import type { EquipmentRow } from "../../entries/equipment-rows.ts";
import { STANDING_STATUS, whenDue } from "../../equipment/chips.ts";
import { duesOf } from "../../equipment/due.ts";
import { isoDate } from "../../ui/format.ts";
import { e } from "../../ui/i18n/equipment/catalogue.ts";
import { List } from "../../ui/list.tsx";

interface DutyListProps {
  readonly piece: EquipmentRow;
  readonly nowMs: number;
}

export function DutyList({ piece, nowMs }: DutyListProps): JSX.Element {
  const words = e();
  return (
    <>
      <h2 class="app-heading">{words.duties()}</h2>
      <List
        label={words.duties()}
        rows={duesOf(piece, nowMs).map((due) => ({
          id: due.duty,
          title: words.duty[due.duty](),
          detail: [
            due.day === null ? "" : words.until(due.day),
            due.doneAt === null ? "" : words.lastDone(isoDate(new Date(due.doneAt))),
          ]
            .filter((part) => part !== "")
            .join(" · "),
          status: STANDING_STATUS[due.standing],
          statusLabel:
            due.standing === "overdue" && !due.wrong ? words.standing.overdue() : whenDue(due),
        }))}
        empty={<p class="app-note">{words.noDuties()}</p>}
      />
    </>
  );
}
