/**
 * Who is trained in what, as the server tells it, and how people read how somebody stands.
 */

import type { PersonRow } from "../entries/rows.ts";
import type { SkillRow, TrainingRow } from "../entries/training-rows.ts";
import type { Chip } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import type { Status } from "../ui/status.ts";

export type TrainingState =
  | "valid"
  | "expiring"
  | "expired"
  | "superseded"
  | "revoked"
  | "assigned"
  | "read"
  | "missing";

export interface Cell {
  readonly person: string;
  readonly skill: string;
  readonly state: TrainingState;
  readonly revision: string | null;
  readonly until: string | null;
  readonly due: string | null;
}

/** What `GET /training` answers. */
export interface MatrixView {
  readonly position: number;
  readonly day: string;
  readonly skills: readonly SkillRow[];
  readonly people: readonly PersonRow[];
  readonly cells: readonly Cell[];
}

/** What `GET /training/people/{number}` answers. */
export interface PersonTrainingView {
  readonly day: string;
  readonly person: PersonRow;
  readonly skills: readonly SkillRow[];
  readonly cells: readonly Cell[];
  readonly records: readonly TrainingRow[];
}

/** What `GET /training/skills/{code}` answers. */
export interface SkillTrainingView {
  readonly day: string;
  readonly skill: SkillRow;
  readonly people: readonly PersonRow[];
  readonly cells: readonly Cell[];
  readonly records: readonly TrainingRow[];
}

const STATUS: Readonly<Record<TrainingState, Status>> = {
  valid: "ok",
  expiring: "warn",
  expired: "stop",
  superseded: "recall",
  revoked: "hold",
  assigned: "provisional",
  read: "provisional",
  missing: "quarantine",
};

export function stateChip({ state }: Pick<Cell, "state">): Chip {
  return { status: STATUS[state], label: d().training.state[state]() };
}

export function mayWork({ state }: Pick<Cell, "state">): boolean {
  return state === "valid" || state === "expiring";
}

/** Whether the newest revision has been read and somebody else has to go on from there: reading again says nothing. */
export function waitsForAssessment(
  { skills }: Pick<PersonTrainingView, "skills">,
  cell: Cell | undefined,
): boolean {
  const skill = skills.find(({ code }) => code === cell?.skill);
  return cell?.state === "read" && cell.revision === skill?.revision && skill?.assessed !== false;
}

/** How somebody stands who has nothing to do with a skill. */
export function missing(person: string, skill: string): Cell {
  return { person, skill, state: "missing", revision: null, until: null, due: null };
}

export function cellFinder(cells: readonly Cell[]): (person: string, skill: string) => Cell {
  const found = new Map(cells.map((cell) => [`${cell.person}|${cell.skill}`, cell]));
  return (person, skill) => found.get(`${person}|${skill}`) ?? missing(person, skill);
}

/** What ends within the look-ahead, has ended, or is waited for; the earliest first. */
export function fallingDue(cells: readonly Cell[]): readonly Cell[] {
  const day = ({ until, due }: Cell): string => due ?? until ?? "";
  return cells
    .filter((cell) => cell.due !== null || !["valid", "revoked", "missing"].includes(cell.state))
    .toSorted((left, right) => day(left).localeCompare(day(right)));
}
