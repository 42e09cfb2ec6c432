/**
 * Choosing one file: label above, error beside it.
 */

import type { JSX } from "preact";
import { useId } from "preact/hooks";
import "./field.css";
import { Icon } from "./icon.tsx";

export interface FileFieldProps {
  readonly label: string;
  readonly accept: string;
  readonly onChoose: (file: File | null) => void;
  readonly error?: string;
}

export function FileField({ label, accept, onChoose, error }: FileFieldProps): JSX.Element {
  const id = useId();
  return (
    <div class="u-field" data-wrong={error !== undefined}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        // A file that was corrected has the same name: choosing it again must count as a choice.
        onClick={(event) => {
          event.currentTarget.value = "";
        }}
        onChange={(event) => onChoose(event.currentTarget.files?.[0] ?? null)}
      />
      {error !== undefined && (
        <p class="u-field-error" id={`${id}-error`}>
          <Icon name="triangle-alert" size={20} />
          {error}
        </p>
      )}
    </div>
  );
}
