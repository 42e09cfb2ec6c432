/**
 * The typed catalogue: one function per message, in areas, complete in both languages or it does not compile.
 */

import { en } from "./en.ts";
import { language } from "./language.ts";
import { zh } from "./zh.ts";

/** Each area's messages by name; the other language must have the same functions. */
export type Catalogue = typeof en;

export const CATALOGUES: Readonly<Record<"zh" | "en", Catalogue>> = { zh, en };

/** The messages in the current language; a component that calls it is drawn anew when it changes. */
export function t(): Catalogue {
  return CATALOGUES[language.value];
}
