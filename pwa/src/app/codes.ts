/**
 * The sentences of a code in the language of the person at the device; a code this build does not know is shown itself.
 */

import type { CodeText } from "../entries/code-text.ts";
import { type CodeDetail, codeText as textOf } from "../entries/code-texts.ts";
import { language } from "../ui/i18n/language.ts";

export function codeText(code: string, detail: CodeDetail): CodeText {
  const known = textOf(code, detail, language.value);
  return known ?? { severity: "warn", what: code, why: "", now: "" };
}
