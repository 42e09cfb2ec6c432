/**
 * What is said about equipment at the desk and on the handheld, loaded with those screens; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const EQUIPMENT_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

/** The messages about equipment in the current language. */
export function e(): typeof en {
  return EQUIPMENT_CATALOGUES[language.value];
}
