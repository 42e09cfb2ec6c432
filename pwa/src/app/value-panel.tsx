/**
 * A number keyed by hand with the whole screen for it: what is asked above, what is wrong beside it.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Keypad } from "../ui/keypad.tsx";
import type { Act } from "../ui/once.ts";
import { Verdict } from "../ui/verdict.tsx";
import { HandheldFrame } from "./handheld-frame.tsx";

export function ValuePanel(props: {
  readonly title: string;
  readonly why: string;
  readonly label: string;
  readonly unit: string;
  readonly decimals: number;
  readonly signed?: boolean;
  readonly error?: (value: string) => string | undefined;
  readonly onDone: Act<[value: string]>;
  readonly children?: JSX.Element | false;
}): JSX.Element {
  const [value, setValue] = useState("");
  const [error, setError] = useState<string | undefined>();
  return (
    <HandheldFrame
      title={props.title}
      layout="entry"
      verdict={<Verdict status="provisional" word={props.title} why={props.why} />}
    >
      <Keypad
        label={props.label}
        unit={props.unit}
        decimals={props.decimals}
        signed={props.signed ?? false}
        value={value}
        onChange={(next) => {
          setError(undefined);
          setValue(next);
        }}
        {...(error === undefined ? {} : { error })}
        onDone={(text) => {
          const wrong = props.error?.(text);
          setError(wrong);
          return wrong === undefined ? props.onDone(text) : undefined;
        }}
      />
      {props.children}
    </HandheldFrame>
  );
}
