/**
 * One exception: what happened, why, what to do, the entry behind it and what its device had seen; and the decision.
 */

import type { ComponentChildren, JSX } from "preact";
import { codeText } from "../entries/code-texts.ts";
import type { ExceptionRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import { type ActionLinkProps, Actions } from "../ui/action-link.tsx";
import { moment, orDash } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import type { Card } from "../ui/record-card.tsx";
import { type Fact, Facts } from "../ui/record-header.tsx";
import { RecordLink, recordHref } from "../ui/record-link.tsx";
import { exceptionChips } from "./desk-inbox.tsx";
import "./desk-exception.css";
import { personName, subjectLink, subjectName } from "./exception-words.tsx";

export interface ExceptionCardProps {
  readonly rows: Lookup;
  readonly id: string;
  readonly nowMs: number;
  readonly entry: (exception: ExceptionRow) => ComponentChildren;
  readonly decide: (exception: ExceptionRow) => ComponentChildren;
}

/** Null when this computer does not have it. */
export function exceptionCard({ rows, id, nowMs, entry, decide }: ExceptionCardProps): Card | null {
  const row = rows.get("exception", [id])?.row;
  if (row === undefined) {
    return null;
  }
  const words = d().inbox;
  return {
    identity: subjectName(rows, row) || row.code,
    name: codeText(row.code, row.detail, language.value)?.what ?? row.code,
    chips: exceptionChips(row, nowMs),
    actions: <Actions links={chartLinks(row)} />,
    parts: [
      {
        id: "decide",
        label: row.status === "open" ? words.decide() : d().frame.overview(),
        content: () => <Overview rows={rows} row={row} decide={decide} />,
      },
      { id: "entry", label: words.entry(), content: () => entry(row) },
    ],
  };
}

/** A process that moved is looked at on its chart. */
function chartLinks({ code, detail }: ExceptionRow): readonly ActionLinkProps[] {
  const { order, step, name } = detail;
  if (code !== "PROCESS_MOVED" || typeof order !== "string") {
    return [];
  }
  const query = new URLSearchParams({ part: "charts", chart: `${String(step)}/${String(name)}` });
  const href = `${recordHref("work-orders", [order])}?${query}`;
  return [{ href, label: d().inbox.openChart(), icon: "arrow-right" }];
}

interface OverviewProps {
  readonly rows: Lookup;
  readonly row: ExceptionRow;
  readonly decide: ExceptionCardProps["decide"];
}

function Overview({ rows, row, decide }: OverviewProps): JSX.Element {
  const words = d().inbox;
  const text = codeText(row.code, row.detail, language.value);
  return (
    <div class="exception">
      <div class="exception-texts">
        <section>
          <h2>{words.why()}</h2>
          <p>{text?.why ?? row.code}</p>
        </section>
        <section>
          <h2>{words.now()}</h2>
          <p>{text?.now ?? "–"}</p>
        </section>
      </div>
      <Facts facts={[...facts(rows, row), ...others(rows, row), ...resolutionFacts(rows, row)]} />
      {decide(row)}
    </div>
  );
}

function facts(rows: Lookup, row: ExceptionRow): readonly Fact[] {
  const { inbox, field } = d();
  const device = rows.get("device", [row.device])?.row;
  return [
    { label: inbox.subject(), value: subjectLink(rows, row) },
    { label: inbox.author(), value: personName(rows, row.by) },
    {
      label: field.device(),
      value: <RecordLink section="devices" at={[row.device]} label={device?.code ?? row.device} />,
    },
    { label: inbox.opened(), value: moment(row.opened_at) },
    { label: inbox.code(), value: row.code },
  ];
}

/** Lots the receipt may repeat, each a way to its card. */
function others(rows: Lookup, { detail }: ExceptionRow): readonly Fact[] {
  const lots = typeof detail.others === "string" ? detail.others.split(", ") : [];
  if (lots.length === 0) {
    return [];
  }
  const value = (
    <span class="exception-links">
      {lots.map((lot) =>
        rows.get("lot", [lot]) === undefined ? (
          <span key={lot}>{lot}</span>
        ) : (
          <RecordLink key={lot} section="lots" at={[lot]} />
        ),
      )}
    </span>
  );
  return [{ label: d().inbox.others(), value }];
}

/** What somebody wrote, or in words what came later and settled it without anybody. */
function reasonGiven({ resolution, resolve_reason }: ExceptionRow): string | null {
  return resolution === "settled" && resolve_reason !== null
    ? wordOf(d().inbox.settledWhy, resolve_reason)
    : resolve_reason;
}

function resolutionFacts(rows: Lookup, row: ExceptionRow): readonly Fact[] {
  const words = d().inbox;
  if (row.status === "open") {
    return [];
  }
  return [
    { label: words.resolution(), value: wordOf(words.resolvedAs, row.resolution ?? "") },
    { label: words.resolvedBy(), value: personName(rows, row.resolved_by ?? "") },
    { label: words.resolvedAt(), value: moment(row.resolved_at) },
    { label: words.resolveReason(), value: orDash(reasonGiven(row)) },
  ];
}
