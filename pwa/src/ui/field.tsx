/**
 * One question of a form: label above, error beside it in words.
 */

import type { JSX } from "preact";
import { useId } from "preact/hooks";
import "./field.css";
import { t } from "./i18n/catalogue.ts";
import { Icon } from "./icon.tsx";

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly name?: string;
  readonly type?: "text" | "search" | "password" | "date" | "email" | "url";
  readonly inputMode?: "text" | "numeric" | "decimal" | "none";
  readonly autocomplete?: "off" | "username" | "current-password" | "new-password" | "name";
  readonly hint?: string;
  /** What is wrong and what to do about it. */
  readonly error?: string;
  readonly required?: boolean;
  /** The label is spoken and stands inside the empty input: for a search line only. */
  readonly labelInside?: boolean;
  readonly disabled?: boolean;
  /** Several lines of text. */
  readonly lines?: number;
  /** Shown behind the input. */
  readonly unit?: string;
}

export function Field(props: FieldProps): JSX.Element {
  const id = useId();
  const { label, hint, error, required = false } = props;
  const wrong = error !== undefined;
  const described = [hint === undefined ? "" : `${id}-hint`, wrong ? `${id}-error` : ""]
    .filter((part) => part !== "")
    .join(" ");
  return (
    <div class="u-field" data-wrong={wrong}>
      <label for={id} class={props.labelInside === true ? "only-spoken" : undefined}>
        {label}
        {required && <small> · {t().ui.required()}</small>}
      </label>
      {hint !== undefined && (
        <p class="u-field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldInput {...props} id={id} described={described} />
      {wrong && (
        <p class="u-field-error" id={`${id}-error`}>
          <Icon name="triangle-alert" size={20} />
          {error}
        </p>
      )}
    </div>
  );
}

type FieldInputProps = FieldProps & { readonly id: string; readonly described: string };

function FieldInput(props: FieldInputProps): JSX.Element {
  const { id, described, value, onInput, lines, unit, error } = props;
  const shared = {
    id,
    value,
    ...(props.name === undefined ? {} : { name: props.name }),
    required: props.required ?? false,
    disabled: props.disabled ?? false,
    "aria-invalid": error !== undefined,
    ...(props.labelInside === true ? { placeholder: props.label } : {}),
    ...(described === "" ? {} : { "aria-describedby": described }),
  };
  if (lines !== undefined) {
    return <textarea {...shared} rows={lines} onInput={(e) => onInput(e.currentTarget.value)} />;
  }
  return (
    <div class="u-field-line">
      <input
        {...shared}
        // Preact types the element per input type; one field serves them all.
        type={(props.type ?? "text") as "text"}
        {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
        autocomplete={props.autocomplete ?? "off"}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {unit !== undefined && <span>{unit}</span>}
    </div>
  );
}

export interface SelectFieldProps {
  readonly label: string;
  /** Value of the chosen option; empty while nothing is chosen. */
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export function SelectField({ label, value, options, onChange }: SelectFieldProps): JSX.Element {
  const id = useId();
  return (
    <div class="u-field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {value === "" && <option value="">{t().ui.choose()}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
