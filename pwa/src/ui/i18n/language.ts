/**
 * Which language the person in front of the device reads; it follows the badge, not the browser.
 */

import { signal } from "@preact/signals";

export type Language = "zh" | "en";

const TAGS: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en" };

export const language = signal<Language>("zh");

/** Switches the language and the page's `lang`, which line height and screen readers follow. */
export function setLanguage(next: Language): void {
  language.value = next;
  document.documentElement.lang = TAGS[next];
}
