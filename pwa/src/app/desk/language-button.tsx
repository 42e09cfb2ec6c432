/**
 * The other language, one press away, named in itself.
 */

import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { language } from "../../ui/i18n/language.ts";
import { speak } from "../speak.ts";

export function LanguageButton(): JSX.Element {
  const words = d().frame;
  return (
    <Button
      label={words.language()}
      icon="globe"
      tone="quiet"
      onPress={() => speak(language.value === "zh" ? "en" : "zh")}
    />
  );
}
