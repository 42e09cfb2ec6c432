/**
 * Creating and changing a location, closing it when it is empty, opening it again.
 */

import type { DefineLocationBody } from "../entries/bodies.ts";
import type { LocationRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import { type Complaints, type FormSpec, text } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";

const TYPES = ["quarantine", "released", "rejected", "returned", "production", "dispatch"] as const;

export function newLocationForm(rows: Lookup, site: string): FormSpec {
  return {
    ...shared(null),
    title: d().form.location.create(),
    intro: d().form.location.createWhy(),
    initial: { site, code: "", name_zh: "", name_en: "", type: "", zone: "" },
    revises: false,
    submit: d().form.create(),
    check: (values): Complaints =>
      rows.get("location", [text(values, "site"), text(values, "code")]) === undefined
        ? {}
        : { code: d().form.taken() },
    back: recordHref("locations"),
  };
}

/** Null when this computer does not know the place. */
export function reviseLocationForm(rows: Lookup, site: string, code: string): FormSpec | null {
  const place = rows.get("location", [site, code])?.row;
  if (place === undefined) {
    return null;
  }
  const { name_zh, name_en, type, zone } = place;
  return {
    ...shared(place),
    title: d().form.location.revise(code),
    intro: d().form.location.reviseWhy(),
    initial: { site, code, name_zh, name_en, type, zone },
    revises: true,
    submit: d().form.save(),
    back: recordHref("locations", [site, code]),
  };
}

export function locationStatusForm(
  rows: Lookup,
  site: string,
  code: string,
  active: boolean,
): FormSpec | null {
  const place = rows.get("location", [site, code])?.row;
  if (place === undefined) {
    return null;
  }
  const words = d().form.location;
  const type = active ? "ReactivateLocation" : "DeactivateLocation";
  return {
    ...shared(place),
    title: active ? words.activate(code) : words.deactivate(code),
    intro: active ? words.activateWhy() : words.deactivateWhy(),
    fields: () => [],
    initial: {},
    revises: true,
    submit: active ? d().form.activate() : d().form.deactivate(),
    stops: !active,
    draft: () => ({ type, body: { code, site } }),
    done: () => recordHref("locations", [site, code]),
    back: recordHref("locations", [site, code]),
  };
}

function shared(
  place: LocationRow | null,
): Pick<FormSpec, "fields" | "action" | "draft" | "blames" | "done"> {
  const { field, form, word } = d();
  const fixed = place === null ? {} : { fixed: form.keyFixed() };
  const types = place?.type === "unreconciled" ? ["unreconciled" as const] : TYPES;
  const options = types.map((value) => ({ value, label: word.locationType[value]() }));
  return {
    fields: () => [
      { name: "site", kind: "code", label: field.site(), required: true, ...fixed },
      { name: "code", kind: "code", label: field.code(), required: true, ...fixed },
      { name: "name_zh", kind: "line", label: form.nameZh(), required: true },
      { name: "name_en", kind: "line", label: form.nameEn(), required: true },
      {
        name: "type",
        kind: "choice",
        label: field.type(),
        options,
        required: true,
        hint: form.location.typeHint(),
      },
      { name: "zone", kind: "code", label: field.zone() },
    ],
    action: "manage_master_data",
    draft: (values) => ({
      type: "DefineLocation",
      body: {
        code: text(values, "code"),
        name_en: text(values, "name_en"),
        name_zh: text(values, "name_zh"),
        site: text(values, "site"),
        type: text(values, "type"),
        zone: text(values, "zone"),
      } as DefineLocationBody,
    }),
    blames: { LOCATION_RESERVED: "code" },
    done: (values) => recordHref("locations", [text(values, "site"), text(values, "code")]),
  };
}
