/**
 * A new start for somebody who forgot their password: a one-time one, shown once, that opens only the choice of an own.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import { hasReason } from "../entries/desk-acts.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { ActionLink } from "../ui/action-link.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { DecisionForm } from "../ui/decision-form.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { recordHref } from "../ui/record-link.tsx";

interface OneTime {
  readonly person: string;
  readonly one_time_password: string;
}

export interface OneTimePasswordProps {
  readonly person: string;
  readonly server: ServerDoor;
  /** Why this person cannot do it; null when they can. */
  readonly closed: string | null;
}

export function OneTimePassword({ person, server, closed }: OneTimePasswordProps): JSX.Element {
  const words = d().form.person;
  const [answer, setAnswer] = useState<Answered<OneTime> | null>(null);
  const back = recordHref("people", [person]);
  if (answer?.step === "ok") {
    return (
      <section class="u-record-form" role="status">
        <h1>{words.resetTitle(person)}</h1>
        <p>{words.shownOnce()}</p>
        <code class="one-time-password">{answer.value.one_time_password}</code>
        <ActionLink href={back} label={words.doneShowing()} tone="primary" />
      </section>
    );
  }
  const ask = async (reason: string): Promise<void> => {
    setAnswer(await server.send<OneTime>("/people/one-time-password", { person, reason }));
  };
  return (
    <section class="u-record-form">
      <h1>{words.resetTitle(person)}</h1>
      <DecisionForm
        title={words.resetNow()}
        why={words.resetWhy()}
        reasonLabel={d().form.reason()}
        reasonHint={d().form.reasonHint()}
        submit={{ label: words.resetNow(), icon: "key-round", tone: "primary" }}
        closed={closed}
        hasReason={hasReason}
        onDecide={ask}
      />
      {answer?.step === "offline" && (
        <CodeNotice status="warn" title={d().act.offline()} texts={[]} />
      )}
      {answer?.step === "refused" && (
        <CodeNotice
          status="stop"
          title={d().act.refused()}
          texts={explain([answer], language.value)}
        />
      )}
      <ActionLink href={back} label={d().form.cancel()} />
    </section>
  );
}
