/**
 * Lots' own catalogue, loaded with the screen; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const LOT_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

export function lotWords(): typeof en {
  return LOT_CATALOGUES[language.value];
}
