/**
 * The steps' own catalogue, loaded with their screens, each language by itself; both languages or no build.
 */

import { type Language, language } from "../language.ts";
import type { en } from "./en.ts";

export type StepCatalogue = typeof en;

const LOADS: Readonly<Record<Language, () => Promise<StepCatalogue>>> = {
  zh: () => import("./zh.ts").then(({ zh }) => zh),
  en: () => import("./en.ts").then(({ en }) => en),
};

const loaded: { [name in Language]?: StepCatalogue } = {};

async function load(wanted: Language): Promise<void> {
  loaded[wanted] ??= await LOADS[wanted]();
}

/** Brings the steps' messages in the language that is read now; the other one follows, for the next badge. */
export async function loadStepCatalogue(): Promise<void> {
  await load(language.value);
  void load(language.value === "zh" ? "en" : "zh").catch(reportError);
}

/** The steps' messages in the current language; no screen of the steps is opened before one is loaded. */
export function s(): StepCatalogue {
  return (loaded[language.value] ?? loaded.zh ?? loaded.en) as StepCatalogue;
}
