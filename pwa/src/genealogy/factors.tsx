/**
 * What bad things have in common that good ones have not; and two things side by side.
 */

import type { JSX } from "preact";
import type { ServerDoor } from "../entries/server-door.ts";
import { DataTable } from "../ui/data-table.tsx";
import { chipColumn, textColumn } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import type { Column } from "../ui/table-view.ts";
import {
  asAt,
  type Compared,
  type Factor,
  type FactorsAnswer,
  type SideBySide,
  thingText,
} from "./answer.ts";
import { scansInto, sets, sides } from "./sets.ts";
import { TwoSets } from "./two-sets.tsx";
import { WorthView } from "./worth.tsx";
import { WorthFiles } from "./worth-files.tsx";

interface PageProps {
  readonly server: ServerDoor;
}

export function FactorsPage({ server }: PageProps): JSX.Element {
  const words = d().trace;
  return (
    <>
      <h1>{words.factors()}</h1>
      <p class="trace-why">{words.factorsWhy()}</p>
      <p class="trace-why">{words.pasteHint()}</p>
      <TwoSets<FactorsAnswer>
        server={server}
        labels={[words.bad(), words.good()]}
        act={words.compute()}
        texts={[sets.bad, sets.good]}
        into={scansInto.factors}
        lines={8}
        ask={([bad, good], at) => server.send("/genealogy/factors", { bad, good, ...asAt(at) })}
      >
        {(answer) => (
          <>
            <WorthView worth={answer.worth} />
            <WorthFiles
              name="factors"
              answer={answer}
              columns={factorColumns()}
              rows={answer.factors}
            />
            <FactorTable rows={answer.factors} />
          </>
        )}
      </TwoSets>
    </>
  );
}

export function ComparePage({ server }: PageProps): JSX.Element {
  const words = d().trace;
  return (
    <>
      <h1>{words.compare()}</h1>
      <p class="trace-why">{words.compareWhy()}</p>
      <TwoSets<SideBySide>
        server={server}
        labels={[words.left(), words.right()]}
        act={words.compareAct()}
        texts={[sides.left, sides.right]}
        into={scansInto.compare}
        ask={([[left], [right]], at) => {
          const named = [
            ["left", left],
            ["right", right],
          ] as const;
          const query = new URLSearchParams({
            ...Object.fromEntries(
              named.map(([side, thing]) => [side, thing === undefined ? "" : thingText(thing)]),
            ),
            ...asAt(at),
          });
          return server.read(`/genealogy/compared?${query}`);
        }}
      >
        {(answer) => (
          <>
            <WorthView worth={answer.worth} />
            <WorthFiles
              name="side-by-side"
              answer={answer}
              columns={comparedColumns()}
              rows={answer.rows}
            />
            <ComparedTable rows={answer.rows} />
          </>
        )}
      </TwoSets>
    </>
  );
}

function factorColumns(): readonly Column<Factor>[] {
  const words = d().trace;
  return [
    textColumn("kind", words.trait(), (row) => wordOf(words.traitKind, row.kind)),
    textColumn("number", words.what(), (row) => row.number),
    textColumn("item", words.where(), (row) => row.item),
    textColumn("bad", words.bad(), (row) => words.of(row.bad, row.bad_of), { align: "end" }),
    textColumn("good", words.good(), (row) => words.of(row.good, row.good_of), { align: "end" }),
    textColumn("chance", words.chance(), (row) => row.chance.toPrecision(2), {
      align: "end",
      order: (left, right) => left.chance - right.chance,
    }),
  ];
}

function FactorTable({ rows }: { readonly rows: readonly Factor[] }): JSX.Element {
  const words = d().trace;
  return (
    <DataTable
      label={words.factors()}
      rows={rows}
      columns={factorColumns()}
      rowId={(row) => `${row.kind}/${row.number}/${row.item}`}
      empty={<p>{words.noFactors()}</p>}
    />
  );
}

function comparedColumns(): readonly Column<Compared>[] {
  const words = d().trace;
  return [
    textColumn("kind", words.trait(), (row) => wordOf(words.traitKind, row.kind)),
    textColumn("item", words.where(), (row) => row.item),
    textColumn("left", words.left(), (row) => row.left.join(", "), { wraps: true }),
    textColumn("right", words.right(), (row) => row.right.join(", "), { wraps: true }),
    chipColumn("same", words.column.status(), (row) => [
      row.same ? { status: "ok", label: words.same() } : { status: "warn", label: words.differs() },
    ]),
  ];
}

function ComparedTable({ rows }: { readonly rows: readonly Compared[] }): JSX.Element {
  const words = d().trace;
  return (
    <DataTable
      label={words.compare()}
      rows={rows}
      columns={comparedColumns()}
      rowId={(row) => `${row.kind}/${row.item}`}
      empty={<p>{words.nothingBehind()}</p>}
    />
  );
}
