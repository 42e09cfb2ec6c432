/**
 * The small fields of the properties: millimetres, a text, one of a closed set, a field of labels, on or off.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { fromMm, mm, type Word } from "./template.ts";

export interface MmFieldProps {
  readonly label: string;
  readonly um: number;
  readonly onChange: (um: number) => void;
}

/** Takes effect with every key that makes a number; what makes none is said, and nothing changes. */
export function MmField({ label, um, onChange }: MmFieldProps): JSX.Element {
  const [typed, setTyped] = useState(mm(um));
  useEffect(() => {
    setTyped((text) => (fromMm(text) === um ? text : mm(um)));
  }, [um]);
  const wrong = fromMm(typed) === null;
  return (
    <Field
      label={label}
      value={typed}
      unit="mm"
      inputMode="decimal"
      onInput={(text) => {
        setTyped(text);
        const value = fromMm(text);
        if (value !== null && value !== um) {
          onChange(value);
        }
      }}
      {...(wrong ? { error: d().template.notMm() } : {})}
    />
  );
}

export interface TextLineProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function TextLine({ label, value, onChange }: TextLineProps): JSX.Element {
  return <Field label={label} value={value} onInput={onChange} />;
}

export const CHOICES = {
  align: ["left", "center", "right"],
  valign: ["top", "middle", "bottom"],
  fit: ["one_line", "shrink", "wrap"],
} as const;

export interface ChoiceProps<Name extends keyof typeof CHOICES> {
  readonly name: Name;
  readonly value: (typeof CHOICES)[Name][number];
  readonly onChange: (value: (typeof CHOICES)[Name][number]) => void;
}

export function Choice<Name extends keyof typeof CHOICES>(props: ChoiceProps<Name>): JSX.Element {
  const say = d().template;
  const values: readonly (typeof CHOICES)[Name][number][] = CHOICES[props.name];
  return (
    <SelectField
      label={say.choice[props.name]()}
      value={props.value}
      options={values.map((value) => ({ value, label: say.choices[value]() }))}
      onChange={(chosen) => {
        const found = values.find((value) => value === chosen);
        if (found !== undefined) {
          props.onChange(found);
        }
      }}
    />
  );
}

/** Stands for null in a choice: the empty value is a choice not made. */
const NONE = "-";

export interface FieldChoiceProps {
  readonly label: string;
  readonly value: string | null;
  readonly fields: readonly Word[];
  /** What null means; left out where null may not be chosen. */
  readonly none?: string;
  readonly onChange: (value: string | null) => void;
}

export function FieldChoice(props: FieldChoiceProps): JSX.Element {
  const options = props.fields.map((word) => ({ value: word.name, label: word[language.value] }));
  const none = props.none === undefined ? [] : [{ value: NONE, label: props.none }];
  return (
    <SelectField
      label={props.label}
      value={props.value ?? NONE}
      options={[...none, ...options]}
      onChange={(value) => props.onChange(value === NONE ? null : value)}
    />
  );
}

export interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Switch({ label, on, onChange }: SwitchProps): JSX.Element {
  return (
    <label class="tpl-switch">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}
