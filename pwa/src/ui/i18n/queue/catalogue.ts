/**
 * The queue's own catalogue, loaded with the screen; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const QUEUE_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

export function queueWords(): typeof en {
  return QUEUE_CATALOGUES[language.value];
}
