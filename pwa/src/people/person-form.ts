/**
 * Creating and changing a person, and ending their access for good. Nobody changes their own rights.
 */

import type { DefinePersonBody } from "../entries/bodies.ts";
import { EVERY_ROLE } from "../entries/desk-acts.ts";
import type { PersonRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import { type Complaints, type FormSpec, several, text } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";

const EVERY_SITE = "*";
const BLAMES = {
  BADGE_TAKEN: "badge",
  PERSON_NUMBER_RETIRED: "number",
  OWN_RIGHTS: "roles",
};

export function newPersonForm(rows: Lookup, site: string): FormSpec {
  return {
    ...shared(rows, null, site),
    title: d().form.person.create(),
    intro: d().form.person.createWhy(),
    initial: {
      number: "",
      badge: "",
      name_zh: "",
      name_en: "",
      language: "zh",
      roles: [],
      sites: [site],
    },
    revises: false,
    submit: d().form.create(),
    check: (values): Complaints =>
      rows.get("person", [text(values, "number")]) === undefined
        ? {}
        : { number: d().form.taken() },
    back: recordHref("people"),
  };
}

/** Null when this computer does not know the person. */
export function revisePersonForm(rows: Lookup, number: string, site: string): FormSpec | null {
  const person = rows.get("person", [number])?.row;
  if (person === undefined) {
    return null;
  }
  const { badge, name_zh, name_en, language, roles, sites } = person;
  return {
    ...shared(rows, person, site),
    title: d().form.person.revise(number),
    intro: d().form.person.reviseWhy(),
    initial: { number, badge, name_zh, name_en, language, roles: [...roles], sites: [...sites] },
    revises: true,
    submit: d().form.save(),
    back: recordHref("people", [number]),
  };
}

export function deactivatePersonForm(rows: Lookup, number: string): FormSpec | null {
  if (rows.get("person", [number]) === undefined) {
    return null;
  }
  const words = d().form.person;
  return {
    title: words.deactivate(number),
    intro: words.deactivateWhy(),
    fields: () => [],
    initial: {},
    revises: true,
    submit: d().form.deactivate(),
    stops: true,
    action: "manage_people",
    draft: () => ({ type: "DeactivatePerson", body: { person: number } }),
    blames: {},
    done: () => recordHref("people", [number]),
    back: recordHref("people", [number]),
  };
}

function shared(
  rows: Lookup,
  person: PersonRow | null,
  site: string,
): Pick<FormSpec, "fields" | "action" | "draft" | "blames" | "done"> {
  const { field, form, word } = d();
  const roles = EVERY_ROLE.map((value) => ({ value, label: word.role[value]() }));
  const sites = sitesOf(rows, site).map((value) => ({
    value,
    label: value === EVERY_SITE ? form.person.everySite() : value,
  }));
  const languages = (["zh", "en"] as const).map((value) => ({
    value,
    label: word.language[value](),
  }));
  return {
    fields: () => [
      {
        name: "number",
        kind: "code",
        label: field.number(),
        required: true,
        ...(person === null ? { hint: form.person.numberHint() } : { fixed: form.keyFixed() }),
      },
      { name: "badge", kind: "code", label: field.badge(), required: true },
      { name: "name_zh", kind: "line", label: form.nameZh(), required: true },
      { name: "name_en", kind: "line", label: form.nameEn(), required: true },
      {
        name: "language",
        kind: "choice",
        label: field.language(),
        options: languages,
        required: true,
      },
      { name: "roles", kind: "several", label: field.roles(), options: roles, required: true },
      { name: "sites", kind: "several", label: field.sites(), options: sites, required: true },
    ],
    action: "manage_people",
    draft: (values) => ({
      type: "DefinePerson",
      body: {
        badge: text(values, "badge"),
        language: text(values, "language"),
        name_en: text(values, "name_en"),
        name_zh: text(values, "name_zh"),
        number: text(values, "number"),
        roles: several(values, "roles"),
        sites: several(values, "sites"),
      } as DefinePersonBody,
    }),
    blames: BLAMES,
    done: (values) => recordHref("people", [text(values, "number")]),
  };
}

/** This computer's site, those of places and people, and all of them. */
function sitesOf(rows: Lookup, site: string): readonly string[] {
  const places = rows.all("location").map(({ row }) => row.site);
  const people = rows.all("person").flatMap(({ row }) => row.sites);
  return [...new Set([site, ...places, ...people, EVERY_SITE])].toSorted();
}
