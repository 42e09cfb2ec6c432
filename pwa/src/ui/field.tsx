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
  readonly type?: "text" | "search" | "password" | "date" | "datetime-local" | "email" | "url";
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
  /** Offered while typing; anything else may be typed too. */
  readonly suggestions?: readonly { readonly value: string; readonly label: string }[];
}

export function Field(props: FieldProps): JSX.Element {
  const id = useId();
  const { label, hint, error, required = false } = props;
  return (
    <div class="u-field" data-wrong={error !== undefined}>
      <FieldHead
        id={id}
        label={label}
        hint={hint}
        required={required}
        inside={props.labelInside === true}
      />
      <FieldInput {...props} id={id} described={describedBy(id, hint, error)} />
      <FieldError id={id} error={error} />
    </div>
  );
}

function describedBy(id: string, hint: string | undefined, error: string | undefined) {
  const parts = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(error === undefined ? [] : [`${id}-error`]),
  ];
  return parts.length === 0 ? undefined : parts.join(" ");
}

interface FieldHeadProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly required: boolean;
  /** Spoken only: the label stands inside the input. */
  readonly inside?: boolean;
}

function FieldHead({ id, label, hint, required, inside = false }: FieldHeadProps): JSX.Element {
  return (
    <>
      <label for={id} class={inside ? "only-spoken" : undefined}>
        {label}
        {required && <small> · {t().ui.required()}</small>}
      </label>
      {hint !== undefined && (
        <p class="u-field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}

interface FieldErrorProps {
  readonly id: string;
  readonly error: string | undefined;
}

function FieldError({ id, error }: FieldErrorProps): JSX.Element | null {
  return error === undefined ? null : (
    <p class="u-field-error" id={`${id}-error`}>
      <Icon name="triangle-alert" size={20} />
      {error}
    </p>
  );
}

type FieldInputProps = FieldProps & {
  readonly id: string;
  readonly described: string | undefined;
};

function FieldInput(props: FieldInputProps): JSX.Element {
  const { id, described, value, onInput, lines, unit, error, suggestions } = props;
  const shared = {
    id,
    value,
    ...(props.name === undefined ? {} : { name: props.name }),
    required: props.required ?? false,
    disabled: props.disabled ?? false,
    "aria-invalid": error !== undefined,
    ...(props.labelInside === true ? { placeholder: props.label } : {}),
    ...(described === undefined ? {} : { "aria-describedby": described }),
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
        {...(suggestions === undefined ? {} : { list: `${id}-list` })}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {unit !== undefined && <span>{unit}</span>}
      {suggestions !== undefined && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </datalist>
      )}
    </div>
  );
}

export interface SelectFieldProps {
  readonly label: string;
  /** Value of the chosen option; empty while nothing is chosen. */
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** What is wrong and what to do about it. */
  readonly error?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

export function SelectField(props: SelectFieldProps): JSX.Element {
  const { label, value, options, onChange, hint, error, required = false } = props;
  const id = useId();
  return (
    <div class="u-field" data-wrong={error !== undefined}>
      <FieldHead id={id} label={label} hint={hint} required={required} />
      <select
        id={id}
        value={value}
        disabled={props.disabled ?? false}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {value === "" && <option value="">{t().ui.choose()}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldError id={id} error={error} />
    </div>
  );
}
