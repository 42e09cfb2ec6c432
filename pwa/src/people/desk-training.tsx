/**
 * Training at the desk: the matrix, what falls due, and the skills.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SkillRow } from "../entries/training-rows.ts";
import { DataTable } from "../ui/data-table.tsx";
import { linkColumn, orDash, textColumn } from "../ui/desk-cells.tsx";
import { DeskHead, type ListFrame } from "../ui/desk-list.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import { Tabs } from "../ui/tabs.tsx";
import { cellColumns } from "./training-cards.tsx";
import { TrainingMatrix } from "./training-matrix.tsx";
import { type Cell, cellFinder, fallingDue, type MatrixView, mayWork } from "./training-view.ts";

export interface TrainingBoardProps {
  readonly view: MatrixView;
  readonly frame: ListFrame;
}

export function TrainingBoard({ view, frame }: TrainingBoardProps): JSX.Element {
  const words = d().training;
  const [tab, setTab] = useState("matrix");
  const due = fallingDue(view.cells);
  const tabs = [
    { id: "matrix", label: words.matrix() },
    { id: "due", label: words.due(), count: due.length },
    { id: "skills", label: words.skills(), count: view.skills.length },
  ];
  return (
    <>
      <DeskHead title={d().frame.menu.training()} frame={frame} />
      {frame.asOf}
      <Tabs label={words.title()} tabs={tabs} active={tab} onChange={setTab}>
        {tab === "matrix" && <TrainingMatrix view={view} search={frame.search} />}
        {tab === "due" && <FallsDue view={view} cells={due} />}
        {tab === "skills" && <Skills view={view} />}
      </Tabs>
    </>
  );
}

interface FallsDueProps {
  readonly view: MatrixView;
  readonly cells: readonly Cell[];
}

function FallsDue({ view, cells }: FallsDueProps): JSX.Element {
  const words = d().training;
  const states = ["expired", "expiring", "superseded", "assigned", "read"] as const;
  const chips: readonly FilterChip<Cell>[] = states.map((state) => ({
    id: state,
    label: words.state[state](),
    matches: (cell) => cell.state === state,
  }));
  return (
    <>
      <p>{words.dueWhy()}</p>
      <DataTable
        label={words.due()}
        rows={cells}
        columns={cellColumns(view.people, view.skills)}
        chips={chips}
        rowId={({ person, skill }) => `${person}|${skill}`}
        onOpen={({ skill, person }) => {
          location.hash = recordHref("training", [skill, person]);
        }}
        csvName={`training-due-${view.day}`}
        empty={<p>{words.nothingDue()}</p>}
      />
    </>
  );
}

function Skills({ view }: { readonly view: MatrixView }): JSX.Element {
  const { field, training } = d();
  const find = cellFinder(view.cells);
  const may = ({ code }: SkillRow): string => {
    const count = view.people.filter(({ number }) => mayWork(find(number, code))).length;
    return training.counts(count, view.people.length);
  };
  const columns: readonly Column<SkillRow>[] = [
    linkColumn("code", training.skill(), ({ code }) => ({ section: "training", at: [code] })),
    textColumn("name", field.name(), localName),
    textColumn("document", training.document(), (row) => row.document),
    textColumn("revision", field.revision(), (row) => row.revision),
    textColumn("effective", training.effective(), (row) => row.effective_from),
    textColumn("months", training.months(), (row) => orDash(row.valid_months?.toString() ?? null)),
    textColumn("may", training.everyone(), may),
  ];
  return (
    <DataTable
      label={training.skills()}
      rows={view.skills}
      columns={columns}
      rowId={({ code }) => code}
      onOpen={({ code }) => {
        location.hash = recordHref("training", [code]);
      }}
      csvName="skills"
      empty={<p>{d().frame.noneYet()}</p>}
    />
  );
}
