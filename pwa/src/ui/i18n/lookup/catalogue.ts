/**
 * Look-up's own catalogue, loaded with the screen; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const LOOKUP_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

export function lookupWords(): typeof en {
  return LOOKUP_CATALOGUES[language.value];
}
