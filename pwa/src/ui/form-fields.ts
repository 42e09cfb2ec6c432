/**
 * What a form asks, as data: fields with their checks, so that one form serves every record and shows what would change.
 */

import { d } from "./i18n/desk/catalogue.ts";

export type FormRow = Readonly<Record<string, string>>;
/** Text; the chosen ones of several; rows of a table. */
export type Value = string | readonly string[] | readonly FormRow[];
export type Values = Readonly<Record<string, Value>>;

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface Asked {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** Why it cannot be changed here; it is shown, not asked. */
  readonly fixed?: string;
}

export interface TextQuestion extends Asked {
  /**
   * `code`: up to 90 characters; `line`: up to 400; `text`: up to 4000 on several lines; `list`: pasted, over many lines;
   * `whole`: above zero; `decimal`: above zero, as written; `number`: any, as written; `moment`: a time of this
   * computer, to the minute.
   */
  readonly kind:
    | "code"
    | "line"
    | "text"
    | "list"
    | "whole"
    | "decimal"
    | "number"
    | "date"
    | "moment";
  readonly unit?: string;
  /** What is usual here; anything else may be typed too. */
  readonly suggestions?: readonly Option[];
}

export interface ChoiceQuestion extends Asked {
  readonly kind: "choice";
  readonly options: readonly Option[];
}

export interface SeveralQuestion extends Asked {
  readonly kind: "several";
  readonly options: readonly Option[];
}

/** Files that are kept with the record, as rows of `name` and `sha256`. */
export interface FilesQuestion extends Asked {
  readonly kind: "files";
}

/** A picture by its hash. */
export interface PictureQuestion extends Asked {
  readonly kind: "picture";
}

export type CellQuestion = TextQuestion | ChoiceQuestion | PictureQuestion;

export interface RowsQuestion extends Asked {
  readonly kind: "rows";
  /** Of one row; a function where a row decides what may be asked of it. */
  readonly columns: (row: FormRow) => readonly CellQuestion[];
  readonly add: string;
  readonly blank: FormRow;
  /** Rows that stay: they are on the record already. */
  readonly kept?: number;
}

export type FormField = CellQuestion | SeveralQuestion | RowsQuestion | FilesQuestion;

/** By field name, or `lines.0.item` for a cell. */
export type Complaints = Readonly<Record<string, string>>;

/** One decision about one record: what is asked, the entry it makes, and where to go when it was accepted. */
export interface FormSpec {
  readonly title: string;
  /** What it does and what it does not. */
  readonly intro?: string;
  readonly fields: (values: Values) => readonly FormField[];
  readonly initial: Values;
  /** A record that is there: the reason is required, and what would change is shown. */
  readonly revises: boolean;
  /** What is done once and changes no record's fields wants a reason too. */
  readonly reasoned?: boolean;
  readonly submit: string;
  /** For what stops something. */
  readonly stops?: boolean;
  /** The permission the server asks for. */
  readonly action:
    | "manage_master_data"
    | "manage_people"
    | "draft_process"
    | "plan_order"
    | "transform"
    | "work"
    | "hold"
    | "manage_equipment"
    | "qualify_equipment"
    | "maintain_equipment"
    | "manage_training"
    | "read"
    | "approve_process";
  /** What is wrong beyond single fields. */
  readonly check?: (values: Values) => Complaints;
  readonly draft: (values: Values) => FormDraft;
  /** The field that a refusal is about, by code. */
  readonly blames: Readonly<Record<string, string>>;
  /** Address of the record. */
  readonly done: (values: Values) => string;
  /** Address to go back to. */
  readonly back: string;
}

export interface FormDraft {
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export function text(values: Values, name: string): string {
  const value = values[name];
  return typeof value === "string" ? value.trim() : "";
}

export function several(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

export function rowsOf(values: Values, name: string): readonly FormRow[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === "object") : [];
}

/** SHA-256 of each file that was chosen in a field. */
export function digestsOf(values: Values, name: string): readonly string[] {
  return rowsOf(values, name).map(({ sha256 = "" }) => sha256);
}

/** Null for an empty text, as entries say "not given". */
export function orNull(given: string): string | null {
  return given === "" ? null : given;
}

const FORMS = {
  code: /^[^\p{Cc}]{1,90}$/u,
  line: /^[^\p{Cc}]{0,400}$/u,
  list: /./,
  whole: /^[1-9][0-9]{0,8}$/,
  decimal: /^(?=.*[1-9])(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?$/,
  text: /^[\s\S]{0,4000}$/,
  number: /^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?$/,
  date: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/,
  moment: /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$/,
} as const;

/** What is wrong with one answer, in words; null when nothing is. */
function complaint(question: CellQuestion, given: string): string | null {
  const words = d().form;
  if (given === "") {
    return question.required === true ? words.missing() : null;
  }
  if (question.kind === "picture") {
    return null;
  }
  if (question.kind === "choice") {
    return question.options.some(({ value }) => value === given) ? null : words.missing();
  }
  const wrong = {
    code: words.codeWrong,
    line: words.lineWrong,
    list: words.missing,
    whole: words.wholeWrong,
    decimal: words.decimalWrong,
    text: words.textWrong,
    number: words.numberWrong,
    date: words.dateWrong,
    moment: words.momentWrong,
  };
  return FORMS[question.kind].test(given) ? null : wrong[question.kind]();
}

export function complaintsOf(spec: Pick<FormSpec, "fields" | "check">, values: Values): Complaints {
  const found = spec.fields(values).flatMap((field) => ofField(field, values));
  return { ...spec.check?.(values), ...Object.fromEntries(found) };
}

function ofField(field: FormField, values: Values): [string, string][] {
  if (field.fixed !== undefined || field.kind === "files") {
    return [];
  }
  if (field.kind === "rows") {
    return rowsOf(values, field.name).flatMap((row, index) =>
      field
        .columns(row)
        .filter(({ fixed }) => fixed === undefined)
        .flatMap((column) => {
          const wrong = complaint(column, (row[column.name] ?? "").trim());
          return wrong === null ? [] : [pair(`${field.name}.${index}.${column.name}`, wrong)];
        }),
    );
  }
  if (field.kind === "several") {
    const none = field.required === true && several(values, field.name).length === 0;
    return none ? [pair(field.name, d().form.chooseOne())] : [];
  }
  const wrong = complaint(field, text(values, field.name));
  return wrong === null ? [] : [pair(field.name, wrong)];
}

function pair(name: string, wrong: string): [string, string] {
  return [name, wrong];
}

export interface FieldChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What would be different, field by field, as people read it. */
export function changesOf(spec: FormSpec, values: Values): readonly FieldChange[] {
  return spec
    .fields(values)
    .map((field) => ({
      label: field.label,
      before: shown(field, spec.initial),
      after: shown(field, values),
    }))
    .filter(({ before, after }) => before !== after);
}

function shown(field: FormField, values: Values): string {
  if (field.kind === "files") {
    return rowsOf(values, field.name)
      .map(({ name }) => name ?? "")
      .join("; ");
  }
  if (field.kind === "rows") {
    return rowsOf(values, field.name)
      .map((row) =>
        field
          .columns(row)
          .map((column) => worded(column, row[column.name] ?? ""))
          .filter((word) => word !== "")
          .join(" "),
      )
      .join("; ");
  }
  if (field.kind === "several") {
    const chosen = several(values, field.name);
    return field.options
      .filter(({ value }) => chosen.includes(value))
      .map(({ label }) => label)
      .join(", ");
  }
  return worded(field, text(values, field.name));
}

function worded(question: CellQuestion, given: string): string {
  if (question.kind !== "choice") {
    return given.trim();
  }
  return question.options.find(({ value }) => value === given)?.label ?? given;
}
