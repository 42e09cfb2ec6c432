/** Switches to the other language, named in itself. */

import type { JSX } from "preact";
import { Button } from "../ui/button.tsx";
import { language } from "../ui/i18n/language.ts";
import { speak } from "./speak.ts";

const OTHER = { zh: "en", en: "zh" } as const;
const NAMES = { zh: "中文", en: "English" } as const;

export function LanguageButton(): JSX.Element {
  const other = OTHER[language.value];
  return <Button label={NAMES[other]} icon="globe" onPress={() => speak(other)} />;
}
