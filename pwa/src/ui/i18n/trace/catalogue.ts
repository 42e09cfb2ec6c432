/**
 * Words of Trace on the handheld, loaded with the screen that looks things up; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const TRACE_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

export function traceWords(): typeof en {
  return TRACE_CATALOGUES[language.value];
}
