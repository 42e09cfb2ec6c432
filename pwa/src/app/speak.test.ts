/** A language is changed once its texts are there; the last one asked for stands. */

import { afterEach, expect, test, vi } from "vitest";
import { codeText } from "../entries/code-texts.ts";
import { language, setLanguage } from "../ui/i18n/language.ts";
import { speak, spokenHere } from "./speak.ts";

afterEach(() => {
  localStorage.clear();
  setLanguage("zh");
});

test("the language spoken last is spoken after a reload, before that the browser's", async () => {
  const begins = navigator.language.startsWith("en") ? "en" : "zh";
  expect(spokenHere(window)).toBe(begins);
  const other = begins === "en" ? "zh" : "en";
  await speak(other);
  expect(spokenHere(window)).toBe(other);
});

test("brings the texts of codes with the language", async () => {
  await speak("en");
  expect(language.value).toBe("en");
  expect(codeText("LOT_UNKNOWN", { lot: "L7" }, "en")?.what).toContain("L7");
});

test("the language asked for last stands, whichever texts come first", async () => {
  await Promise.all([speak("en"), speak("zh")]);
  await vi.dynamicImportSettled();
  expect(language.value).toBe("zh");
});
