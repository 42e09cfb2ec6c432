/**
 * A form that records one entry about numbers: title, why, fields, one button, and what became of what it recorded.
 */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, mayAct } from "../entries/desk-acts.ts";
import { madeHere } from "../entries/made-here.ts";
import type { JsonObject } from "../sync/canonical.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { Icon } from "../ui/icon.tsx";
import { MadeHereList } from "../ui/made-here-list.tsx";
import "./number-form.css";

export interface NumberFormProps {
  readonly title: string;
  readonly why: string;
  readonly submit: string;
  readonly type: string;
  readonly acts: DeskActs;
  /** False: anybody signed in may do it. */
  readonly guarded?: boolean;
  /** Null while something in the form is wrong. */
  readonly body: () => JsonObject | null;
  /** What a recorded entry is called below the form; null: of something else. */
  readonly label: (body: JsonObject) => string | null;
  /** The fields; `asked`: the button was pressed while something was wrong. */
  readonly children: (asked: boolean) => ComponentChildren;
}

export function NumberForm(props: NumberFormProps): JSX.Element {
  const { acts, type, label, guarded = true } = props;
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const allowed = !guarded || mayAct(acts.actor, "manage_master_data");
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = props.body();
    setAsked(body === null);
    if (body === null || !allowed) {
      return;
    }
    try {
      await acts.record({ type, body });
      setFailed(false);
    } catch {
      // What was typed stays in the form, and the person is told that nothing was kept.
      setFailed(true);
    }
  };
  const made = madeHere(acts.queue, type, (body) => label(body) !== null).slice(0, 3);
  return (
    <form class="number-form" noValidate onSubmit={(event) => void submit(event)}>
      <h2>{props.title}</h2>
      <p>{props.why}</p>
      <div class="number-form-fields">{props.children(asked)}</div>
      {!allowed && (
        <p class="number-form-closed">
          <Icon name="lock" size={20} />
          {d().numbers.notAllowed()}
        </p>
      )}
      {failed && <CodeNotice status="stop" title={d().act.notSaved()} texts={[]} />}
      <Button type="submit" label={props.submit} tone="primary" disabled={!allowed} />
      <MadeHereList
        made={made.map((line) => ({
          ...line,
          label: label(line.body) ?? "",
          texts: explain(line.codes, language.value),
        }))}
      />
    </form>
  );
}
