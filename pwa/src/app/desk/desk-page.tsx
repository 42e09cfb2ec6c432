/**
 * The page of an address: a section's list, or a record's card with its history.
 */

import type { ComponentChildren, JSX } from "preact";
import { LogTable } from "../../audit-trail/history.tsx";
import type { ServerDoor } from "../../entries/server-door.ts";
import { traceHref } from "../../genealogy/answer.ts";
import { TemplatePages } from "../../labeling/template-pages.tsx";
import type { Shift } from "../../sync/identity.ts";
import type { Lookup } from "../../sync/view.ts";
import { type ActionLinkProps, Actions } from "../../ui/action-link.tsx";
import { AsOf } from "../../ui/as-of.tsx";
import type { ListFrame } from "../../ui/desk-list.tsx";
import { isoDate } from "../../ui/format.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { useApp } from "../context.ts";
import { ActPage, OpenForm } from "./act-page.tsx";
import { CardPage } from "./card-page.tsx";
import { CARDS } from "./cards.tsx";
import { useActs, useServer } from "./desk-hooks.ts";
import { DevicePages } from "./device-pages.tsx";
import { EquipmentPages } from "./equipment-pages.tsx";
import { cardActions, isMaster, listActions } from "./forms.ts";
import { LabelPages } from "./label-pages.tsx";
import { LISTS, type PageParts } from "./lists.tsx";
import { LoadPages } from "./load-pages.tsx";
import { NumberPages } from "./number-pages.tsx";
import { ProcessPages } from "./process-pages.tsx";
import {
  type DeskPlace,
  hasOwnPages,
  type LocalSection,
  type OwnSection,
  type Section,
} from "./sections.ts";
import { isThing, thingActions, thingForm } from "./thing-forms.ts";
import { TracePages } from "./trace-pages.tsx";
import { TrainingPages } from "./training-pages.tsx";
import { WorkOrderPages } from "./work-order-pages.tsx";

export interface DeskPageProps {
  readonly place: DeskPlace;
  /** Behind the `?` of the address. */
  readonly query: URLSearchParams;
  readonly shift: Shift;
  readonly search: string;
  readonly onClearSearch: () => void;
}

interface SectionProps extends PageParts {
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly revision: number;
}

const PAGES: Readonly<Record<OwnSection, (props: SectionProps) => JSX.Element>> = {
  devices: DevicePages,
  equipment: EquipmentPages,
  labels: LabelPages,
  loads: LoadPages,
  numbers: NumberPages,
  processes: ProcessPages,
  templates: TemplatePages,
  training: TrainingPages,
  "work-orders": WorkOrderPages,
};

export function DeskPage({
  place,
  query,
  shift,
  search,
  onClearSearch,
}: DeskPageProps): JSX.Element {
  const app = useApp();
  const server = useServer();
  const acts = useActs(shift);
  const revision = app.revision.value;
  const { now, rows } = app;
  const asOf = <AsOfSync />;
  const frame: ListFrame = { search, onClearSearch, asOf };
  const { section, at } = place;
  const parts = {
    rows,
    frame,
    acts,
    server,
    today: isoDate(new Date(now.value)),
    nowMs: now.value,
  };
  if (section === "log") {
    return <LogPage server={server} revision={revision} />;
  }
  if (section === "trace") {
    return <TracePages at={at} query={query} server={server} />;
  }
  if (hasOwnPages(section)) {
    const Pages = PAGES[section];
    return <Pages {...parts} at={at} query={query} revision={revision} />;
  }
  return <RecordPage {...parts} {...{ section, at, query, asOf, revision }} />;
}

interface RecordPageProps extends PageParts {
  readonly section: LocalSection;
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly asOf: ComponentChildren;
  readonly revision: number;
}

/** Sections whose rows are on this computer: a form of a record, the list, or the card of one. */
function RecordPage(props: RecordPageProps): JSX.Element {
  const { section, at, query, asOf, revision, ...parts } = props;
  const { rows, acts, server, frame } = parts;
  const master = isMaster(section) ? section : null;
  if (master !== null && query.has("do")) {
    return <ActPage {...parts} section={master} at={at} query={query} />;
  }
  if (isThing(section) && query.has("do")) {
    const spec = thingForm(section, rows, at, query.get("do") ?? "");
    return <OpenForm section={section} spec={spec} acts={acts} />;
  }
  if (at.length === 0) {
    const actions = master === null ? undefined : <Actions links={listActions(master)} />;
    return <>{LISTS[section]({ ...parts, frame: { ...frame, actions } })}</>;
  }
  const found = CARDS[section]({ ...parts, at });
  const actions = linksOf(rows, section, at);
  const both = (
    <>
      {found?.actions}
      <Actions links={actions} />
    </>
  );
  const card = found === null ? null : { ...found, actions: both };
  return <CardPage {...{ section, at, card, asOf, server, revision }} />;
}

/** What a record's header leads to: its forms, and the trace of a lot or unit. */
function linksOf(
  rows: Lookup,
  section: Section,
  at: readonly string[],
): readonly ActionLinkProps[] {
  if (isThing(section)) {
    const traced = traceLinks(section === "lots" ? "lot" : "unit", at);
    return [...thingActions(section, rows, at), ...traced];
  }
  return isMaster(section) ? cardActions(rows, section, at) : [];
}

function traceLinks(kind: "lot" | "unit", key: readonly string[]): readonly ActionLinkProps[] {
  const words = d().trace;
  return [
    { href: traceHref({ kind, key }, "back"), label: words.back(), icon: "arrow-left" },
    { href: traceHref({ kind, key }, "forward"), label: words.forward(), icon: "arrow-right" },
  ];
}

/** When the rows of this page were last brought up to date, and that they are this computer's. */
function AsOfSync(): JSX.Element {
  const { contactAt, now } = useApp();
  return <AsOf at={new Date(contactAt.value)} now={new Date(now.value)} source="this-device" />;
}

function LogPage({ server, revision }: { server: ServerDoor; revision: number }): JSX.Element {
  const { rows } = useApp();
  const words = d();
  return (
    <>
      <h1 class="desk-title">{words.frame.menu.log()}</h1>
      <p>{words.log.intro()}</p>
      <LogTable
        path="/log?limit=100"
        server={server}
        rows={rows}
        label={words.frame.menu.log()}
        csvName="log"
        revision={revision}
      />
    </>
  );
}
