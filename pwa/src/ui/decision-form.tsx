/**
 * A decision with its reason: what is chosen, why, and one button; a closed button says why it is closed.
 */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button, type ButtonProps } from "./button.tsx";
import { CodeNotice } from "./code-notice.tsx";
import "./decision-form.css";
import { Field } from "./field.tsx";
import { d } from "./i18n/desk/catalogue.ts";
import { Icon } from "./icon.tsx";
import { RadioChoice, type RadioChoiceProps } from "./radio-choice.tsx";

export interface DecisionFormProps {
  readonly title: string;
  readonly why?: string;
  readonly reasonLabel: string;
  readonly reasonHint?: string;
  readonly submit: Pick<ButtonProps, "label" | "icon" | "tone">;
  /** Why nobody can decide this now, or this person cannot; null when they can. */
  readonly closed: string | null;
  readonly hasReason: (text: string) => boolean;
  /** Checks what was chosen; answers what is wrong with it in words, or null. */
  readonly check?: () => string | null;
  /** Rejects when it could not be kept on this computer. */
  readonly onDecide: (reason: string) => Promise<unknown>;
  /** Above the reason: what is chosen. */
  readonly children?: ComponentChildren;
}

export function DecisionForm(props: DecisionFormProps): JSX.Element {
  const { closed, check, hasReason, onDecide } = props;
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState(false);
  const [failed, setFailed] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const complaint = check?.() ?? null;
    setWrong(!hasReason(reason));
    if (closed !== null || complaint !== null || !hasReason(reason)) {
      return;
    }
    try {
      await onDecide(reason.trim());
      setReason("");
      setFailed(false);
    } catch {
      // What was typed stays in the form, and the person is told that nothing was kept.
      setFailed(true);
    }
  };
  return (
    <form class="u-decision" noValidate onSubmit={(event) => void submit(event)}>
      <h2>{props.title}</h2>
      {props.why !== undefined && <p>{props.why}</p>}
      {props.children}
      <Field
        label={props.reasonLabel}
        value={reason}
        onInput={setReason}
        lines={2}
        required
        disabled={closed !== null}
        {...(props.reasonHint === undefined ? {} : { hint: props.reasonHint })}
        {...(wrong && !hasReason(reason) ? { error: d().inbox.reasonShort() } : {})}
      />
      {closed !== null && (
        <p class="u-decision-closed">
          <Icon name="lock" size={20} />
          {closed}
        </p>
      )}
      {failed && <CodeNotice status="stop" title={d().act.notSaved()} texts={[]} />}
      <Button type="submit" {...props.submit} disabled={closed !== null} />
    </form>
  );
}

export interface ChoiceFormProps
  extends Omit<DecisionFormProps, "check" | "children" | "onDecide"> {
  readonly question: string;
  readonly options: RadioChoiceProps["options"];
  /** Said when nothing was chosen. */
  readonly choose: string;
  /** Rejects when it could not be kept on this computer. */
  readonly onDecide: (choice: string, reason: string) => Promise<unknown>;
}

/** A decision between a few ways. */
export function ChoiceForm(props: ChoiceFormProps): JSX.Element {
  const { question, options, choose, onDecide, ...shared } = props;
  const [choice, setChoice] = useState("");
  const [asked, setAsked] = useState(false);
  const complaint = choice === "" ? choose : null;
  return (
    <DecisionForm
      {...shared}
      check={() => {
        setAsked(true);
        return complaint;
      }}
      onDecide={(reason) => onDecide(choice, reason)}
    >
      <RadioChoice
        label={question}
        value={choice}
        options={options}
        onChange={setChoice}
        disabled={shared.closed !== null}
        error={asked ? (complaint ?? undefined) : undefined}
      />
    </DecisionForm>
  );
}
