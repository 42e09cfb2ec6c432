/**
 * What is kept beside a device's chain (P16, P17): each record as it came, why it was set aside, and its adoption (P45).
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import type { Envelope } from "../entries/envelope.ts";
import { isOnItsWay, type MadeHere, madeHere } from "../entries/made-here.ts";
import type { OutcomeCode } from "../sync/push-answer.ts";
import { CodeNotice } from "../ui/code-notice.tsx";
import { DecisionForm } from "../ui/decision-form.tsx";
import { moment, orDash } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { type Fact, Facts } from "../ui/record-header.tsx";
import { StatusChip } from "../ui/status-chip.tsx";
import "./branch-lines.css";

interface Adoption {
  readonly outcome: string;
  readonly codes: readonly OutcomeCode[];
  readonly by: string;
  readonly at: string;
}

export interface BranchLine {
  readonly seq: number;
  /** SHA-256 of the bytes. */
  readonly content: string;
  readonly code: string;
  readonly raw: string;
  readonly received_at: string;
  readonly times: number;
  readonly adopted: Adoption | null;
}

export interface BranchPage {
  readonly device: string;
  readonly more: boolean;
  readonly lines: readonly BranchLine[];
}

export interface BranchLinesProps {
  readonly page: BranchPage;
  readonly acts: DeskActs;
}

export function BranchLines({ page, acts }: BranchLinesProps): JSX.Element {
  const words = d().device;
  if (page.lines.length === 0) {
    return <p>{words.besideNone()}</p>;
  }
  return (
    <div class="branch">
      <p>{words.besideWhy()}</p>
      {page.lines.map((line) => (
        <Line key={`${line.seq}/${line.content}`} device={page.device} line={line} acts={acts} />
      ))}
    </div>
  );
}

interface LineProps {
  readonly device: string;
  readonly line: BranchLine;
  readonly acts: DeskActs;
}

function Line({ device, line, acts }: LineProps): JSX.Element {
  const envelope = readable(line.raw);
  const made = madeHere(
    acts.queue,
    "AdoptBranchEntry",
    (body) => body.device === device && body.seq === line.seq && body.content === line.content,
  );
  return (
    <details class="branch-line">
      <summary>
        <b>{envelope?.type ?? d().device.besideUnreadable()}</b>
        <span>{`#${line.seq}`}</span>
        <span>{orDash(envelope?.auth.badge ?? null)}</span>
        <span>{moment(envelope?.clock.wall ?? line.received_at)}</span>
        <StatusChip {...standing(line)} />
      </summary>
      <CodeNotice
        status="warn"
        title={d().device.besideReason()}
        texts={explain([{ code: line.code, detail: {} }], language.value)}
      />
      <Facts facts={facts(line, envelope)} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard. */}
      <pre class="branch-raw" tabIndex={0}>
        {envelope === null ? line.raw : JSON.stringify(envelope, null, 2)}
      </pre>
      <Judgement device={device} line={line} acts={acts} made={made} />
    </details>
  );
}

/** Null for what is no JSON: it is shown as it came. */
function readable(raw: string): Envelope | null {
  try {
    return JSON.parse(raw) as Envelope;
  } catch {
    return null;
  }
}

function standing({ adopted }: BranchLine): { status: "ok" | "warn" | "stop"; label: string } {
  const { outcome } = d().device;
  if (adopted === null) {
    return { status: "warn", label: outcome.quarantined() };
  }
  const status = { accepted: "ok", flagged: "warn", refused: "stop" } as const;
  return {
    status: status[adopted.outcome as keyof typeof status] ?? "warn",
    label: wordOf(outcome, adopted.outcome),
  };
}

function facts(line: BranchLine, envelope: Envelope | null): readonly Fact[] {
  const { device, log, field } = d();
  return [
    { label: log.who(), value: orDash(envelope?.auth.badge ?? null) },
    { label: log.occurred(), value: moment(envelope?.clock.wall ?? null) },
    { label: log.received(), value: moment(line.received_at) },
    { label: device.besideTimes(), value: String(line.times) },
    { label: field.reason(), value: orDash(envelope?.reason ?? null) },
    { label: log.entry(), value: orDash(envelope?.id ?? null) },
    { label: "SHA-256", value: line.content },
  ];
}

function Judgement({
  device,
  line,
  acts,
  made,
}: LineProps & { readonly made: readonly MadeHere[] }): JSX.Element {
  const words = d().device;
  const { adopted } = line;
  const final = adopted !== null && adopted.outcome !== "quarantined";
  const body = { content: line.content, device, seq: line.seq };
  return (
    <>
      {final && <h2 class="branch-judged">{words.besideOutcome()}</h2>}
      {adopted !== null && (
        <CodeNotice
          status={standing(line).status}
          title={words.besideJudged(standing(line).label, adopted.by, moment(adopted.at))}
          texts={explain(adopted.codes, language.value)}
        />
      )}
      {!final && (
        <DecisionForm
          title={words.adopt()}
          why={words.adoptWhy()}
          reasonLabel={words.adoptReason()}
          submit={{ label: words.adopt(), icon: "check" }}
          closed={closed(acts, made)}
          hasReason={hasReason}
          onDecide={(reason) => acts.record({ type: "AdoptBranchEntry", body, reason })}
        />
      )}
      <MadeHereList
        made={made.map((decision) => ({
          ...decision,
          label: words.adopt(),
          texts: explain(decision.codes, language.value),
        }))}
      />
    </>
  );
}

function closed(acts: DeskActs, made: readonly MadeHere[]): string | null {
  if (isOnItsWay(made)) {
    return d().act.sent();
  }
  return mayAct(acts.actor, "manage_devices") ? null : d().device.notAdministrator();
}
