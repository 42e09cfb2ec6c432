/**
 * The history of one record, read from the log: every event with its place, people, times and reason.
 * A correction stands beside what it corrects.
 */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import type { Lookup } from "../sync/view.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { eventColumns } from "./event-columns.tsx";
import "./history.css";
import type { LogEvent } from "./log-event.ts";

/** What `GET /history/{kind}` and `GET /log` answer: newest first. */
export interface LogPage {
  readonly position: number;
  readonly more: boolean;
  readonly events: readonly LogEvent[];
}

export interface LogTableProps {
  /** Path with its query; `&before=` is added to go on. */
  readonly path: string;
  readonly server: ServerDoor;
  readonly rows: Lookup;
  readonly label: string;
  readonly csvName: string;
  /** Changes when the log may have grown. */
  readonly revision: number;
}

type State = Answered<LogPage> | { readonly step: "loading" };

export function LogTable(props: LogTableProps): JSX.Element {
  const { path, server, rows, label, csvName, revision } = props;
  const [state, setState] = useState<State>({ step: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    void server.read<LogPage>(path).then((answer) => {
      if (current) {
        setState(answer);
      }
    });
    return () => {
      current = false;
    };
  }, [path, server, revision, attempt]);
  const older = async (page: LogPage): Promise<void> => {
    const before = page.events.at(-1)?.position ?? 0;
    const next = await server.read<LogPage>(`${path}&before=${before}`);
    const events = next.step === "ok" ? [...page.events, ...next.value.events] : page.events;
    setState(next.step === "ok" ? { step: "ok", value: { ...next.value, events } } : next);
  };
  if (state.step === "loading") {
    return <Skeleton kind="table" />;
  }
  if (state.step !== "ok") {
    return <NotRead answer={state} onAgain={() => setAttempt(attempt + 1)} />;
  }
  return (
    <div class="history">
      <DataTable
        label={label}
        rows={state.value.events}
        columns={eventColumns(rows, state.value.events)}
        rowId={(event) => String(event.position)}
        csvName={csvName}
        asOf={d().log.upTo(state.value.position)}
        empty={<p>{d().log.none()}</p>}
      />
      {state.value.more && (
        <Button label={d().log.older()} tone="quiet" onPress={() => older(state.value)} />
      )}
    </div>
  );
}

interface NotReadProps {
  readonly answer: Exclude<Answered<unknown>, { step: "ok" }>;
  readonly onAgain: () => void;
}

/** Why something of the server could not be shown, and a way to try again. */
function NotRead({ answer, onAgain }: NotReadProps): ComponentChildren {
  const texts = answer.step === "refused" ? explain([answer], language.value) : [];
  return (
    <div class="history">
      <CodeNotice status="warn" title={d().frame.needsConnection()} texts={texts} />
      <Button label={d().frame.tryAgain()} icon="refresh-cw" onPress={onAgain} />
    </div>
  );
}
