/**
 * A record's card with its history as the last part; a record this computer lacks is said to be missing.
 */

import type { ComponentChildren, JSX } from "preact";
import { LogTable } from "../../audit-trail/history.tsx";
import type { ServerDoor } from "../../entries/server-door.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { type Card, RecordCard } from "../../ui/record-card.tsx";
import { recordHref } from "../../ui/record-link.tsx";
import { useApp } from "../context.ts";
import { historyPath, type RecordSection } from "./sections.ts";

export interface CardPageProps {
  readonly section: RecordSection;
  readonly at: readonly string[];
  readonly card: Card | null;
  readonly asOf: ComponentChildren;
  readonly server: ServerDoor;
  readonly revision: number;
  /** The part that an address names. */
  readonly opens?: string | null;
}

export function CardPage(props: CardPageProps): JSX.Element {
  const { section, at, card, asOf, server, revision } = props;
  const { rows } = useApp();
  const words = d().frame;
  const kind = words.one[section]();
  if (card === null) {
    const key = at.join(" / ");
    return (
      <>
        <h1 class="only-spoken">{kind}</h1>
        <EmptyState drawing="any" title={words.notHere(kind, key)} text={words.notHereNow()} />
      </>
    );
  }
  const history = {
    id: "history",
    label: words.history(),
    content: () => (
      <LogTable
        path={historyPath(section, at)}
        server={server}
        rows={rows}
        label={words.history()}
        csvName={`history-${at.join("-")}`}
        revision={revision}
      />
    ),
  };
  return (
    <RecordCard
      card={{ ...card, parts: [...card.parts, history] }}
      kind={kind}
      asOf={asOf}
      back={{ href: recordHref(section), label: words.back(words.menu[section]()) }}
      opens={props.opens ?? null}
    />
  );
}
