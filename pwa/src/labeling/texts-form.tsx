/**
 * What labels print that no other record has: the maker, the certificates, the storage; for all items or for one.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { LabelText } from "../entries/bodies.ts";
import type { DeskActs } from "../entries/desk-acts.ts";
import type { Lookup } from "../sync/view.ts";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { ActForm } from "./act-form.tsx";
import { roleMissing } from "./job-view.ts";
import "./label-table.css";

/**
 * In pairs: what is said in Chinese stands before what is said in English. Every field, for saving replaces every text:
 * one that was not asked for here would be lost.
 */
const ASKED = {
  manufacturer_zh: true,
  manufacturer_en: true,
  manufacturer_address_zh: true,
  manufacturer_address_en: true,
  registration: true,
  licence: true,
  manufacturer_contact: true,
  eu_representative: true,
  notified_body: true,
  ref: true,
  sterile: true,
  ship_from: true,
  storage_min: true,
  storage_max: true,
  humidity_min: true,
  humidity_max: true,
  service_life: true,
} as const satisfies Readonly<Record<LabelText["field"], true>>;
const FIELDS = Object.keys(ASKED) as readonly LabelText["field"][];

type Texts = Readonly<Record<string, string>>;
const ALL = "";
const ALL_OPTION = "-";

export interface TextsFormProps {
  readonly rows: Lookup;
  readonly acts: DeskActs;
}

export function TextsForm({ rows, acts }: TextsFormProps): JSX.Element {
  const words = d().print;
  const [item, setItem] = useState(ALL);
  const items = rows
    .all("item")
    .map(({ row }) => row)
    .filter(({ status }) => status === "active")
    .toSorted((a, b) => a.number.localeCompare(b.number));
  return (
    <>
      <div class="label-find">
        <SelectField
          label={words.textsOf()}
          value={item === ALL ? ALL_OPTION : item}
          options={[
            { value: ALL_OPTION, label: words.textsOfAll() },
            ...items.map((row) => ({
              value: row.number,
              label: `${row.number} ${localName(row)}`,
            })),
          ]}
          onChange={(chosen) => setItem(chosen === ALL_OPTION ? ALL : chosen)}
        />
      </div>
      <OneSet key={item} item={item} rows={rows} acts={acts} />
    </>
  );
}

function hintOf(field: LabelText["field"], ofAll: string | undefined): { readonly hint?: string } {
  const words = d().print;
  if (ofAll !== undefined) {
    return { hint: words.textsHint(ofAll) };
  }
  return field === "sterile" ? { hint: words.sterileHint() } : {};
}

function OneSet({ item, rows, acts }: TextsFormProps & { readonly item: string }): JSX.Element {
  const words = d().print;
  const kept: Texts = rows.get("label_texts", [item])?.row.texts ?? {};
  const ofAll: Texts = item === ALL ? {} : (rows.get("label_texts", [ALL])?.row.texts ?? {});
  const [typed, setTyped] = useState<Texts>({});
  const texts: Texts = { ...kept, ...typed };
  const given = FIELDS.filter((field) => (texts[field] ?? "").trim() !== "");
  return (
    <ActForm
      title={words.texts()}
      why={`${words.textsWhy()} ${words.textsEmpty()}`}
      submit={{ label: words.saveTexts(), icon: "check", tone: "primary" }}
      type="DefineLabelTexts"
      acts={acts}
      closed={roleMissing(acts, "manage_master_data")}
      needsReason
      body={() => ({
        item: item === ALL ? null : item,
        texts: given.map((field) => ({ field, value: (texts[field] ?? "").trim() })),
      })}
      about={(body) => body.item === (item === ALL ? null : item)}
    >
      {() => (
        <div class="label-texts">
          {FIELDS.map((field) => (
            <Field
              key={field}
              label={words.text[field]()}
              value={texts[field] ?? ""}
              onInput={(value) => setTyped({ ...typed, [field]: value })}
              {...hintOf(field, ofAll[field])}
              {...(/_(min|max)$/.test(field) ? { inputMode: "decimal" as const } : {})}
            />
          ))}
        </div>
      )}
    </ActForm>
  );
}
