/**
 * Changes the language once everything that is said in it is there.
 */

import { loadCodeTexts } from "../entries/code-texts.ts";
import { type Language, setLanguage } from "../ui/i18n/language.ts";

let wanted: Language = "zh";

/** Never fails: a file that does not come leaves the codes in the other language. */
export async function speak(next: Language): Promise<void> {
  wanted = next;
  await loadCodeTexts(next).catch((error: unknown) => reportError(error));
  if (wanted === next) {
    setLanguage(next);
  }
}
