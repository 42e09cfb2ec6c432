/**
 * The columns of events: position, what, who, where, when claimed and when received, why, from which entry.
 */

import type { JSX } from "preact";
import type { Lookup } from "../sync/view.ts";
import { deviceText, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { recordName } from "../ui/i18n/record/catalogue.ts";
import { Identifier } from "../ui/identifier.tsx";
import { localName } from "../ui/local-name.ts";
import type { Column } from "../ui/table-view.ts";
import { type ChangedValue, changedValues } from "./changed-values.ts";
import type { LogEvent } from "./log-event.ts";
import { nameSaid, valueSaid } from "./said.ts";

/** `events`: those of the table, newest first; what one changed is told against the one before it. */
export function eventColumns(
  rows: Lookup,
  events: readonly LogEvent[],
): readonly Column<LogEvent>[] {
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
      cell: (event) => <Values rows={rows} event={event} changed={changedValues(event, events)} />,
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
      text: (event) => [entryName(event), event.entry].filter((part) => part !== "").join(" "),
      cell: (event) => <EntryOf event={event} />,
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
  return deviceText(id, rows.get("device", [id])?.row.code);
}

function entryName({ entry_type }: LogEvent): string {
  return entry_type === null ? "" : recordName(entry_type);
}

/** What was recorded, by its name and its own id. */
function EntryOf({ event }: { readonly event: LogEvent }): JSX.Element {
  return (
    <>
      {orDash(entryName(event))}
      {event.entry !== "" && (
        <div>
          <Identifier value={event.entry} />
        </div>
      )}
    </>
  );
}

/** What a person reads of an event at a glance; ids and hashes are behind it. */
function glance(rows: Lookup, { type, body }: LogEvent): string {
  const told = Object.entries(body).filter(
    ([, value]) =>
      typeof value === "number" || (typeof value === "string" && value !== "" && !isOpaque(value)),
  );
  return told
    .map(([name, value]) => `${nameSaid(type, name)} ${valueSaid(rows, type, name, value)}`)
    .join(" · ");
}

/** An entry's or device's id, a hash, or a text within the text. */
function isOpaque(text: string): boolean {
  return (
    /^[{[]|^[0-9a-f]{32,}$/.test(text) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.test(text)
  );
}

interface ValuesProps {
  readonly rows: Lookup;
  readonly event: LogEvent;
  readonly changed: readonly ChangedValue[] | null;
}

function difference(rows: Lookup, type: string, changed: readonly ChangedValue[]): string {
  return changed
    .map(({ name, before, after }) => {
      const [was, is] = [before, after].map((value) => orDash(valueSaid(rows, type, name, value)));
      return `${nameSaid(type, name)} ${was} → ${is}`;
    })
    .join(" · ");
}

function Values({ rows, event, changed }: ValuesProps): JSX.Element {
  const { type, body } = event;
  const shown = Object.entries(body).filter(([, value]) => value !== null && value !== "");
  const told = changed === null ? glance(rows, event) : difference(rows, type, changed);
  return (
    <details class="history-values">
      <summary>{told === "" ? d().log.values() : told}</summary>
      <dl>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{nameSaid(type, name)}</dt>
            <dd>{orDash(valueSaid(rows, type, name, value))}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
