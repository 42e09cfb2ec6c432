/**
 * The entry behind an exception as it was sent: who, when by which clock, what the device had seen, the body.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { Envelope } from "../entries/envelope.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { CodeNotice } from "../ui/code-notice.tsx";
import { moment, orDash } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { type Fact, Facts } from "../ui/record-header.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import "./desk-exception.css";

/** What `GET /entries/{device}/{seq}` answers: the stored text, its link of the chain, and when it came. */
export interface StoredEntry {
  readonly raw: string;
  readonly hash: string;
  readonly received_at: string;
}

export interface EntryPanelProps {
  readonly device: string;
  readonly seq: number;
  /** Its id: a line beside a chain may bear the number of another entry (P45). */
  readonly entry: string;
  readonly server: ServerDoor;
}

export function EntryPanel({ device, seq, entry, server }: EntryPanelProps): JSX.Element {
  const [answer, setAnswer] = useState<Answered<StoredEntry> | null>(null);
  useEffect(() => {
    const named = entry === "" ? "" : `?entry=${encodeURIComponent(entry)}`;
    const path = `/entries/${encodeURIComponent(device)}/${seq}${named}`;
    void server.read<StoredEntry>(path).then(setAnswer);
  }, [device, seq, entry, server]);
  if (answer === null) {
    return <Skeleton kind="record" />;
  }
  if (answer.step !== "ok") {
    const texts = answer.step === "refused" ? explain([answer], language.value) : [];
    return <CodeNotice status="warn" title={d().frame.needsConnection()} texts={texts} />;
  }
  return <EntryFacts entry={answer.value} />;
}

function EntryFacts({ entry }: { readonly entry: StoredEntry }): JSX.Element {
  const envelope = readable(entry.raw);
  return (
    <div class="exception">
      {envelope !== null && <Facts facts={facts(envelope, entry)} />}
      <section class="entry-whole">
        <h2>{d().inbox.entryWhole()}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard. */}
        <pre class="entry-raw" tabIndex={0}>
          {envelope === null ? entry.raw : JSON.stringify(envelope, null, 2)}
        </pre>
      </section>
    </div>
  );
}

/** Null for an entry that is no JSON: it is shown as it came. */
function readable(raw: string): Envelope | null {
  try {
    return JSON.parse(raw) as Envelope;
  } catch {
    return null;
  }
}

function facts(envelope: Envelope, entry: StoredEntry): readonly Fact[] {
  const { inbox, log, field } = d();
  const { position } = envelope.seen;
  const seen = position > 0 ? inbox.position(position) : inbox.seenNothing();
  return [
    { label: inbox.entry(), value: `${envelope.type} v${envelope.version}` },
    { label: log.who(), value: orDash(envelope.auth.badge) },
    { label: log.occurred(), value: moment(envelope.clock.wall) },
    { label: log.received(), value: moment(entry.received_at) },
    { label: inbox.seenPosition(), value: seen },
    { label: field.reason(), value: orDash(envelope.reason) },
    { label: log.entry(), value: envelope.id },
    { label: "SHA-256", value: entry.hash },
  ];
}
