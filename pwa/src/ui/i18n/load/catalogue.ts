/**
 * The words of sterilisation loads on the handheld, loaded with their screen; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const LOAD_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

/** The screen's messages in the current language. */
export function l(): typeof en {
  return LOAD_CATALOGUES[language.value];
}
