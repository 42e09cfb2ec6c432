/**
 * A form that records one entry about labels: title, why, fields, a reason where one is asked, and what became of it.
 */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason } from "../entries/desk-acts.ts";
import { isOnItsWay, madeHere } from "../entries/made-here.ts";
import type { JsonObject } from "../sync/canonical.ts";
import { Button, type ButtonProps } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { Icon } from "../ui/icon.tsx";
import { MadeHereList } from "../ui/made-here-list.tsx";
import "./act-form.css";

export interface ActFormProps {
  readonly title: string;
  readonly why?: string;
  readonly submit: Pick<ButtonProps, "label" | "icon" | "tone">;
  readonly type: string;
  readonly acts: DeskActs;
  /** Why nobody, or not this person, can do it now; null when they can. */
  readonly closed: string | null;
  readonly needsReason?: boolean;
  /** Null while something in the form is wrong. */
  readonly body: () => JsonObject | null;
  readonly about: (body: JsonObject) => boolean;
  /** Called once the entry is kept on this computer. */
  readonly onDone?: (id: string) => void;
  readonly children?: (asked: boolean) => ComponentChildren;
}

export function ActForm(props: ActFormProps): JSX.Element {
  const { acts, type, closed, needsReason = false } = props;
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const [reason, setReason] = useState("");
  const all = madeHere(acts.queue, type, props.about);
  // What was refused before something was accepted is settled.
  const settled = all.findIndex(({ state }) => state === "accepted");
  const made = all.slice(0, settled < 0 ? 3 : Math.min(settled, 3));
  const waiting = isOnItsWay(made) ? d().act.sent() : null;
  const shut = closed ?? waiting;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = props.body();
    const wrong = body === null || (needsReason && !hasReason(reason));
    setAsked(wrong);
    if (wrong || shut !== null) {
      return;
    }
    try {
      const kept = await acts.record({ type, body, reason: needsReason ? reason.trim() : null });
      setFailed(false);
      setReason("");
      props.onDone?.(kept.record.id);
    } catch {
      // What was typed stays in the form, and the person is told that nothing was kept.
      setFailed(true);
    }
  };
  return (
    <form class="act-form" noValidate onSubmit={(event) => void submit(event)}>
      <h2>{props.title}</h2>
      {props.why !== undefined && <p>{props.why}</p>}
      {props.children !== undefined && <div class="act-form-fields">{props.children(asked)}</div>}
      {needsReason && (
        <Field
          label={d().print.reason()}
          value={reason}
          onInput={setReason}
          required
          disabled={shut !== null}
          {...(asked && !hasReason(reason) ? { error: d().inbox.reasonShort() } : {})}
        />
      )}
      {shut !== null && (
        <p class="act-form-closed">
          <Icon name="lock" size={20} />
          {shut}
        </p>
      )}
      {failed && <CodeNotice status="stop" title={d().act.notSaved()} texts={[]} />}
      <Button type="submit" {...props.submit} disabled={shut !== null} />
      <MadeHereList
        made={made.map((line) => ({
          ...line,
          label: props.title,
          texts: explain(line.codes, language.value),
        }))}
      />
    </form>
  );
}
