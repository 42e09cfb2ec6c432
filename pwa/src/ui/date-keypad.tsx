/**
 * A date in digits, year first: asked where a label does not carry it.
 */

import type { JSX } from "preact";
import { Button } from "./button.tsx";
import { isRealDate } from "./format.ts";
import { t } from "./i18n/catalogue.ts";
import { KeyGrid } from "./keypad.tsx";
import { editDate } from "./keypad-edit.ts";

export interface DateKeypadProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or as much of it as was typed. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onDone: (value: string) => void;
  readonly doneLabel?: string;
  readonly error?: string;
}

const COMPLETE = "YYYY-MM-DD".length;

export function DateKeypad(props: DateKeypadProps): JSX.Element {
  const { value } = props;
  const words = t().ui;
  const impossible = value.length === COMPLETE && !isRealDate(value);
  return (
    <div class="u-keypad">
      <output class="u-keypad-value" aria-label={props.label}>
        <span>{props.label}</span>
        <b>{value === "" ? <small>{words.dateFormat()}</small> : value}</b>
      </output>
      <p class="u-keypad-error" role="alert">
        {impossible ? words.dateInvalid() : props.error}
      </p>
      <KeyGrid
        left={{ edit: "clear", face: <small>{words.clear()}</small>, spoken: words.clear() }}
        onKey={(edit) => props.onChange(editDate(value, edit))}
      />
      <Button
        label={props.doneLabel ?? words.done()}
        icon="check"
        tone="primary"
        size="action"
        wide
        disabled={!isRealDate(value)}
        onPress={() => props.onDone(value)}
      />
    </div>
  );
}
