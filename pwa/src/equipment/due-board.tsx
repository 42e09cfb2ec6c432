/**
 * What falls due: late, within a week, within a month; each with shape and word, the most pressing first.
 */

import type { JSX } from "preact";
import type { EquipmentRow } from "../entries/equipment-rows.ts";
import type { Lookup } from "../sync/view.ts";
import { DeskHead, type ListFrame } from "../ui/desk-list.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { e } from "../ui/i18n/equipment/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { RecordLink } from "../ui/record-link.tsx";
import { StatusChip } from "../ui/status-chip.tsx";
import { STANDING_STATUS, whenDue } from "./chips.ts";
import { type Due, duesOf, pressing, type Standing } from "./due.ts";
import "./equipment.css";

interface DueBoardProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
  readonly nowMs: number;
}

interface Line {
  readonly piece: EquipmentRow;
  readonly due: Due;
}

const SHOWN = ["overdue", "week", "month"] as const satisfies readonly Standing[];

export function DueBoard({ rows, frame, nowMs }: DueBoardProps): JSX.Element {
  const words = d().equipment;
  const pieces = rows.all("equipment").map(({ row }) => row);
  const lines = pieces
    .filter(({ status }) => status === "installed" || status === "qualified")
    .flatMap((piece) => duesOf(piece, nowMs).map((due) => ({ piece, due })))
    .toSorted((left, right) => pressing(left.due) - pressing(right.due));
  const out = pieces.filter(({ status }) => status === "out_of_service").length;
  return (
    <>
      <DeskHead title={words.board()} frame={frame} />
      <p>
        {words.boardWhy()} {frame.asOf}
      </p>
      <div class="due-board">
        {SHOWN.map((standing) => (
          <Column
            key={standing}
            standing={standing}
            lines={lines.filter(({ due }) => due.standing === standing)}
          />
        ))}
      </div>
      {out > 0 && <p>{words.outOfService(out)}</p>}
    </>
  );
}

interface ColumnProps {
  readonly standing: (typeof SHOWN)[number];
  readonly lines: readonly Line[];
}

function Column({ standing, lines }: ColumnProps): JSX.Element {
  const id = `due-${standing}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <StatusChip status={STANDING_STATUS[standing]} label={e().standing[standing]()} />
        <span class="due-count">{lines.length}</span>
      </h2>
      {lines.length === 0 && <p>{d().equipment.boardNone()}</p>}
      <ul>
        {lines.map(({ piece, due }) => (
          <li key={`${piece.code}/${due.duty}`}>
            <RecordLink section="equipment" at={[piece.code]} />
            <span>{localName(piece)}</span>
            <span class="due-what">
              <b>{e().duty[due.duty]()}</b>
              <span>{[due.day ?? "", whenDue(due)].filter((part) => part !== "").join(" · ")}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
