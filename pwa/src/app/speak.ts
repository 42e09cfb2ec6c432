/**
 * Changes the language once everything that is said in it is there.
 */

import { loadCodeTexts } from "../entries/code-texts.ts";
import { loadCatalogue } from "../ui/i18n/catalogue.ts";
import { type Language, setLanguage } from "../ui/i18n/language.ts";

const KEY = "unitrail.language";

let wanted: Language = "zh";

/** What was spoken here last, until then what the browser speaks: a reload changes no language. */
export function spokenHere(target: Window): Language {
  const kept = target.localStorage.getItem(KEY);
  return kept === "zh" || kept === "en"
    ? kept
    : target.navigator.language.startsWith("en")
      ? "en"
      : "zh";
}

/** Never fails once a language is there: a file that does not come leaves its texts in the other. */
export async function speak(next: Language): Promise<void> {
  wanted = next;
  const texts = Promise.all([loadCatalogue(next), loadCodeTexts(next)]);
  await texts.catch((error: unknown) => reportError(error));
  if (wanted === next) {
    setLanguage(next);
    localStorage.setItem(KEY, next);
  }
}
