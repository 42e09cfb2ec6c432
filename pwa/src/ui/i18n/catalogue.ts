/**
 * The typed catalogue: one function per message, in areas, complete in both languages or it does not compile.
 * Each language is a file of its own: a device loads the one that is read.
 */

import type { en } from "./en.ts";
import { type Language, language } from "./language.ts";

/** Each area's messages by name; the other language must have the same functions. */
export type Catalogue = typeof en;

const LOADS: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  zh: () => import("./zh.ts").then(({ zh }) => zh),
  en: () => import("./en.ts").then(({ en }) => en),
};

const loaded: { [name in Language]?: Catalogue } = {};

/** Brings one language's messages, from what the service worker keeps. */
export async function loadCatalogue(wanted: Language): Promise<void> {
  loaded[wanted] ??= await LOADS[wanted]();
}

/** The messages in the current language; a component that calls it is drawn anew when it changes. */
export function t(): Catalogue {
  const found = loaded[language.value] ?? loaded.zh ?? loaded.en;
  if (found === undefined) {
    throw new Error("no language was loaded");
  }
  return found;
}
