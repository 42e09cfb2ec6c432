/**
 * The name a person reads: theirs first, the other language's where theirs is empty.
 */

import { language } from "./i18n/language.ts";

export interface TwoNames {
  readonly name_en: string;
  readonly name_zh: string;
}

export function localName({ name_en, name_zh }: TwoNames): string {
  const [first, second] = language.value === "zh" ? [name_zh, name_en] : [name_en, name_zh];
  return first === "" ? second : first;
}
