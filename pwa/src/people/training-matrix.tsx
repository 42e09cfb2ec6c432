/**
 * People against skills: how each stands, by shape and word; readable at forty by twenty and walked with the arrow keys.
 */

import type { JSX } from "preact";
import type { PersonRow } from "../entries/rows.ts";
import type { SkillRow } from "../entries/training-rows.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { RecordLink, recordHref } from "../ui/record-link.tsx";
import { StatusShape } from "../ui/status-shape.tsx";
import "./training.css";
import { type Cell, cellFinder, type MatrixView, mayWork, stateChip } from "./training-view.ts";

export interface MatrixProps {
  readonly view: MatrixView;
  /** Text in the search line: people or skills that have it. */
  readonly search: string;
}

export function TrainingMatrix({ view, search }: MatrixProps): JSX.Element {
  const words = d().training;
  const { people, skills } = chosen(view, search.trim().toLowerCase());
  const find = cellFinder(view.cells);
  return (
    <>
      <p>{words.matrixWhy()}</p>
      <div class="training-matrix u-table-scroll">
        <table aria-label={words.matrix()} onKeyDown={walk}>
          <thead>
            <tr>
              <th scope="col">{words.person()}</th>
              {skills.map((skill) => (
                <SkillHead key={skill.code} skill={skill} people={people} find={find} />
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((person, row) => (
              <tr key={person.number}>
                <th scope="row">
                  <RecordLink section="people" at={[person.number]} label={localName(person)} />
                  <small>{person.number}</small>
                </th>
                {skills.map((skill, column) => (
                  <td key={skill.code}>
                    <CellLink
                      cell={find(person.number, skill.code)}
                      who={localName(person)}
                      what={localName(skill)}
                      first={row === 0 && column === 0}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Skills that have the text, with everybody; else people that have it, with every skill. */
function chosen({ people, skills }: MatrixView, needle: string) {
  const has = (...texts: string[]): boolean => texts.join(" ").toLowerCase().includes(needle);
  const columns = skills.filter((each) => has(each.code, each.name_en, each.name_zh));
  if (needle !== "" && columns.length > 0) {
    return { people, skills: columns };
  }
  return { skills, people: people.filter((each) => has(each.number, each.name_en, each.name_zh)) };
}

interface SkillHeadProps {
  readonly skill: SkillRow;
  readonly people: readonly PersonRow[];
  readonly find: (person: string, skill: string) => Cell;
}

function SkillHead({ skill, people, find }: SkillHeadProps): JSX.Element {
  const may = people.filter(({ number }) => mayWork(find(number, skill.code))).length;
  return (
    <th scope="col">
      <RecordLink section="training" at={[skill.code]} label={localName(skill)} />
      <small>
        {skill.document} {skill.revision}
      </small>
      <small>{d().training.counts(may, people.length)}</small>
    </th>
  );
}

interface CellLinkProps {
  readonly cell: Cell;
  readonly who: string;
  readonly what: string;
  readonly first: boolean;
}

function CellLink({ cell, who, what, first }: CellLinkProps): JSX.Element {
  const { status, label } = stateChip(cell);
  const day = cell.state === "assigned" ? cell.due : cell.until;
  return (
    <a
      href={recordHref("training", [cell.skill, cell.person])}
      class={`training-cell role-${status}`}
      data-state={cell.state}
      data-told={cell.state === "valid" || cell.state === "missing" ? undefined : true}
      tabIndex={first ? 0 : -1}
    >
      <span class="only-spoken">{d().training.pair(who, what)}</span>
      {cell.state === "missing" ? (
        <span>–</span>
      ) : (
        <>
          <StatusShape status={status} size={16} />
          <span>{label}</span>
          {day !== null && <small>{day}</small>}
        </>
      )}
    </a>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrows go to the next cell; Home and End to the first and last of the row. */
function walk(event: KeyboardEvent): void {
  const cell = (event.target as HTMLElement).closest("td");
  const row = cell?.closest("tr");
  if (cell === null || row === null || row === undefined) {
    return;
  }
  const target = targetOf(event.key, row, [...row.cells].indexOf(cell));
  const link = target?.querySelector<HTMLElement>("a");
  if (link instanceof HTMLElement) {
    event.preventDefault();
    cell.querySelector("a")?.setAttribute("tabindex", "-1");
    link.setAttribute("tabindex", "0");
    link.focus();
  }
}

function targetOf(key: string, row: HTMLTableRowElement, at: number): Element | undefined {
  if (key === "Home" || key === "End") {
    return row.cells[key === "Home" ? 1 : row.cells.length - 1];
  }
  const [down, right] = STEPS[key] ?? [0, 0];
  if (down === 0 && right === 0) {
    return undefined;
  }
  const other = down === 0 ? row : down < 0 ? row.previousElementSibling : row.nextElementSibling;
  const next = at + right;
  return other instanceof HTMLTableRowElement && next > 0 ? other.cells[next] : undefined;
}
