/**
 * The words of what becomes of material, loaded with its screen; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const CHANGE_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

/** The screen's messages in the current language. */
export function m(): typeof en {
  return CHANGE_CATALOGUES[language.value];
}
