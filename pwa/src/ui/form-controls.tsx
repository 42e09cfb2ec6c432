/**
 * How a form's fields are asked: labels above, errors beside the field in words, rows as a small table of their own.
 */

import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "./button.tsx";
import { Field, type FieldProps, SelectField } from "./field.tsx";
import { FilesControl, type KeepFile } from "./files-control.tsx";
import {
  type CellQuestion,
  type Complaints,
  type FormField,
  type FormRow,
  type RowsQuestion,
  rowsOf,
  type SeveralQuestion,
  several,
  type TextQuestion,
  type Value,
  type Values,
} from "./form-fields.ts";
import { t } from "./i18n/catalogue.ts";
import { d } from "./i18n/desk/catalogue.ts";
import { Icon } from "./icon.tsx";
import { PictureField } from "./picture-field.tsx";
import { unitSign } from "./unit-sign.ts";

export interface FormControlProps<Asked extends FormField = FormField> {
  readonly field: Asked;
  readonly values: Values;
  readonly complaints: Complaints;
  readonly disabled: boolean;
  readonly onChange: (value: Value) => void;
  readonly keepFile?: KeepFile | undefined;
}

export function FormControl(props: FormControlProps): JSX.Element {
  const { field, values, complaints, disabled, onChange } = props;
  if (field.kind === "rows") {
    return <RowsControl {...props} field={field} />;
  }
  if (field.kind === "several") {
    return <SeveralControl {...props} field={field} />;
  }
  if (field.kind === "files") {
    return <FilesControl {...props} field={field} />;
  }
  const value = values[field.name];
  return (
    <CellControl
      question={field}
      value={typeof value === "string" ? value : ""}
      complaint={complaints[field.name]}
      disabled={disabled}
      onChange={onChange}
    />
  );
}

/** How each kind of text is typed. */
const INPUTS: Readonly<
  Record<TextQuestion["kind"], Pick<FieldProps, "type" | "inputMode" | "lines">>
> = {
  code: {},
  line: {},
  list: { lines: 8 },
  text: { lines: 3 },
  whole: { inputMode: "numeric" },
  decimal: { inputMode: "decimal" },
  number: {},
  date: { type: "date" },
  moment: { type: "datetime-local" },
};

interface CellControlProps {
  readonly question: CellQuestion;
  readonly value: string;
  readonly complaint: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

function CellControl(props: CellControlProps): JSX.Element {
  const { question, value, complaint, disabled, onChange } = props;
  const hint = question.fixed ?? question.hint;
  const shared = {
    label: question.label,
    value,
    required: question.required ?? false,
    disabled: disabled || question.fixed !== undefined,
    ...(hint === undefined ? {} : { hint }),
    ...(complaint === undefined ? {} : { error: complaint }),
  };
  switch (question.kind) {
    case "choice":
      return <SelectField {...shared} options={question.options} onChange={onChange} />;
    case "picture":
      return <PictureField {...shared} onChange={onChange} />;
    default:
      return <Field {...shared} {...typing(question)} onInput={onChange} />;
  }
}

function typing({ kind, unit, suggestions }: TextQuestion) {
  return {
    ...INPUTS[kind],
    ...(unit === undefined ? {} : { unit: unitSign(unit) }),
    ...(suggestions === undefined ? {} : { suggestions }),
  };
}

function SeveralControl(props: FormControlProps<SeveralQuestion>): JSX.Element {
  const { field, values, complaints, disabled, onChange } = props;
  const id = useId();
  const chosen = several(values, field.name);
  const wrong = complaints[field.name];
  const toggle = (value: string): void => {
    const without = chosen.filter((each) => each !== value);
    onChange(without.length === chosen.length ? [...chosen, value] : without);
  };
  return (
    <fieldset
      class="u-several"
      disabled={disabled || field.fixed !== undefined}
      aria-describedby={wrong === undefined ? undefined : `${id}-error`}
    >
      <legend>
        {field.label}
        {field.required === true && <small> · {t().ui.required()}</small>}
      </legend>
      {(field.fixed ?? field.hint) !== undefined && (
        <p class="u-field-hint">{field.fixed ?? field.hint}</p>
      )}
      {field.options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            aria-invalid={wrong !== undefined}
            onChange={() => toggle(value)}
          />
          {label}
        </label>
      ))}
      {wrong !== undefined && (
        <p class="u-field-error" id={`${id}-error`}>
          <Icon name="triangle-alert" size={20} />
          {wrong}
        </p>
      )}
    </fieldset>
  );
}

function RowsControl(props: FormControlProps<RowsQuestion>): JSX.Element {
  const { field, values, complaints, disabled, onChange } = props;
  const words = d().form;
  const rows = rowsOf(values, field.name);
  const kept = field.kept ?? 0;
  const put = (at: number, name: string, value: string): void =>
    onChange(rows.map((row, index) => (index === at ? { ...row, [name]: value } : row)));
  const off = disabled || field.fixed !== undefined;
  return (
    <fieldset class="u-rows">
      <legend>{field.label}</legend>
      {(field.fixed ?? field.hint) !== undefined && (
        <p class="u-field-hint">{field.fixed ?? field.hint}</p>
      )}
      {rows.map((row, index) => (
        // Rows have no identity before they are recorded: their place is all there is.
        <fieldset class="u-rows-row" key={String(index)}>
          <legend class="only-spoken">{words.rowOf(index + 1)}</legend>
          {field.columns(row).map((question) => (
            <CellControl
              key={question.name}
              question={question}
              value={row[question.name] ?? ""}
              complaint={complaints[`${field.name}.${index}.${question.name}`]}
              disabled={off}
              onChange={(value) => put(index, question.name, value)}
            />
          ))}
          {index >= kept && !off && (
            <Button
              label={words.removeRow()}
              spoken={words.removeRowOf(index + 1)}
              icon="x"
              tone="quiet"
              onPress={() => onChange(rows.filter((_, other) => other !== index))}
            />
          )}
        </fieldset>
      ))}
      {!off && (
        <Button label={field.add} icon="plus" onPress={() => onChange([...rows, fresh(field)])} />
      )}
    </fieldset>
  );
}

function fresh(field: RowsQuestion): FormRow {
  return { ...field.blank };
}
