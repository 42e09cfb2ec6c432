/**
 * What is said of people and equipment at a step, loaded with the steps' screens; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const MEANS_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

/** Its messages in the current language. */
export function m(): typeof en {
  return MEANS_CATALOGUES[language.value];
}
