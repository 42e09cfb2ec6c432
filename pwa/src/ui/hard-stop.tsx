/**
 * The hard stop: fills the screen, sounds until acknowledged, and nothing else happens before that.
 */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "./button.tsx";
import "./hard-stop.css";
import { t } from "./i18n/catalogue.ts";
import type { Status } from "./status.ts";
import { StatusShape } from "./status-shape.tsx";

export interface HardStopProps {
  /** Which stop: its shape and colour. */
  readonly status: Extract<Status, "stop" | "hold" | "recall">;
  /** Code of the refusal catalogue, for example `LotExpired`. */
  readonly code: string;
  readonly word: string;
  readonly what: string;
  readonly why: string;
  readonly now: string;
  /** Side by side where one thing was expected and another scanned. */
  readonly compare?: { readonly expected: ComponentChildren; readonly found: ComponentChildren };
  /** Scans refused since it opened; the scan router counts them. */
  readonly refusedScans?: number;
  readonly onAcknowledge: () => void;
  readonly acknowledgeLabel?: string;
  /** Starts the repeating tone; what it returns stops it. `Feedback.alarm` is one. */
  readonly alarm: () => () => void;
}

export function HardStop(props: HardStopProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const alarm = useRef(props.alarm);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    const silence = alarm.current();
    return () => {
      silence();
      element?.close();
    };
  }, []);
  const words = t().ui;
  const refused = props.refusedScans ?? 0;
  return (
    <dialog
      ref={dialog}
      class={`u-hard-stop role-${props.status}`}
      role="alertdialog"
      aria-labelledby="hard-stop-word"
      aria-describedby="hard-stop-what"
      onCancel={(event) => event.preventDefault()}
    >
      <div class="u-hard-stop-head">
        <StatusShape status={props.status} size={72} tone="inverse" />
        <h1 id="hard-stop-word">{props.word}</h1>
      </div>
      <div class="u-hard-stop-text" id="hard-stop-what">
        <p class="u-hard-stop-what">{props.what}</p>
        <p>{props.why}</p>
        {props.compare !== undefined && (
          <dl class="u-hard-stop-compare">
            <dt>{words.expected()}</dt>
            <dd>{props.compare.expected}</dd>
            <dt>{words.found()}</dt>
            <dd>{props.compare.found}</dd>
          </dl>
        )}
        <h2>{words.whatToDo()}</h2>
        <p>{props.now}</p>
        <p class="u-hard-stop-code">{props.code}</p>
      </div>
      <p class="u-hard-stop-refused" role="status">
        {refused > 0 && words.scansRefused(refused)}
      </p>
      <Button
        label={props.acknowledgeLabel ?? words.acknowledge()}
        icon="check"
        size="primary"
        wide
        onPress={props.onAcknowledge}
      />
    </dialog>
  );
}
