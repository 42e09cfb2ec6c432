/** Sample words of the demo company, in the page's language. */

import { language } from "../src/ui/i18n/language.ts";

export function say(zh: string, en: string): string {
  return language.value === "zh" ? zh : en;
}

export const NOW = new Date(2026, 10, 22, 10, 42);
