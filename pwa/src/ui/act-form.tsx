/**
 * A small form that stays on its page: asks a few things, records them, and is ready for the next.
 */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button, type ButtonProps } from "./button.tsx";
import { CodeNotice } from "./code-notice.tsx";
import "./decision-form.css";
import { FormControl } from "./form-controls.tsx";
import { type Complaints, complaintsOf, type FormField, type Values } from "./form-fields.ts";
import { d } from "./i18n/desk/catalogue.ts";
import { Icon } from "./icon.tsx";

export interface ActFormProps {
  readonly title: string;
  readonly why: string;
  readonly fields: (values: Values) => readonly FormField[];
  readonly initial: Values;
  readonly submit: Pick<ButtonProps, "label" | "icon" | "tone">;
  /** Why this person cannot do it; null when they can. */
  readonly closed: string | null;
  readonly check?: (values: Values) => Complaints;
  /** Rejects when it could not be kept on this computer. */
  readonly onSend: (values: Values) => Promise<void>;
  /** What is asked again the next time begins from these. */
  readonly next?: (values: Values) => Values;
  /** Below the button: what was recorded here. */
  readonly children?: ComponentChildren;
}

export function ActForm(props: ActFormProps): JSX.Element {
  const { title, why, fields, initial, submit, closed, check, onSend, next } = props;
  const [values, setValues] = useState<Values>(initial);
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const spec = check === undefined ? { fields } : { fields, check };
  const told = asked ? complaintsOf(spec, values) : {};
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const wrong = Object.keys(complaintsOf(spec, values)).length > 0;
    setAsked(wrong);
    if (wrong || closed !== null) {
      return;
    }
    try {
      await onSend(values);
      setValues(next?.(values) ?? initial);
      setFailed(false);
    } catch {
      // What was typed stays in the form, and the person is told that nothing was kept.
      setFailed(true);
    }
  };
  return (
    <form class="u-decision" noValidate onSubmit={(event) => void send(event)}>
      <h2>{title}</h2>
      <p>{why}</p>
      {fields(values).map((field) => (
        <FormControl
          key={field.name}
          field={field}
          values={values}
          complaints={told}
          disabled={closed !== null}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {closed !== null && (
        <p class="u-decision-closed">
          <Icon name="lock" size={20} />
          {closed}
        </p>
      )}
      {failed && <CodeNotice status="stop" title={d().act.notSaved()} texts={[]} />}
      <Button type="submit" {...submit} disabled={closed !== null} />
      {props.children}
    </form>
  );
}
