/**
 * Structures and routings at the desk: the list, the card of a revision, drafts and imports; all read from the server.
 */

import type { JSX } from "preact";
import { LogTable } from "../../audit-trail/history.tsx";
import { ProcessList, placeOf, processCard } from "../../items/process-list.tsx";
import type { ProcessesView, ProcessKind, RevisionLine } from "../../items/process-view.ts";
import { routingForm } from "../../items/routing-form.ts";
import { structureForm } from "../../items/structure-form.ts";
import { ActionLink } from "../../ui/action-link.tsx";
import { AsOf } from "../../ui/as-of.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { RecordCard } from "../../ui/record-card.tsx";
import { recordHref } from "../../ui/record-link.tsx";
import { FormPage } from "./form-page.tsx";
import { formHref } from "./forms.ts";
import { ImportPage } from "./import-page.tsx";
import type { PageParts } from "./lists.tsx";
import { ReadPage } from "./read-page.tsx";

export interface ProcessPagesProps extends PageParts {
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly revision: number;
}

const FORMS = { structure: structureForm, routing: routingForm } as const;

export function ProcessPages(props: ProcessPagesProps): JSX.Element {
  const { at, query, rows, acts, server, frame, nowMs, revision } = props;
  const act = query.get("do") ?? "";
  const [kind = "", item = ""] = at;
  if (act === "import-structures" || act === "import-routings") {
    const of = act === "import-structures" ? "structures" : "routings";
    return <ImportPage key={of} section="processes" kind={of} acts={acts} server={server} />;
  }
  if (act === "new-structure" || act === "new-routing") {
    const make = act === "new-structure" ? structureForm : routingForm;
    return <FormPage key={act} spec={make({ rows, from: null, fresh: true })} acts={acts} />;
  }
  if (at.length > 0 && isKind(kind)) {
    const path = `/processes?item=${encodeURIComponent(item)}`;
    return (
      <ReadPage<ProcessesView> server={server} path={path} tick={nowMs + revision}>
        {(view) => <Revision {...props} kind={kind} act={act} view={view} />}
      </ReadPage>
    );
  }
  return (
    <ReadPage<ProcessesView> server={server} path="/processes" tick={nowMs + revision}>
      {(view) => (
        <ProcessList
          revisions={view.revisions}
          frame={{ ...frame, asOf: asOf(nowMs), actions: <ListActions /> }}
        />
      )}
    </ReadPage>
  );
}

function isKind(text: string): text is ProcessKind {
  return text === "structure" || text === "routing";
}

function asOf(nowMs: number): JSX.Element {
  return <AsOf at={new Date(nowMs)} now={new Date(nowMs)} source="server" />;
}

function ListActions(): JSX.Element {
  const { making } = d();
  const to = (act: string): string => formHref("processes", [], act);
  return (
    <>
      <ActionLink href={to("new-routing")} label={making.newRouting()} icon="plus" tone="primary" />
      <ActionLink href={to("new-structure")} label={making.newStructure()} icon="plus" />
      <ActionLink
        href={to("import-routings")}
        label={making.importRoutings()}
        icon="cloud-upload"
      />
      <ActionLink
        href={to("import-structures")}
        label={making.importStructures()}
        icon="cloud-upload"
      />
    </>
  );
}

interface RevisionProps extends ProcessPagesProps {
  readonly kind: ProcessKind;
  readonly act: string;
  readonly view: ProcessesView;
}

function Revision({ kind, act, view, ...props }: RevisionProps): JSX.Element {
  const { at, rows, acts, server, nowMs, revision } = props;
  const { frame, making } = d();
  const shown = view.revisions.find((each) => each.kind === kind && each.revision === at[2]);
  if (shown === undefined) {
    const key = at.slice(1).join(" / ");
    return <EmptyState drawing="any" title={frame.notHere(making.kind[kind](), key)} text="" />;
  }
  const editable = act === "edit" && shown.status === "draft";
  if (editable || act === "revise") {
    const spec = FORMS[kind]({ rows, from: shown, fresh: act === "revise" });
    return <FormPage key={act} spec={spec} acts={acts} />;
  }
  const [, item = "", of = ""] = placeOf(shown);
  const path = `/history/${kind}?key=${encodeURIComponent(item)}&key=${encodeURIComponent(of)}`;
  const history = {
    id: "history",
    label: frame.history(),
    content: () => (
      <LogTable
        path={path}
        server={server}
        rows={rows}
        label={frame.history()}
        csvName={`history-${item}-${of}`}
        revision={revision}
      />
    ),
  };
  const card = processCard({ rows, shown, revisions: view.revisions, acts });
  return (
    <RecordCard
      card={{ ...card, parts: [...card.parts, history], actions: <CardActions shown={shown} /> }}
      kind={making.kind[kind]()}
      asOf={asOf(nowMs)}
      back={{ href: recordHref("processes"), label: frame.back(frame.menu.processes()) }}
    />
  );
}

function CardActions({ shown }: { readonly shown: RevisionLine }): JSX.Element {
  const { making } = d();
  const at = placeOf(shown);
  return (
    <>
      {shown.status === "draft" && (
        <ActionLink
          href={formHref("processes", at, "edit")}
          label={making.editDraft()}
          icon="pencil"
        />
      )}
      <ActionLink
        href={formHref("processes", at, "revise")}
        label={making.newRevision()}
        icon="copy"
      />
    </>
  );
}
