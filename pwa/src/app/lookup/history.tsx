/**
 * The server's history of a thing, fetched on request: full depth online, and the position it is true at.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Reading } from "../../scan/resolve.ts";
import { Button } from "../../ui/button.tsx";
import { timeRelativeTo } from "../../ui/format.ts";
import { lookupWords } from "../../ui/i18n/lookup/catalogue.ts";
import { recordName } from "../../ui/i18n/record/catalogue.ts";
import { List } from "../../ui/list.tsx";
import { useApp } from "../context.ts";
import { nameOf } from "../texts.ts";
import type { Subject } from "./subject.ts";

interface HistoryEvent {
  readonly position: number;
  readonly type: string;
  readonly occurred_at: string;
  readonly badge: string;
  readonly entry_type: string | null;
  readonly reason: string | null;
}

interface HistoryView {
  readonly position: number;
  readonly events: readonly HistoryEvent[];
}

type State =
  | { readonly at: "idle" | "asking" | "offline" }
  | { readonly at: "told"; readonly view: HistoryView };

/** Path of the route for a thing, or null where there is none. */
export function historyPath(
  subject: Subject | null,
  reading: Reading,
  site: string,
): string | null {
  const key = (kind: string, ...parts: string[]): string =>
    `/history/${kind}?${parts.map((part) => `key=${encodeURIComponent(part)}`).join("&")}`;
  switch (subject?.is) {
    case undefined:
      return reading.is === "lot" ? key("lot", reading.number) : null;
    case "location":
      return key("location", site, subject.name);
    case "unit":
      return key("unit", subject.unit.item, subject.name);
    case "package":
    case "product":
      return null;
    default:
      return subject === null ? null : key(subject.is, subject.name);
  }
}

export function History(props: {
  readonly subject: Subject | null;
  readonly reading: Reading;
}): JSX.Element | null {
  const app = useApp();
  const [state, setState] = useState<State>({ at: "idle" });
  const path = historyPath(props.subject, props.reading, app.device.enrolment.site);
  const words = lookupWords();
  if (path === null) {
    return null;
  }
  const ask = async (): Promise<void> => {
    setState({ at: "asking" });
    const answer = await app.http.get(path);
    const told = answer.step === "answered" && answer.status === 200;
    setState(told ? { at: "told", view: answer.value as HistoryView } : { at: "offline" });
  };
  return (
    <>
      <div class="app-row">
        <Button
          label={words.history()}
          icon="history"
          disabled={state.at === "asking"}
          onPress={() => ask()}
        />
      </div>
      {state.at === "offline" && <p class="app-note">{words.historyOffline()}</p>}
      {state.at === "told" && <Told view={state.view} />}
    </>
  );
}

function Told({ view }: { readonly view: HistoryView }): JSX.Element {
  const { rows, now } = useApp();
  const words = lookupWords();
  return (
    <>
      <p class="app-note">{words.historyAsOf(String(view.position))}</p>
      <List
        label={words.events()}
        rows={view.events.map((event) => {
          const person = rows.find("person", "badge", event.badge)[0]?.row;
          const who = person === undefined ? event.badge : nameOf(person);
          const when = timeRelativeTo(new Date(event.occurred_at), new Date(now.value));
          return {
            id: String(event.position),
            title: recordName(event.entry_type ?? event.type),
            detail: [when, who, event.reason ?? ""].filter((part) => part !== "").join(" · "),
          };
        })}
        empty={<p class="app-note">{words.historyEmpty()}</p>}
      />
    </>
  );
}
