/**
 * Asking for labels: template, what they are of, how many, for which printer; then the job's own page.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { DeskActs } from "../entries/desk-acts.ts";
import type { PrinterRow } from "../entries/label-rows.ts";
import { madeHere } from "../entries/made-here.ts";
import type { ServerDoor } from "../entries/server-door.ts";
import type { JsonObject } from "../sync/canonical.ts";
import type { Lookup } from "../sync/view.ts";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";
import { ActForm } from "./act-form.tsx";
import { isTold, numberingFor, type Offered, templatesFor } from "./job-advice.ts";
import {
  NO_NUMBERS,
  NumberFields,
  type Numbers,
  type NumberWish,
  numbersOf,
  useNumbers,
} from "./job-numbers.tsx";
import { SubjectFields, subjectOf } from "./job-subject.tsx";
import { roleMissing, whole } from "./job-view.ts";

interface Revision extends Offered {
  readonly revision: string;
  readonly status: string;
  readonly name_en: string;
  readonly name_zh: string;
}

export interface JobFormProps {
  readonly rows: Lookup;
  readonly acts: DeskActs;
  readonly server: ServerDoor;
}

const LANGUAGES = ["zh-en", "zh", "en"] as const;
const MOST_LABELS = 10_000;
const NEW = {
  /** "" for the one that fits best. */
  template: "",
  di: "",
  lot: "",
  production: "",
  count: "",
  quantity: "",
  printer: "",
  dpi: "203",
  language: "zh-en",
};

export function JobForm({ rows, acts, server }: JobFormProps): JSX.Element {
  const words = d().print;
  const approved = useTemplates(server);
  const [wish, setWish] = useState(NEW);
  const [chosen, setNumbering] = useState<NumberWish | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const change = (part: Partial<typeof NEW>): void => setWish({ ...wish, ...part });
  const subject = subjectOf(rows, wish);
  const numbering = chosen ?? { ...NO_NUMBERS, numbering: numberingFor(subject) };
  const templates = templatesFor(approved, subject, numbering.numbering);
  const fitting = isTold(subject, numbering.numbering) ? templates[0] : undefined;
  const template = templates.find(({ number }) => number === wish.template) ?? fitting;
  const printers = rows
    .all("printer")
    .map(({ row }) => row)
    .filter(({ active }) => active);
  const printer = printers.find(({ code }) => code === wish.printer);
  const diKnown = wish.di === "" || rows.get("identifier", [wish.di]) !== undefined;
  const lotKnown = wish.lot === "" || rows.get("lot", [wish.lot]) !== undefined;
  const count = whole(wish.count, 1, MOST_LABELS);
  const known = useNumbers(rows, server, numbering, wish.di);
  const numbers = diKnown ? numbersOf(numbering, wish.di, count, known) : null;
  const right = template !== undefined && count !== null && numbers !== null && lotKnown;
  const body = (): JsonObject | null =>
    right ? bodyOf(wish, count, template, printer, numbers) : null;
  const opening = useOpening(made, rows, acts);
  return (
    <ActForm
      title={words.newJob()}
      why={words.askWhy()}
      submit={{ label: words.ask(), icon: "printer", tone: "primary" }}
      type="RequestLabels"
      acts={acts}
      closed={roleMissing(acts, "request_labels") ?? (opening ? d().act.sent() : null)}
      body={body}
      about={() => true}
      onDone={setMade}
    >
      {(asked) => (
        <>
          <SubjectFields
            {...{ rows, wish, change, diKnown, lotKnown }}
            diMissing={asked && needsDi(numbering) && wish.di === ""}
          />
          <TemplateField
            {...{ templates, template, asked }}
            onChange={(number) => change({ template: number })}
          />
          <NumberFields
            {...{ wish: numbering, known, count, asked }}
            change={(part) => setNumbering({ ...numbering, ...part })}
          />
          <CountFields {...{ wish, change }} wrong={asked && count === null} />
          <OutputFields {...{ wish, change, printers, printer }} />
        </>
      )}
    </ActForm>
  );
}

/**
 * Opens the page of the job that was asked for, once it is there; true until then. A refusal stays in the form, which
 * says why.
 */
function useOpening(made: string | null, rows: Lookup, acts: DeskActs): boolean {
  const there = made !== null && rows.get("label_job", [made]) !== undefined;
  useEffect(() => {
    if (there) {
      location.hash = recordHref("labels", [made]);
    }
  }, [there, made]);
  const answer = madeHere(acts.queue, "RequestLabels", () => true).find(({ id }) => id === made);
  const refused = answer?.state === "refused" || answer?.state === "quarantined";
  useEffect(() => {
    if (refused) {
      document.querySelector(".u-made")?.scrollIntoView({ block: "nearest" });
    }
  }, [refused, made]);
  return made !== null && !refused;
}

function needsDi({ numbering }: NumberWish): boolean {
  return numbering === "serials" || numbering === "leased";
}

function bodyOf(
  wish: typeof NEW,
  count: number,
  template: Revision,
  printer: PrinterRow | undefined,
  { pool, spans }: Numbers,
): JsonObject {
  const given = (text: string): string | null => (text === "" ? null : text);
  return {
    count,
    di: given(wish.di),
    dpi: printer?.dpi ?? Number(wish.dpi),
    item: null,
    language: wish.language,
    lot: given(wish.lot),
    pool,
    printer: printer?.code ?? null,
    production: wish.lot === "" ? given(wish.production) : null,
    quantity: given(wish.quantity),
    revision: template.revision,
    spans: spans.map((span) => ({ ...span })),
    template: template.number,
  };
}

interface FieldsProps {
  readonly wish: typeof NEW;
  readonly change: (part: Partial<typeof NEW>) => void;
}

interface TemplateProps {
  readonly templates: readonly Revision[];
  readonly template: Revision | undefined;
  readonly asked: boolean;
  readonly onChange: (number: string) => void;
}

function TemplateField({ templates, template, asked, onChange }: TemplateProps): JSX.Element {
  const words = d().print;
  return (
    <SelectField
      label={words.template()}
      value={template?.number ?? ""}
      options={templates.map((each) => ({
        value: each.number,
        label: `${each.number} ${localName(each)}`,
      }))}
      onChange={onChange}
      {...(asked && template === undefined ? { error: words.chooseTemplate() } : {})}
    />
  );
}

function CountFields({
  wish,
  change,
  wrong,
}: FieldsProps & { readonly wrong: boolean }): JSX.Element {
  const words = d().print;
  return (
    <>
      <Field
        label={words.count()}
        value={wish.count}
        onInput={(text) => change({ count: text })}
        inputMode="numeric"
        required
        {...(wrong ? { error: words.countWrong() } : {})}
      />
      <Field
        label={words.quantity()}
        hint={words.quantityHint()}
        value={wish.quantity}
        onInput={(text) => change({ quantity: text.trim() })}
        inputMode="decimal"
      />
    </>
  );
}

interface OutputProps extends FieldsProps {
  readonly printers: readonly PrinterRow[];
  readonly printer: PrinterRow | undefined;
}

function OutputFields({ wish, change, printers, printer }: OutputProps): JSX.Element {
  const words = d().print;
  return (
    <>
      <SelectField
        label={words.printer()}
        value={wish.printer === "" ? "-" : wish.printer}
        options={[
          { value: "-", label: words.anyPrinter() },
          ...printers.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
        ]}
        onChange={(code) => change({ printer: code === "-" ? "" : code })}
      />
      <SelectField
        label={words.dpi()}
        value={String(printer?.dpi ?? wish.dpi)}
        options={[203, 300, 600].map((dpi) => ({
          value: String(dpi),
          label: words.dpiOf(dpi),
        }))}
        onChange={(dpi) => change({ dpi })}
        disabled={printer !== undefined}
      />
      <SelectField
        label={words.language()}
        value={wish.language}
        options={LANGUAGES.map((value) => ({ value, label: d().label.languages[value]() }))}
        onChange={(language) => change({ language })}
      />
    </>
  );
}

/** The approved revisions, read once. */
function useTemplates(server: ServerDoor): readonly Revision[] {
  const [found, setFound] = useState<readonly Revision[]>([]);
  useEffect(() => {
    void server.read<{ revisions: readonly Revision[] }>("/labels/templates").then((answer) => {
      if (answer.step === "ok") {
        setFound(answer.value.revisions.filter(({ status }) => status === "approved"));
      }
    });
  }, [server]);
  return found;
}
