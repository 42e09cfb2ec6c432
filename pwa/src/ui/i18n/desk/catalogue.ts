/**
 * The desk's own catalogue, apart from the handheld's so that a handheld never loads it; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export type DeskCatalogue = typeof en;

export const DESK_CATALOGUES: Readonly<Record<"zh" | "en", DeskCatalogue>> = { zh, en };

/** The desk's messages in the current language. */
export function d(): DeskCatalogue {
  return DESK_CATALOGUES[language.value];
}

/** The word for one value of a closed set; a value this build does not know is shown as it came. */
export function wordOf(words: Readonly<Record<string, () => string>>, value: string): string {
  return words[value]?.() ?? value;
}
