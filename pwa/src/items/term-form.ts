/**
 * What a family of items, or a class of equipment, is called in both languages.
 */

import type { NameTermBody } from "../entries/bodies.ts";
import { termNames } from "../entries/terms.ts";
import type { Lookup } from "../sync/view.ts";
import { type FormSpec, text } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";

type Kind = NameTermBody["kind"];

const SECTION = { family: "items", equipment_class: "equipment" } as const;

export function termForm(rows: Lookup, kind: Kind): FormSpec {
  const { form } = d();
  const words = form.term[kind];
  const list = recordHref(SECTION[kind]);
  const codes = codesOf(rows, kind);
  return {
    title: words.title(),
    intro: words.why(),
    fields: () => [
      {
        name: "code",
        kind: "code",
        label: words.code(),
        required: true,
        suggestions: termOptions(rows, kind, codes),
      },
      { name: "name_zh", kind: "line", label: form.nameZh(), required: true },
      { name: "name_en", kind: "line", label: form.nameEn(), required: true },
    ],
    initial: { code: "", name_zh: "", name_en: "" },
    revises: false,
    submit: words.short(),
    action: "manage_master_data",
    draft: (values) => {
      const body: NameTermBody = {
        code: text(values, "code"),
        kind,
        name_en: text(values, "name_en"),
        name_zh: text(values, "name_zh"),
      };
      return { type: "NameTerm", body };
    },
    blames: {},
    done: () => list,
    back: list,
  };
}

/** Codes with their names, for the suggestions of a field. */
export function termOptions(rows: Lookup, kind: Kind, codes: readonly string[]) {
  return codes.map((value) => {
    const name = localName(termNames(rows, kind, value));
    return { value, label: name === value ? value : `${value} · ${name}` };
  });
}

function codesOf(rows: Lookup, kind: Kind): readonly string[] {
  const used =
    kind === "family"
      ? [...rows.all("item"), ...rows.all("approval")].map(({ row }) => row.family)
      : rows.all("equipment").map(({ row }) => row.equipment_class);
  return [...new Set(used)].filter((code) => code !== "").toSorted();
}
