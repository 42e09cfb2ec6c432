/**
 * One of a few answers, each with a line on what it means; native radio buttons in a group.
 */

import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./icon.tsx";
import "./radio-choice.css";

export interface RadioChoiceProps {
  readonly label: string;
  /** "" while nothing is chosen. */
  readonly value: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly note?: string;
  }[];
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
}

export function RadioChoice(props: RadioChoiceProps): JSX.Element {
  const id = useId();
  const { label, value, options, onChange, error, disabled = false } = props;
  return (
    <fieldset
      class="u-radio"
      disabled={disabled}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.note !== undefined && <small>{option.note}</small>}
          </span>
        </label>
      ))}
      {error !== undefined && (
        <p class="u-field-error" id={`${id}-error`}>
          <Icon name="triangle-alert" size={20} />
          {error}
        </p>
      )}
    </fieldset>
  );
}
