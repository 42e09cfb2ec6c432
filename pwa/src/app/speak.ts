/**
 * Changes the language once everything that is said in it is there.
 */

import { loadCodeTexts } from "../entries/code-texts.ts";
import { loadCatalogue } from "../ui/i18n/catalogue.ts";
import { type Language, setLanguage } from "../ui/i18n/language.ts";

let wanted: Language = "zh";

/** Never fails once a language is there: a file that does not come leaves its texts in the other. */
export async function speak(next: Language): Promise<void> {
  wanted = next;
  const texts = Promise.all([loadCatalogue(next), loadCodeTexts(next)]);
  await texts.catch((error: unknown) => reportError(error));
  if (wanted === next) {
    setLanguage(next);
  }
}
