/**
 * What bad things have in common that good ones have not; and two things side by side.
 */

import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type ExplainedCode, explain } from "../entries/code-texts.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { chipColumn, textColumn } from "../ui/desk-cells.tsx";
import { Field } from "../ui/field.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import type { Column } from "../ui/table-view.ts";
import { type Compared, type Factor, thingText } from "./answer.ts";
import { sets } from "./sets.ts";
import { thingsOf } from "./things-of.ts";

type Asked<T> = { readonly rows: T } | { readonly problem: readonly ExplainedCode[] };

function sentence(what: string): readonly ExplainedCode[] {
  return [{ code: what, what, why: "", now: "" }];
}

/** The two texts' things, or why they cannot be asked about. */
async function asked<T>(
  server: ServerDoor,
  texts: readonly [string, string],
  ask: (
    sides: readonly [Awaited<ReturnType<typeof thingsOf>>, Awaited<ReturnType<typeof thingsOf>>],
  ) => Promise<Answered<T>>,
): Promise<Asked<T>> {
  const sides = [await thingsOf(server, texts[0]), await thingsOf(server, texts[1])] as const;
  if (sides.some(({ offline }) => offline)) {
    return { problem: sentence(d().act.offline()) };
  }
  const unclear = sides.flatMap((side) => side.unclear);
  if (unclear.length > 0) {
    return { problem: sentence(d().trace.unclear(unclear.join(", "))) };
  }
  const answer = await ask(sides);
  switch (answer.step) {
    case "ok":
      return { rows: answer.value };
    case "refused":
      return { problem: explain([answer], language.value) };
    case "offline":
      return { problem: sentence(d().act.offline()) };
  }
}

export function FactorsPage({ server }: { readonly server: ServerDoor }): JSX.Element {
  const words = d().trace;
  const [found, setFound] = useState<Asked<readonly Factor[]> | null>(null);
  const compute = async (bad: string, good: string): Promise<void> =>
    setFound(
      await asked(server, [bad, good], ([first, second]) =>
        server.send<readonly Factor[]>("/genealogy/factors", {
          bad: first.things,
          good: second.things,
        }),
      ),
    );
  return (
    <>
      <h1>{words.factors()}</h1>
      <p class="trace-why">{words.factorsWhy()}</p>
      <TwoSets
        labels={[words.bad(), words.good()]}
        act={words.compute()}
        texts={[sets.bad, sets.good]}
        lines={8}
        onAct={compute}
      />
      <Result found={found}>{(rows) => <FactorTable rows={rows} />}</Result>
    </>
  );
}

export function ComparePage({ server }: { readonly server: ServerDoor }): JSX.Element {
  const words = d().trace;
  const [found, setFound] = useState<Asked<readonly Compared[]> | null>(null);
  const left = useSignal("");
  const right = useSignal("");
  const compare = async (one: string, other: string): Promise<void> =>
    setFound(
      await asked(server, [one, other], ([first, second]) => {
        const sides = { left: first.things[0], right: second.things[0] };
        const query = new URLSearchParams(
          Object.entries(sides).map(([side, thing]) => [
            side,
            thing === undefined ? "" : thingText(thing),
          ]),
        );
        return server.read<readonly Compared[]>(`/genealogy/compared?${query}`);
      }),
    );
  return (
    <>
      <h1>{words.compare()}</h1>
      <p class="trace-why">{words.compareWhy()}</p>
      <TwoSets
        labels={[words.left(), words.right()]}
        act={words.compareAct()}
        texts={[left, right]}
        onAct={compare}
      />
      <Result found={found}>{(rows) => <ComparedTable rows={rows} />}</Result>
    </>
  );
}

interface TwoSetsProps {
  readonly labels: readonly [string, string];
  readonly act: string;
  /** Several lines a set; one thing each when left out. */
  readonly lines?: number;
  /** What is typed in the two, kept by whoever shows them. */
  readonly texts: readonly [Signal<string>, Signal<string>];
  readonly onAct: (first: string, second: string) => Promise<void>;
}

function TwoSets({ labels, act, lines, texts: [first, second], onAct }: TwoSetsProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const more = lines === undefined ? {} : { lines, hint: d().trace.pasteHint() };
  const submit = async (): Promise<void> => {
    setBusy(true);
    await onAct(first.value, second.value);
    setBusy(false);
  };
  return (
    <form
      class="trace-sets"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label={labels[0]}
        value={first.value}
        onInput={(text) => {
          first.value = text;
        }}
        {...more}
      />
      <Field
        label={labels[1]}
        value={second.value}
        onInput={(text) => {
          second.value = text;
        }}
        {...more}
      />
      <Button
        label={act}
        tone="primary"
        type="submit"
        disabled={busy || first.value.trim() === "" || second.value.trim() === ""}
      />
    </form>
  );
}

interface ResultProps<T> {
  readonly found: Asked<T> | null;
  readonly children: (rows: T) => JSX.Element;
}

function Result<T>({ found, children }: ResultProps<T>): JSX.Element | null {
  if (found === null) {
    return null;
  }
  return "rows" in found ? (
    children(found.rows)
  ) : (
    <CodeNotice status="warn" title={d().trace.title()} texts={found.problem} />
  );
}

function FactorTable({ rows }: { readonly rows: readonly Factor[] }): JSX.Element {
  const words = d().trace;
  const columns: readonly Column<Factor>[] = [
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
  return (
    <DataTable
      label={words.factors()}
      rows={rows}
      columns={columns}
      rowId={(row) => `${row.kind}/${row.number}/${row.item}`}
      csvName="factors"
      empty={<p>{words.noFactors()}</p>}
    />
  );
}

function ComparedTable({ rows }: { readonly rows: readonly Compared[] }): JSX.Element {
  const words = d().trace;
  const columns: readonly Column<Compared>[] = [
    textColumn("kind", words.trait(), (row) => wordOf(words.traitKind, row.kind)),
    textColumn("item", words.where(), (row) => row.item),
    textColumn("left", words.left(), (row) => row.left.join(", "), { wraps: true }),
    textColumn("right", words.right(), (row) => row.right.join(", "), { wraps: true }),
    chipColumn("same", words.column.status(), (row) => [
      row.same ? { status: "ok", label: words.same() } : { status: "warn", label: words.differs() },
    ]),
  ];
  return (
    <DataTable
      label={words.compare()}
      rows={rows}
      columns={columns}
      rowId={(row) => `${row.kind}/${row.item}`}
      csvName="compared"
      empty={<p>{words.nothingBehind()}</p>}
    />
  );
}
