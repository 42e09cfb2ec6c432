/**
 * The desk's one form: what is asked, what would change, why, and what the server said to it.
 */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ActionLink } from "./action-link.tsx";
import { Button } from "./button.tsx";
import { CodeNotice, type CodeNoticeProps } from "./code-notice.tsx";
import { Field } from "./field.tsx";
import type { KeepFile } from "./files-control.tsx";
import { FormControl } from "./form-controls.tsx";
import {
  type Complaints,
  changesOf,
  complaintsOf,
  type FieldChange,
  type FormSpec,
  type Value,
  type Values,
} from "./form-fields.ts";
import { d } from "./i18n/desk/catalogue.ts";
import { Icon } from "./icon.tsx";
import "./record-form.css";

/** How what was sent last stands. */
export interface Sent {
  readonly state: "on_device" | "sent" | "accepted" | "flagged" | "refused" | "quarantined";
  readonly texts: CodeNoticeProps["texts"];
}

export interface RecordFormProps {
  readonly spec: FormSpec;
  /** Why this person cannot decide it; null when they can. */
  readonly closed: string | null;
  readonly hasReason: (text: string) => boolean;
  readonly sent: Sent | null;
  /** Rejects when it could not be kept on this computer. */
  readonly onSend: (values: Values, reason: string) => Promise<void>;
  readonly onAccepted: (values: Values) => void;
  /** Whether something was typed that nobody has: leaving should then ask first. */
  readonly onUnsaved: (unsaved: boolean) => void;
  /** For forms that ask for files. */
  readonly keepFile?: KeepFile;
}

export function RecordForm(props: RecordFormProps): JSX.Element {
  const { spec, closed, sent } = props;
  const { values, reason, asked, failed, form, ...state } = useFormState(props);
  const off = closed !== null || isOnItsWay(sent);
  const told: Complaints = { ...(asked ? state.complaints : {}), ...blamed(spec, sent) };
  return (
    <form
      ref={form}
      class="u-record-form"
      noValidate
      aria-labelledby="record-form-title"
      onSubmit={(event) => void state.submit(event)}
    >
      <h1 id="record-form-title">{spec.title}</h1>
      {spec.intro !== undefined && <p>{spec.intro}</p>}
      {closed !== null && (
        <p class="u-decision-closed">
          <Icon name="lock" size={20} />
          {closed}
        </p>
      )}
      {spec.fields(values).map((field) => (
        <FormControl
          key={field.name}
          field={field}
          values={values}
          complaints={told}
          disabled={off}
          onChange={(value) => state.put(field.name, value)}
          keepFile={props.keepFile}
        />
      ))}
      {spec.revises && <Changes changes={state.changes} />}
      {asksWhy(spec) && (
        <Field
          label={d().form.reason()}
          hint={d().form.reasonHint()}
          value={reason}
          onInput={state.setReason}
          lines={2}
          required
          disabled={off}
          {...(asked && state.reasonWrong ? { error: d().inbox.reasonShort() } : {})}
        />
      )}
      {asked && state.nothing && <p class="u-field-error">{d().form.nothing()}</p>}
      <Answer sent={sent} failed={failed} />
      {sent?.state === "flagged" ? (
        <ActionLink href={spec.done(values)} label={d().act.goOn()} tone="primary" />
      ) : (
        <Acts spec={spec} disabled={off} />
      )}
    </form>
  );
}

/** Sent and not to be sent again: under way, or kept with something to look at. */
function isOnItsWay(sent: Sent | null): boolean {
  return sent?.state === "on_device" || sent?.state === "sent" || sent?.state === "flagged";
}

function asksWhy({ revises, reasoned }: FormSpec): boolean {
  return revises || reasoned === true;
}

function useFormState(props: RecordFormProps) {
  const { spec, sent, hasReason, onSend, onAccepted, onUnsaved } = props;
  const [values, setValues] = useState<Values>(spec.initial);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const changes = changesOf(spec, values);
  const nothing = spec.revises && spec.fields(values).length > 0 && changes.length === 0;
  const complaints = complaintsOf(spec, values);
  const reasonWrong = asksWhy(spec) && !hasReason(reason);
  const unsaved = changes.length > 0 && sent?.state !== "accepted" && !isOnItsWay(sent);
  useEffect(() => {
    onUnsaved(unsaved);
    return () => onUnsaved(false);
  }, [unsaved]);
  useAccepted(sent, () => onAccepted(values));
  useEffect(() => focusFirst(form.current, FIRST_FIELD), []);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(complaints).length > 0 || reasonWrong || nothing) {
      requestAnimationFrame(() => focusFirst(form.current, "[aria-invalid=true]"));
      return;
    }
    try {
      await onSend(values, reason.trim());
      setFailed(false);
    } catch {
      // What was typed stays in the form, and the person is told that nothing was kept.
      setFailed(true);
    }
  };
  const put = (name: string, value: Value): void =>
    setValues((before) => ({ ...before, [name]: value }));
  const judged = { changes, nothing, complaints, reasonWrong };
  return { values, reason, asked, failed, form, ...judged, setReason, put, submit };
}

const FIRST_FIELD = ":is(input, select, textarea):not(:disabled)";

interface ActsProps {
  readonly spec: FormSpec;
  readonly disabled: boolean;
}

function Acts({ spec, disabled }: ActsProps): JSX.Element {
  const stops = spec.stops === true;
  return (
    <p class="u-record-form-acts">
      <Button
        type="submit"
        label={spec.submit}
        icon={stops ? "lock" : "check"}
        tone={stops ? "stop" : "primary"}
        disabled={disabled}
      />
      <ActionLink href={spec.back} label={d().form.cancel()} />
    </p>
  );
}

/** Once, when the server has accepted what was sent. */
function useAccepted(sent: Sent | null, onAccepted: () => void): void {
  const accepted = sent?.state === "accepted";
  useEffect(() => {
    if (accepted) {
      onAccepted();
    }
  }, [accepted]);
}

function focusFirst(form: HTMLFormElement | null, wanted: string): void {
  form?.querySelector<HTMLElement>(wanted)?.focus();
}

/** A refusal beside the field it is about; all of it stands below too. */
function blamed(spec: FormSpec, sent: Sent | null): Complaints {
  if (sent?.state !== "refused") {
    return {};
  }
  return Object.fromEntries(
    sent.texts
      .filter(({ code }) => spec.blames[code] !== undefined)
      .map(({ code, what }) => [spec.blames[code] ?? "", what]),
  );
}

function Changes({ changes }: { readonly changes: readonly FieldChange[] }): JSX.Element | null {
  if (changes.length === 0) {
    return null;
  }
  return (
    <section class="u-changes" aria-live="polite">
      <h2>{d().form.changes()}</h2>
      <dl>
        {changes.map(({ label, before, after }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <del>{before === "" ? "–" : before}</del> <span aria-hidden="true">→</span>{" "}
              <ins>{after === "" ? "–" : after}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Answer({ sent, failed }: { readonly sent: Sent | null; readonly failed: boolean }) {
  const words = d().act;
  if (failed) {
    return <CodeNotice status="stop" title={words.notSaved()} texts={[]} />;
  }
  if (sent === null || sent.state === "accepted") {
    return null;
  }
  if (sent.state === "refused") {
    return <CodeNotice status="stop" title={words.refused()} texts={sent.texts} />;
  }
  if (sent.state === "flagged") {
    return <CodeNotice status="warn" title={words.flagged()} texts={sent.texts} />;
  }
  if (sent.state === "quarantined") {
    return <CodeNotice status="warn" title={words.quarantined()} texts={sent.texts} />;
  }
  return (
    <CodeNotice
      status="provisional"
      title={sent.state === "sent" ? words.sent() : words.onDevice()}
      texts={[]}
    />
  );
}
