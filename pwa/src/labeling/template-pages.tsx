/**
 * Label templates at the desk: the list with every revision, and the editor of one, both read from the server.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { DeskActs } from "../entries/desk-acts.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { ActionLink } from "../ui/action-link.tsx";
import { AsOf } from "../ui/as-of.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { recordHref } from "../ui/record-link.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import type { RevisionLine, RevisionView, Subject, Template, Words } from "./template.ts";
import { TemplateEditor } from "./template-editor.tsx";
import { TemplateHead } from "./template-head.tsx";
import { TemplateList, type TemplateListProps } from "./template-list.tsx";
import { TemplateNew } from "./template-new.tsx";

export interface TemplatePagesProps extends Pick<TemplateListProps, "frame"> {
  /** Number and revision; empty for the list; "new", and behind it what is copied, for a new template. */
  readonly at: readonly string[];
  readonly server: ServerDoor;
  readonly acts: DeskActs;
  /** Changes whenever something may have arrived at the server. */
  readonly revision: number;
  readonly nowMs: number;
}

/** No number of a template, which is written in capitals. */
const NEW = "new";

interface Loaded {
  readonly lines: readonly RevisionLine[];
  readonly view: RevisionView | null;
  readonly before: RevisionView | null;
  readonly words: Words;
  readonly subjects: readonly Subject[];
}

export function TemplatePages(props: TemplatePagesProps): JSX.Element {
  const { at, server, acts, revision, frame, nowMs } = props;
  const answer = useLoaded(server, at, revision);
  if (answer === null) {
    return <Skeleton kind="table" />;
  }
  if (answer.step !== "ok") {
    const texts = answer.step === "refused" ? explain([answer], language.value) : [];
    return <CodeNotice status="warn" title={d().frame.needsConnection()} texts={texts} />;
  }
  const { view, before, words, subjects } = answer.value;
  if (at[0] === NEW) {
    const { lines } = answer.value;
    const key = at.join("/");
    return <TemplateNew key={key} {...{ origin: view, lines, words, subjects, server, acts }} />;
  }
  if (view === null) {
    const time = new Date(nowMs);
    const asOf = <AsOf at={time} now={time} source="server" />;
    const actions = (
      <ActionLink href={recordHref("templates", [NEW])} label={d().template.newOne()} icon="plus" />
    );
    return <TemplateList frame={{ ...frame, asOf, actions }} lines={answer.value.lines} />;
  }
  const lines = answer.value.lines.filter(({ number }) => number === view.number);
  return (
    <TemplateEditor
      key={view.sha256}
      template={JSON.parse(view.content) as Template}
      words={words}
      subjects={subjects}
      server={server}
      head={(now, findings, dirty) => (
        <TemplateHead {...{ now, findings, dirty, view, before, lines, acts }} />
      )}
    />
  );
}

/** What is there stays on the screen while it is read anew, so that nobody's editing is interrupted. */
function useLoaded(server: ServerDoor, at: readonly string[], revision: number) {
  const [answer, setAnswer] = useState<Answered<Loaded> | null>(null);
  const begins = at[0] === NEW;
  const address = (begins ? at.slice(1) : at).map(encodeURIComponent).join("/");
  useEffect(() => {
    let current = true;
    void load(server, address, begins).then((loaded) => {
      if (current) {
        setAnswer(loaded);
      }
    });
    return () => {
      current = false;
    };
  }, [server, address, begins, revision]);
  return answer;
}

const NOTHING: Words = { fields: [], signs: [], rules: [] };

async function load(
  server: ServerDoor,
  address: string,
  begins: boolean,
): Promise<Answered<Loaded>> {
  const list = await server.read<{ revisions: readonly RevisionLine[] }>("/labels/templates");
  if (list.step !== "ok") {
    return list;
  }
  const lines = list.value.revisions;
  if (address === "" && !begins) {
    const value = { lines, view: null, before: null, words: NOTHING, subjects: [] };
    return { step: "ok", value };
  }
  const none = Promise.resolve({ step: "ok", value: null } as const);
  const [view, words, subjects] = await Promise.all([
    address === "" ? none : server.read<RevisionView>(`/labels/templates/${address}`),
    server.read<Words>("/labels/words"),
    server.read<{ subjects: readonly Subject[] }>("/labels/subjects"),
  ]);
  if (view.step !== "ok" || words.step !== "ok" || subjects.step !== "ok") {
    return [view, words, subjects].find(({ step }) => step !== "ok") as Answered<Loaded>;
  }
  const before = view.value === null ? null : await approvedBeside(server, lines, view.value);
  const loaded = { lines, view: view.value, before, words: words.value };
  return { step: "ok", value: { ...loaded, subjects: subjects.value.subjects } };
}

/** The approved revision of the same template, where the one shown is another. */
async function approvedBeside(
  server: ServerDoor,
  lines: readonly RevisionLine[],
  view: RevisionView,
): Promise<RevisionView | null> {
  const approved = lines.find(
    ({ number, status }) => number === view.number && status === "approved",
  );
  if (approved === undefined || approved.revision === view.revision) {
    return approved === undefined ? null : view;
  }
  const path = `/labels/templates/${encodeURIComponent(view.number)}/${approved.revision}`;
  const answer = await server.read<RevisionView>(path);
  return answer.step === "ok" ? answer.value : null;
}
