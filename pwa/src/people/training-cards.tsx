/**
 * The card of a skill with who may do what, how one person stands in one skill, and all skills of one person.
 */

import type { JSX } from "preact";
import { factoryDay } from "../entries/factory-day.ts";
import type { PersonRow } from "../entries/rows.ts";
import type { SkillRow, TrainingRow } from "../entries/training-rows.ts";
import { DataTable } from "../ui/data-table.tsx";
import { chipColumn, linkColumn, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Card } from "../ui/record-card.tsx";
import type { Fact } from "../ui/record-header.tsx";
import { recordHref } from "../ui/record-link.tsx";
import { type FileDoor, StoredFiles } from "../ui/stored-files.tsx";
import type { Column } from "../ui/table-view.ts";
import {
  type Cell,
  cellFinder,
  mayWork,
  missing,
  type PersonTrainingView,
  type SkillTrainingView,
  stateChip,
} from "./training-view.ts";

/** Columns of how people stand in skills. */
export function cellColumns(
  people: readonly PersonRow[],
  skills: readonly SkillRow[],
): readonly Column<Cell>[] {
  const { field, training } = d();
  const person = (cell: Cell) => people.find(({ number }) => number === cell.person);
  const skill = (cell: Cell) => skills.find(({ code }) => code === cell.skill);
  const named = (row: Parameters<typeof localName>[0] | undefined, other: string): string =>
    row === undefined ? other : localName(row);
  return [
    linkColumn("person", training.person(), (cell) => ({
      section: "people",
      at: [cell.person],
      label: `${named(person(cell), "")} ${cell.person}`.trim(),
    })),
    linkColumn("skill", training.skill(), (cell) => ({
      section: "training",
      at: [cell.skill],
      label: named(skill(cell), cell.skill),
    })),
    chipColumn("state", field.status(), (cell) =>
      cell.state === "missing" ? [] : [stateChip(cell)],
    ),
    textColumn("until", training.until(), ({ until, state }) =>
      until === null && state === "valid" ? training.noEnd() : orDash(until),
    ),
    textColumn("due", training.dueBy(), ({ due }) => orDash(due)),
    textColumn("revision", field.revision(), ({ revision }) => orDash(revision)),
  ];
}

export function skillCard(view: SkillTrainingView, files: FileDoor): Card {
  const { training } = d();
  const { skill, people, records } = view;
  const find = cellFinder(view.cells);
  const cells = people.map(({ number }) => find(number, skill.code));
  const may = cells.filter(mayWork);
  const not = cells.filter((cell) => !mayWork(cell));
  const table = (id: string, rows: readonly Cell[], label: string): JSX.Element => (
    <DataTable
      label={label}
      rows={rows}
      columns={cellColumns(people, [skill]).filter((column) => column.id !== "skill")}
      rowId={({ person }) => person}
      onOpen={({ person }) => {
        location.hash = recordHref("training", [skill.code, person]);
      }}
      csvName={`${skill.code}-${id}`}
      empty={<p>{training.none()}</p>}
    />
  );
  return {
    identity: skill.code,
    name: localName(skill),
    chips: [
      {
        status: may.length === 0 ? "stop" : "ok",
        label: training.counts(may.length, people.length),
      },
    ],
    facts: skillFacts(skill),
    parts: [
      {
        id: "may",
        label: training.mayWork(may.length),
        content: () => table("may", may, training.mayWork(may.length)),
      },
      { id: "not", label: training.mayNot(), content: () => table("not", not, training.mayNot()) },
      {
        id: "records",
        label: training.records(),
        content: () => (
          <Records records={records} csvName={`training-${skill.code}`} files={files} />
        ),
      },
    ],
  };
}

function skillFacts(skill: SkillRow): readonly Fact[] {
  const { field, training } = d();
  return [
    { label: training.document(), value: skill.document },
    { label: field.revision(), value: skill.revision },
    { label: training.effective(), value: skill.effective_from },
    { label: training.before(), value: orDash(skill.revision_before) },
    {
      label: training.asks(),
      value: skill.assessed === false ? training.asksReading() : training.asksAssessment(),
    },
    {
      label: training.months(),
      value: skill.valid_months === null ? training.noEnd() : String(skill.valid_months),
    },
  ];
}

/** How one person stands in one skill, with every record of it. */
export function pairCard(view: PersonTrainingView, code: string, files: FileDoor): Card | null {
  const { field, training } = d();
  const skill = view.skills.find((each) => each.code === code);
  if (skill === undefined) {
    return null;
  }
  const { person } = view;
  const cell = view.cells.find((each) => each.skill === code) ?? missing(person.number, code);
  return {
    identity: person.number,
    name: `${localName(person)} · ${localName(skill)}`,
    chips: [stateChip(cell)],
    facts: [
      { label: training.document(), value: `${skill.document} ${skill.revision}` },
      { label: field.revision(), value: orDash(cell.revision) },
      { label: training.until(), value: orDash(cell.until) },
      { label: training.dueBy(), value: orDash(cell.due) },
    ],
    parts: [
      {
        id: "records",
        label: training.records(),
        content: () => (
          <Records
            records={view.records.filter((each) => each.skill === code)}
            csvName={`training-${person.number}-${code}`}
            files={files}
          />
        ),
      },
    ],
  };
}

/** Every skill of one person, as a part of the person's own card. */
export function PersonTraining({ view }: { readonly view: PersonTrainingView }): JSX.Element {
  const { training } = d();
  const find = cellFinder(view.cells);
  const cells = view.skills.map(({ code }) => find(view.person.number, code));
  return (
    <DataTable
      label={training.ofPerson()}
      rows={cells}
      columns={cellColumns([view.person], view.skills).filter(({ id }) => id !== "person")}
      rowId={({ skill }) => skill}
      onOpen={({ skill, person }) => {
        location.hash = recordHref("training", [skill, person]);
      }}
      csvName={`training-${view.person.number}`}
      empty={<p>{d().frame.noneYet()}</p>}
    />
  );
}

interface RecordsProps {
  readonly records: readonly TrainingRow[];
  readonly csvName: string;
  readonly files: FileDoor;
}

function Records({ records, csvName, files }: RecordsProps): JSX.Element {
  const { field, training } = d();
  const columns: readonly Column<TrainingRow>[] = [
    linkColumn("person", training.person(), ({ person }) => ({ section: "people", at: [person] })),
    textColumn("revision", field.revision(), (row) => `${row.document} ${row.revision}`),
    textColumn("read", training.readOn(), ({ read_at }) =>
      read_at == null ? "–" : factoryDay(Date.parse(read_at)),
    ),
    textColumn("trained", training.trained(), ({ qualified_at, due }) =>
      qualified_at !== null
        ? factoryDay(Date.parse(qualified_at))
        : due === null
          ? "–"
          : training.dueOf(due),
    ),
    textColumn("until", training.until(), ({ valid_to, qualified_at }) =>
      qualified_at === null ? "–" : (valid_to ?? training.noEnd()),
    ),
    textColumn("by", training.assessor(), ({ assessed_by }) => orDash(assessed_by)),
    textColumn("text", field.text(), (row) => orDash(row.text), { wraps: true }),
    {
      id: "evidence",
      header: training.evidence(),
      text: ({ evidence }) => evidence.join(" "),
      cell: ({ evidence, skill, person, revision }) => (
        <StoredFiles digests={evidence} name={`${skill}-${person}-${revision}`} files={files} />
      ),
    },
    textColumn(
      "revoked",
      training.revokedBy(),
      ({ revoked_at, revoked_by, revoke_reason }) =>
        revoked_at === null
          ? "–"
          : `${moment(revoked_at)} ${orDash(revoked_by)}: ${orDash(revoke_reason)}`,
      { wraps: true },
    ),
  ];
  return (
    <DataTable
      label={training.records()}
      rows={records}
      columns={columns}
      rowId={({ id }) => id}
      csvName={csvName}
      empty={<p>{training.none()}</p>}
    />
  );
}
