/**
 * Scanning back labels' own catalogue, loaded with the screen; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const LABELS_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

export function labelWords(): typeof en {
  return LABELS_CATALOGUES[language.value];
}
