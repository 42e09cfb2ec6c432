/**
 * Importing a CSV file: the server reads and compares it and writes nothing; applying it records one entry, like any other.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type DeskActs, hasReason } from "../../entries/desk-acts.ts";
import type { Answered, ServerDoor } from "../../entries/server-door.ts";
import type { JsonObject } from "../../sync/canonical.ts";
import { ActionLink } from "../../ui/action-link.tsx";
import { Button } from "../../ui/button.tsx";
import { CodeNotice } from "../../ui/code-notice.tsx";
import { DecisionForm } from "../../ui/decision-form.tsx";
import { FileField } from "../../ui/file-field.tsx";
import type { FormSpec } from "../../ui/form-fields.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../../ui/record-link.tsx";
import { downloadBlob } from "../download.ts";
import { closedBecause, type LastSent, sentOf } from "./form-page.tsx";
import type { MasterSection } from "./forms.ts";
import { type ImportAnswer, ImportReport, Refused } from "./import-report.tsx";

export interface ImportPageProps {
  readonly section: MasterSection | "processes" | "equipment" | "training";
  /** The kind of file, where a section has several. */
  readonly kind?: "structures" | "routings" | "equipment" | "calibrations" | "skills" | "training";
  readonly acts: DeskActs;
  readonly server: ServerDoor;
}

type State =
  | Answered<ImportAnswer>
  | { readonly step: "idle" | "checking" | "no_file" | "unreadable" };

const ACTIONS: Readonly<Partial<Record<ImportPageProps["section"], FormSpec["action"]>>> = {
  people: "manage_people",
  processes: "draft_process",
  equipment: "manage_equipment",
  training: "manage_training",
};

export function ImportPage({ section, kind, acts, server }: ImportPageProps): JSX.Element {
  const { form, frame } = d();
  const words = form.import;
  const [file, setFile] = useState<File | null>(null);
  const [second, setSecond] = useState<File | null>(null);
  const [state, setState] = useState<State>({ step: "idle" });
  const closed = closedBecause({ action: ACTIONS[section] ?? "manage_master_data" }, acts);
  const check = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (file === null) {
      setState({ step: "no_file" });
      return;
    }
    setState({ step: "checking" });
    const read = await readFiles(file, second);
    setState(
      read === null
        ? { step: "unreadable" }
        : await server.send<ImportAnswer>(`/imports/${kind ?? section}`, read),
    );
  };
  const choose = (set: (chosen: File | null) => void) => (chosen: File | null) => {
    set(chosen);
    setState({ step: "idle" });
  };
  return (
    <>
      <form class="u-record-form" noValidate onSubmit={(event) => void check(event)}>
        <h1>{words.title(frame.menu[section]())}</h1>
        <p>{words.why()}</p>
        {closed !== null && <p>{closed}</p>}
        <FileField
          label={words.file()}
          accept=".csv,text/csv"
          onChoose={choose(setFile)}
          {...(state.step === "no_file" ? { error: words.noFile() } : {})}
          {...(state.step === "unreadable" ? { error: words.unreadable() } : {})}
        />
        <Columns kind={kind ?? section} server={server} />
        {section === "items" && (
          <FileField
            label={words.identifiers()}
            accept=".csv,text/csv"
            onChoose={choose(setSecond)}
          />
        )}
        <p class="u-record-form-acts">
          <Button
            type="submit"
            label={state.step === "checking" ? words.checking() : words.check()}
            icon="file-text"
            tone="primary"
            disabled={closed !== null || state.step === "checking"}
          />
          <ActionLink href={recordHref(section)} label={form.cancel()} />
        </p>
      </form>
      {state.step === "offline" && (
        <CodeNotice status="warn" title={d().act.offline()} texts={[]} />
      )}
      {state.step === "refused" && <Refused title={d().act.refused()} refusal={state} />}
      {state.step === "ok" && (
        <>
          <ImportReport answer={state.value} />
          <Apply answer={state.value} acts={acts} closed={closed} section={section} />
        </>
      )}
    </>
  );
}

/** For whoever fills such a file for the first time: its header, as the server reads it. */
function Columns(props: { readonly kind: string; readonly server: ServerDoor }): JSX.Element {
  const words = d().form.import;
  const [failed, setFailed] = useState(false);
  const fetch = async (): Promise<void> => {
    const answer = await props.server.readBytes(`/imports/${props.kind}/columns.csv`);
    setFailed(answer.step !== "ok");
    if (answer.step === "ok") {
      downloadBlob(`${props.kind}.csv`, answer.value.blob);
    }
  };
  return (
    <p>
      <Button label={words.columns()} icon="download" tone="quiet" onPress={fetch} />
      {failed && <span role="status">{words.columnsFailed()}</span>}
    </p>
  );
}

/** Null when a file was changed or removed after it was chosen: browsers then refuse to read it. */
async function readFiles(file: File, second: File | null) {
  try {
    const identifiers = second === null ? {} : { identifiers: await base64(second) };
    return { source: file.name, file: await base64(file), ...identifiers };
  } catch {
    // The person is told to choose it again.
    return null;
  }
}

/** The file's bytes as they are: the server says which encoding they have. */
function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => reject(reader.error ?? new Error("the file could not be read"));
    reader.readAsDataURL(file);
  });
}

interface ApplyProps {
  readonly answer: ImportAnswer;
  readonly acts: DeskActs;
  readonly closed: string | null;
  readonly section: ImportPageProps["section"];
}

function Apply({ answer, acts, closed, section }: ApplyProps): JSX.Element | null {
  const { form, act, frame } = d();
  const [last, setLast] = useState<LastSent | null>(null);
  const sent = sentOf(acts, last);
  const { type, body, refusal, changes } = answer;
  if (type === null || body === null || refusal !== null || changes.length === 0) {
    return null;
  }
  if (sent?.state === "accepted") {
    return (
      <>
        <CodeNotice status="ok" title={act.accepted()} texts={[]} />
        <ActionLink href={recordHref(section)} label={frame.back(frame.menu[section]())} />
      </>
    );
  }
  const waits = sent?.state === "on_device" || sent?.state === "sent";
  return (
    <>
      {sent !== null && !waits && (
        <CodeNotice status="stop" title={act.refused()} texts={sent.texts} />
      )}
      <DecisionForm
        title={form.import.apply()}
        reasonLabel={form.reason()}
        reasonHint={form.reasonHint()}
        submit={{ label: form.import.apply(), icon: "check", tone: "primary" }}
        closed={waits ? act.sent() : closed}
        hasReason={hasReason}
        onDecide={async (reason) => {
          const { record } = await acts.record({ type, body: body as JsonObject, reason });
          setLast({ id: record.id, type });
        }}
      />
    </>
  );
}
