/**
 * The labels of a job, read from the server page by page: by state, by serial or place, each with what may be done.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { LabelJobRow } from "../entries/label-rows.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { chipColumn, linkColumn, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { Field, SelectField } from "../ui/field.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { recordHref } from "../ui/record-link.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import type { Column } from "../ui/table-view.ts";
import "./label-table.css";
import { actsOn, type LabelLine, type LabelsPage, labelChip, STATES } from "./one-label.ts";

export interface LabelTableProps {
  readonly job: LabelJobRow;
  readonly server: ServerDoor;
  /** Changes when the server may know more. */
  readonly revision: number;
}

const PAGE = 100;
const ALL = "-";

export function LabelTable({ job, server, revision }: LabelTableProps): JSX.Element {
  const [state, setState] = useState(ALL);
  const [typed, setTyped] = useState("");
  const [number, setNumber] = useState("");
  const query = new URLSearchParams({ limit: String(PAGE) });
  if (state !== ALL) {
    query.set("state", state);
  }
  if (number !== "") {
    query.set("number", number);
  }
  const path = `/label-jobs/${encodeURIComponent(job.id)}/labels?${query}`;
  const { answer, goOn, again } = usePages(server, path, `${revision} ${job.status}`);
  const find = (event: Event): void => {
    event.preventDefault();
    setNumber(typed.trim());
  };
  const states = answer?.step === "ok" ? answer.value.states : {};
  return (
    <div class="label-table">
      <form class="label-find" noValidate onSubmit={find}>
        <SelectField
          label={d().field.status()}
          value={state}
          options={stateOptions(states, state, job.count)}
          onChange={setState}
        />
        <Field label={d().print.findLabel()} value={typed} onInput={setTyped} />
        <Button type="submit" label={d().print.find()} icon="search" />
      </form>
      <Found {...{ job, answer, again }} />
      {answer?.step === "ok" && answer.value.more && (
        <Button label={d().frame.showMore()} tone="quiet" onPress={() => goOn()} />
      )}
    </div>
  );
}

function stateOptions(states: Readonly<Record<string, number>>, chosen: string, count: number) {
  const words = d().print;
  const present = STATES.filter((each) => states[each] !== undefined || each === chosen);
  return [
    { value: ALL, label: words.allStates(count) },
    ...present.map((each) => ({
      value: each,
      label: `${wordOf(words.state, each)} (${states[each] ?? 0})`,
    })),
  ];
}

interface FoundProps {
  readonly job: LabelJobRow;
  readonly answer: Answered<LabelsPage> | null;
  readonly again: () => void;
}

function Found({ job, answer, again }: FoundProps): JSX.Element {
  if (answer === null) {
    return <Skeleton kind="table" />;
  }
  if (answer.step !== "ok") {
    const texts = answer.step === "refused" ? explain([answer], language.value) : [];
    return (
      <>
        <CodeNotice status="warn" title={d().frame.needsConnection()} texts={texts} />
        <Button label={d().frame.tryAgain()} icon="refresh-cw" onPress={again} />
      </>
    );
  }
  return (
    <DataTable
      label={d().print.labels()}
      rows={answer.value.labels}
      columns={columns(job)}
      rowId={({ n }) => String(n)}
      onOpen={({ n }) => {
        location.hash = recordHref("labels", [job.id, String(n)]);
      }}
      csvName={`labels-${job.number}`}
      empty={<p>{d().print.noneSuch()}</p>}
    />
  );
}

function columns(job: LabelJobRow): readonly Column<LabelLine>[] {
  const { print, field } = d();
  const end = { align: "end" } as const;
  return [
    linkColumn(
      "n",
      print.place(),
      ({ n }) => ({ section: "labels", at: [job.id, String(n)], label: String(n) }),
      { ...end, order: (left, right) => left.n - right.n },
    ),
    textColumn("number", print.ownNumber(job.pool), ({ number }) => orDash(number)),
    ...(job.lot === null ? [] : [textColumn<LabelLine>("lot", field.lot(), () => orDash(job.lot))]),
    chipColumn("state", field.status(), (line) => [labelChip(line)]),
    {
      id: "acts",
      header: print.work(),
      text: (line) => actsOn(job, line).map(word).join(", "),
      cell: (line) => <ActLinks job={job} line={line} />,
    },
    textColumn("printed", print.printed(), (line) => moment(line.printed_at)),
    textColumn("copies", print.copies(), ({ copies }) => String(copies), end),
    textColumn("scanned", print.scanned(), (line) => moment(line.scanned_at)),
    textColumn("by", print.printedBy(), ({ by }) => orDash(by)),
  ];
}

const word = (act: string): string => wordOf(d().print.acts, act);

function ActLinks({ job, line }: { readonly job: LabelJobRow; readonly line: LabelLine }) {
  const card = recordHref("labels", [job.id, String(line.n)]);
  return (
    <span class="label-acts">
      {actsOn(job, line).map((act) => (
        <a key={act} href={`${card}?do=${act}`}>
          {word(act)}
        </a>
      ))}
    </span>
  );
}

interface Pages {
  readonly answer: Answered<LabelsPage> | null;
  readonly goOn: () => Promise<void>;
  readonly again: () => void;
}

/** The first page, read again whenever `tick` changes, and the pages after it as they are asked for. */
function usePages(server: ServerDoor, path: string, tick: string): Pages {
  const [answer, setAnswer] = useState<Answered<LabelsPage> | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    void server.read<LabelsPage>(path).then((found) => {
      if (current) {
        setAnswer(found);
      }
    });
    return () => {
      current = false;
    };
  }, [server, path, tick, attempt]);
  const goOn = async (): Promise<void> => {
    if (answer?.step !== "ok") {
      return;
    }
    const before = answer.value.labels;
    const found = await server.read<LabelsPage>(`${path}&after=${before.at(-1)?.n ?? 0}`);
    setAnswer(
      found.step === "ok"
        ? { step: "ok", value: { ...found.value, labels: [...before, ...found.value.labels] } }
        : found,
    );
  };
  return { answer, goOn, again: () => setAttempt(attempt + 1) };
}
