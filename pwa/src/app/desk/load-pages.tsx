/**
 * Sterilisation at the desk and on a tablet: loads and cycles, a load's card, a new load, a new cycle; read from the server.
 */

import type { JSX } from "preact";
import { traceHref } from "../../genealogy/answer.ts";
import { loadCard } from "../../production/load-card.tsx";
import { cycleForm, openLoadForm } from "../../production/load-form.ts";
import { LoadBoard } from "../../production/load-list.tsx";
import type { LoadCardView, LoadsView } from "../../production/load-view.ts";
import { type ActionLinkProps, Actions } from "../../ui/action-link.tsx";
import { AsOf } from "../../ui/as-of.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { CardPage } from "./card-page.tsx";
import { FormPage } from "./form-page.tsx";
import { formHref } from "./forms.ts";
import type { PageParts } from "./lists.tsx";
import { ReadPage } from "./read-page.tsx";

export interface LoadPagesProps extends PageParts {
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly revision: number;
}

export function LoadPages(props: LoadPagesProps): JSX.Element {
  const { at, query, rows, frame, acts, server, nowMs, revision } = props;
  const [number] = at;
  const tick = nowMs + revision;
  const asOf = <AsOf at={new Date(nowMs)} now={new Date(nowMs)} source="server" />;
  if (number !== undefined) {
    const path = `/loads/${encodeURIComponent(number)}`;
    return (
      <ReadPage<LoadCardView> server={server} path={path} tick={tick}>
        {(view) => {
          const links = <Actions links={traceLinks(number)} />;
          const card = { ...loadCard({ view, rows, acts, nowMs }), actions: links };
          return <CardPage section="loads" {...{ at, card, asOf, server, revision }} />;
        }}
      </ReadPage>
    );
  }
  const act = query.get("do");
  if (act === "cycle") {
    return <FormPage spec={cycleForm()} acts={acts} />;
  }
  return (
    <ReadPage<LoadsView> server={server} path="/loads" tick={tick}>
      {(view) =>
        act === "new" ? (
          <FormPage spec={openLoadForm(view)} acts={acts} />
        ) : (
          <LoadBoard
            rows={rows}
            view={view}
            frame={{ ...frame, asOf, actions: <Actions links={boardLinks()} /> }}
          />
        )
      }
    </ReadPage>
  );
}

function traceLinks(number: string): readonly ActionLinkProps[] {
  const { trace } = d();
  const thing = { kind: "load", key: [number] } as const;
  return [
    { href: traceHref(thing, "back"), label: trace.back(), icon: "arrow-left" },
    { href: traceHref(thing, "forward"), label: trace.forward(), icon: "arrow-right" },
  ];
}

function boardLinks(): readonly ActionLinkProps[] {
  const { loads } = d();
  return [
    { href: formHref("loads", [], "new"), label: loads.open(), icon: "plus", tone: "primary" },
    { href: formHref("loads", [], "cycle"), label: loads.defineCycle(), icon: "plus" },
  ];
}
