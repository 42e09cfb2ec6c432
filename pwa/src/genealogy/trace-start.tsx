/**
 * Where a trace begins: anything scanned or typed, the things of that name, and the way to go.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { ActionLink } from "../ui/action-link.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { Identifier } from "../ui/identifier.tsx";
import { localName } from "../ui/local-name.ts";
import { findPath, type Namesakes, traceHref } from "./answer.ts";
import { NotAnswered } from "./trace-answer.tsx";

/** A text with the item that a label says beside it; "" asks nothing. */
export interface Wanted {
  readonly text: string;
  readonly item: string | null;
}

export interface TraceStartProps {
  readonly server: ServerDoor;
  readonly wanted: Wanted;
  readonly onWant: (wanted: Wanted) => void;
}

export function TraceStart({ server, wanted, onWant }: TraceStartProps): JSX.Element {
  const words = d().trace;
  const [typed, setTyped] = useState(wanted.text);
  useEffect(() => setTyped(wanted.text), [wanted]);
  return (
    <>
      <h1>{words.title()}</h1>
      <p>{words.intro()}</p>
      <form
        class="trace-ask"
        onSubmit={(event) => {
          event.preventDefault();
          onWant({ text: typed.trim(), item: null });
        }}
      >
        <Field label={words.what()} value={typed} onInput={setTyped} />
        <Button label={words.ask()} icon="search" tone="primary" type="submit" />
      </form>
      {wanted.text !== "" && <Found key={JSON.stringify(wanted)} server={server} wanted={wanted} />}
      <div class="trace-acts">
        <ActionLink href="#/desk/trace?do=factors" label={words.factors()} icon="filter" />
        <ActionLink href="#/desk/trace?do=compare" label={words.compare()} icon="columns-3" />
      </div>
    </>
  );
}

function Found({ server, wanted }: Omit<TraceStartProps, "onWant">): JSX.Element {
  const words = d().trace;
  const [answer, setAnswer] = useState<Answered<Namesakes> | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    void server.read<Namesakes>(findPath(wanted.text, wanted.item)).then((found) => {
      if (current) {
        setAnswer(found);
      }
    });
    return () => {
      current = false;
    };
  }, [server, wanted, attempt]);
  if (answer?.step !== "ok") {
    return <NotAnswered answer={answer} onAgain={() => setAttempt(attempt + 1)} />;
  }
  const { found, more } = answer.value;
  if (found.length === 0) {
    return (
      <EmptyState drawing="any" title={words.noneFound(wanted.text)} text={words.noneFoundNow()} />
    );
  }
  return (
    <section aria-live="polite">
      {found.length > 1 && <p>{words.severalFound(wanted.text)}</p>}
      <ul class="trace-found">
        {found.map((each) => (
          <li key={traceHref(each.thing, "back")}>
            <div>
              <small>{words.kind[each.thing.kind]()}</small>
              <b>
                <Identifier value={each.thing.key.at(-1) ?? ""} copyable={false} />
              </b>
              <span>
                {[each.item, localName(each), each.supplier, each.supplier_lot]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </div>
            <ActionLink
              href={traceHref(each.thing, "back")}
              label={words.back()}
              icon="arrow-left"
            />
            <ActionLink
              href={traceHref(each.thing, "forward")}
              label={words.forward()}
              icon="arrow-right"
            />
          </li>
        ))}
      </ul>
      {more && <p>{words.moreFound()}</p>}
    </section>
  );
}
