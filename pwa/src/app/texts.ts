/**
 * Names and sentences in the language of the person at the device.
 */

import type { PersonRow } from "../entries/rows.ts";
import type { Shift } from "../sync/identity.ts";
import { t } from "../ui/i18n/catalogue.ts";
import { language } from "../ui/i18n/language.ts";

/** The name of a person, item, supplier or place in the current language. */
export function nameOf(row: { readonly name_en: string; readonly name_zh: string }): string {
  const [first, second] =
    language.value === "zh" ? [row.name_zh, row.name_en] : [row.name_en, row.name_zh];
  return first === "" ? second : first;
}

export function roleOf(person: PersonRow): string {
  const words = t().app;
  const role = person.roles[0];
  return role !== undefined && role in words.role
    ? words.role[role as keyof typeof words.role]()
    : words.noRole();
}

/** How the person at the device is called; an unknown one by the badge. */
export function whoIs(shift: Shift): { readonly name: string; readonly role: string } {
  const { person, holder } = shift;
  return person === null
    ? { name: holder.badge, role: t().app.unknownPerson() }
    : { name: nameOf(person), role: roleOf(person) };
}
