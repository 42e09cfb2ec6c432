/**
 * The camera's own catalogue, loaded with it; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const CAMERA_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

/** The camera's messages in the current language. */
export function c(): typeof en {
  return CAMERA_CATALOGUES[language.value];
}
