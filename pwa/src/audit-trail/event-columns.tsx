/**
 * The columns of events: position, what, who, where, when claimed and when received, why, from which entry.
 */

import type { JSX } from "preact";
import type { Lookup } from "../sync/view.ts";
import { moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { Identifier } from "../ui/identifier.tsx";
import { localName } from "../ui/local-name.ts";
import type { Column } from "../ui/table-view.ts";

/** An event as the server tells it: its position, what, when (claimed and received), who, where, why. */
export interface LogEvent {
  readonly position: number;
  readonly type: string;
  readonly occurred_at: string;
  readonly received_at: string;
  readonly badge: string;
  readonly device: string;
  readonly seq: number;
  readonly entry: string;
  readonly entry_type: string | null;
  readonly reason: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export function eventColumns(rows: Lookup): readonly Column<LogEvent>[] {
  const words = d().log;
  return [
    textColumn("position", words.position(), (event) => String(event.position), {
      align: "end",
      order: (left, right) => left.position - right.position,
    }),
    textColumn("event", words.event(), (event) => wordOf(words.events, event.type)),
    {
      id: "values",
      header: words.values(),
      text: (event) => JSON.stringify(event.body),
      cell: (event) => <Values event={event} />,
      wraps: true,
    },
    textColumn("reason", words.reason(), (event) => orDash(event.reason), { wraps: true }),
    textColumn("who", words.who(), (event) => who(rows, event.badge)),
    textColumn("device", words.device(), (event) => deviceCode(rows, event.device)),
    textColumn("occurred", words.occurred(), (event) => moment(event.occurred_at)),
    textColumn("received", words.received(), (event) => moment(event.received_at)),
    {
      id: "entry",
      header: words.entry(),
      text: (event) => event.entry,
      cell: (event) => (event.entry === "" ? "–" : <Identifier value={event.entry} />),
    },
  ];
}

function who(rows: Lookup, badge: string): string {
  if (badge === "" || badge === "SYSTEM") {
    return d().log.system();
  }
  const person = rows.find("person", "badge", badge)[0]?.row;
  return person === undefined ? badge : `${localName(person)} (${badge})`;
}

function deviceCode(rows: Lookup, id: string): string {
  if (id === "system") {
    return d().log.system();
  }
  return rows.get("device", [id])?.row.code ?? id.slice(-8);
}

/** What a person reads of an event at a glance; ids and hashes are behind it. */
function glance(body: LogEvent["body"]): string {
  const told = Object.entries(body).filter(
    ([, value]) =>
      typeof value === "number" || (typeof value === "string" && value !== "" && !isOpaque(value)),
  );
  return told.map(([name, value]) => `${name} ${value}`).join(" · ");
}

/** An entry's or device's id, a hash, or a text within the text. */
function isOpaque(text: string): boolean {
  return (
    /^[{[]|^[0-9a-f]{32,}$/.test(text) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.test(text)
  );
}

function Values({ event }: { readonly event: LogEvent }): JSX.Element {
  const shown = Object.entries(event.body).filter(([, value]) => value !== null && value !== "");
  const told = glance(event.body);
  return (
    <details class="history-values">
      <summary>{told === "" ? d().log.values() : told}</summary>
      <dl>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{valueText(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function valueText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
