/**
 * Decisions made at this computer, newest first: sent is not yet accepted, and a refusal says why.
 */

import type { JSX } from "preact";
import { CodeNotice, type CodeNoticeProps } from "./code-notice.tsx";
import { clockTime, isoDate } from "./format.ts";
import { d } from "./i18n/desk/catalogue.ts";
import "./made-here-list.css";
import type { Status } from "./status.ts";
import { StatusChip } from "./status-chip.tsx";

export interface MadeLine {
  readonly id: string;
  /** What was decided. */
  readonly label: string;
  readonly reason: string | null;
  readonly state: "on_device" | "sent" | "accepted" | "refused" | "quarantined";
  readonly recordedMs: number;
  readonly texts: CodeNoticeProps["texts"];
}

const STATUS: Readonly<Record<MadeLine["state"], Status>> = {
  on_device: "provisional",
  sent: "provisional",
  accepted: "ok",
  refused: "stop",
  quarantined: "warn",
};

function stateWord(state: MadeLine["state"]): string {
  const words = d().act;
  const by = {
    on_device: words.onDevice,
    sent: words.sent,
    accepted: words.accepted,
    refused: words.refused,
    quarantined: words.quarantined,
  };
  return by[state]();
}

export function MadeHereList({ made }: { readonly made: readonly MadeLine[] }): JSX.Element | null {
  if (made.length === 0) {
    return null;
  }
  return (
    <section class="u-made" aria-live="polite">
      <h3>{d().act.title()}</h3>
      <ul>
        {made.map((line) => (
          <li key={line.id} data-state={line.state}>
            <Line line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ line }: { readonly line: MadeLine }): JSX.Element {
  const { state, label, reason, recordedMs, texts } = line;
  const at = new Date(recordedMs);
  const status = STATUS[state];
  return (
    <>
      <p class="u-made-line">
        <StatusChip status={status} label={stateWord(state)} />
        <b>{label}</b>
        <small>
          {isoDate(at)} {clockTime(at)}
        </small>
      </p>
      {reason !== null && <p class="u-made-reason">{reason}</p>}
      {(state === "refused" || state === "quarantined" || texts.length > 0) && (
        // What was kept and is asked about is said too.
        <CodeNotice
          status={state === "accepted" ? "warn" : status}
          title={stateWord(state)}
          texts={texts}
        />
      )}
    </>
  );
}
