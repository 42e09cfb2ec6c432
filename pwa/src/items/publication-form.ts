/**
 * The publication of an identifier in a regulator's database.
 */

import type { Lookup } from "../sync/view.ts";
import { type FormSpec, orNull, text } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { named, ofItem, REGIMES } from "./identity-fields.ts";

/** Null while the item has no identifier. */
export function publicationForm(rows: Lookup, item: string, di: string): FormSpec | null {
  const identifiers = rows.find("identifier", "item", item).map(({ row }) => row);
  if (identifiers.length === 0) {
    return null;
  }
  const { identity, field } = d();
  const first = identifiers.find((row) => row.di === di) ?? identifiers[0];
  return {
    ...ofItem(item),
    title: identity.publishTitle(item),
    intro: identity.publishWhy(),
    fields: () => [
      {
        name: "di",
        kind: "choice",
        label: field.identifier(),
        required: true,
        options: named(identifiers),
      },
      {
        name: "regime",
        kind: "choice",
        label: identity.database(),
        required: true,
        options: REGIMES.map((value) => ({ value, label: identity.regime[value]() })),
      },
      { name: "submitted_on", kind: "date", label: identity.submittedOn(), required: true },
      {
        name: "published_on",
        kind: "date",
        label: identity.publishedOn(),
        hint: identity.publishedHint(),
      },
      { name: "record_key", kind: "line", label: identity.recordKey() },
    ],
    initial: {
      di: first?.di ?? "",
      regime: "NMPA",
      submitted_on: "",
      published_on: "",
      record_key: "",
    },
    draft: (values) => ({
      type: "RecordPublication",
      body: {
        di: text(values, "di"),
        published_on: orNull(text(values, "published_on")),
        record_key: text(values, "record_key"),
        regime: text(values, "regime"),
        submitted_on: text(values, "submitted_on"),
      },
    }),
    blames: { PUBLICATION_DATES_WRONG: "submitted_on", PUBLICATION_FIXED: "published_on" },
  };
}
