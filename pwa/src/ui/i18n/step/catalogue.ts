/**
 * The steps' own catalogue, loaded with their screens; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const STEP_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

/** The steps' messages in the current language. */
export function s(): typeof en {
  return STEP_CATALOGUES[language.value];
}
