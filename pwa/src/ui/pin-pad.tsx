/**
 * A PIN between one person and the device: keys that stay in place and say nothing of what was typed.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { t } from "./i18n/catalogue.ts";
import { KeyGrid } from "./keypad.tsx";
import type { Edit } from "./keypad-edit.ts";
import "./pin-pad.css";

export interface PinPadProps {
  /** Whose PIN, and for what: a person signs what they can read. */
  readonly label: string;
  readonly onSubmit: (pin: string) => void;
  readonly submitLabel: string;
  readonly minDigits?: number;
  /** Tries left before the pause; nothing is said before the first mistake. */
  readonly triesLeft?: number;
  readonly error?: string;
  readonly busy?: boolean;
}

const MOST_DIGITS = 12;

export function PinPad(props: PinPadProps): JSX.Element {
  const [pin, setPin] = useState("");
  const least = props.minDigits ?? 6;
  const words = t().ui;
  const submit = (): void => {
    setPin("");
    props.onSubmit(pin);
  };
  return (
    <div class="u-keypad u-pin">
      <p class="u-pin-label">{props.label}</p>
      <PinLine {...props} empty={pin === ""} />
      <KeyGrid
        left={{ edit: "clear", face: <small>{words.clear()}</small>, spoken: words.clear() }}
        onKey={(edit) => setPin(editPin(pin, edit))}
      />
      <Button
        label={props.submitLabel}
        icon="key-round"
        tone="primary"
        size="action"
        wide
        disabled={props.busy === true || pin.length < least}
        onPress={submit}
      />
    </div>
  );
}

/** One line: the mistake until a new PIN is begun, then only whether one is being entered. */
function PinLine({
  error,
  triesLeft,
  empty,
}: PinPadProps & { readonly empty: boolean }): JSX.Element {
  const words = t().ui;
  if (error === undefined || !empty) {
    const said = empty ? words.pinEmpty() : words.pinEntering();
    return (
      <p class="u-pin-state" role="status">
        {said}
      </p>
    );
  }
  return (
    <p class="u-keypad-error" role="alert">
      {error}
      {triesLeft !== undefined && ` ${words.pinTriesLeft(triesLeft)}`}
    </p>
  );
}

function editPin(pin: string, edit: Edit): string {
  if (edit === "clear") {
    return "";
  }
  if (edit === "delete") {
    return pin.slice(0, -1);
  }
  return /^\d$/.test(edit) && pin.length < MOST_DIGITS ? pin + edit : pin;
}
