/**
 * Digits for gloved thumbs: a number with its unit, without the phone's own keyboard.
 */

import type { ComponentChildren, JSX } from "preact";
import { Button } from "./button.tsx";
import { t } from "./i18n/catalogue.ts";
import { Icon } from "./icon.tsx";
import "./keypad.css";
import { type Edit, editNumber } from "./keypad-edit.ts";
import type { Act } from "./once.ts";
import { unitSign } from "./unit-sign.ts";

export interface KeypadProps {
  readonly label: string;
  readonly unit: string;
  /** Decimal string as typed so far; empty when nothing was. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onDone: Act<[value: string]>;
  /** Digits behind the point; 0 hides the point. */
  readonly decimals?: number;
  readonly signed?: boolean;
  readonly doneLabel?: string;
  /** Why the value cannot be taken, in words. */
  readonly error?: string;
}

export function Keypad(props: KeypadProps): JSX.Element {
  const { value, decimals = 0, signed = false } = props;
  const press = (edit: Edit): void => props.onChange(editNumber(value, edit, decimals));
  const ready = /\d/.test(value);
  return (
    <div class="u-keypad">
      <output class="u-keypad-value" aria-label={props.label}>
        <span>{props.label}</span>
        <b>
          {value === "" ? "–" : value} <small>{unitSign(props.unit)}</small>
        </b>
      </output>
      <p class="u-keypad-error" role="alert">
        {props.error}
      </p>
      <KeyGrid
        onKey={press}
        left={
          decimals > 0
            ? { edit: "point", face: ".", spoken: t().ui.decimalPoint() }
            : signed
              ? { edit: "sign", face: "±", spoken: t().ui.minusSign() }
              : null
        }
      />
      {signed && decimals > 0 && (
        <Button label="±" spoken={t().ui.minusSign()} onPress={() => press("sign")} wide />
      )}
      <Button
        label={props.doneLabel ?? t().ui.done()}
        icon="check"
        tone="primary"
        size="action"
        wide
        disabled={!ready}
        onPress={() => props.onDone(value)}
      />
    </div>
  );
}

export interface KeyGridProps {
  readonly onKey: (edit: Edit) => void;
  /** The key left of zero. */
  readonly left: {
    readonly edit: Edit;
    readonly face: ComponentChildren;
    readonly spoken: string;
  } | null;
}

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** Twelve keys in the telephone's order; they never change places. */
export function KeyGrid({ onKey, left }: KeyGridProps): JSX.Element {
  return (
    <div class="u-keys">
      {DIGITS.map((digit) => (
        <button key={digit} type="button" onClick={() => onKey(digit)}>
          {digit}
        </button>
      ))}
      {left === null ? (
        <span />
      ) : (
        <button type="button" aria-label={left.spoken} onClick={() => onKey(left.edit)}>
          {left.face}
        </button>
      )}
      <button type="button" onClick={() => onKey("0")}>
        0
      </button>
      <button type="button" aria-label={t().ui.deleteDigit()} onClick={() => onKey("delete")}>
        <Icon name="delete" size={28} />
      </button>
    </div>
  );
}
