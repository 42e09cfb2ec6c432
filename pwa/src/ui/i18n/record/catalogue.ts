/**
 * The names of all kinds of entries, loaded with the screens that list records; both languages or no build.
 */

import { language } from "../language.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const RECORD_CATALOGUES: Readonly<Record<"zh" | "en", typeof en>> = { zh, en };

/** What an entry of a type is called; a type this build does not know is shown as it came. */
export function recordName(type: string): string {
  const words: Readonly<Record<string, () => string>> = RECORD_CATALOGUES[language.value];
  return words[type]?.() ?? type;
}
