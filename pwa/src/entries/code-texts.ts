/**
 * The texts of codes from sync/codes, the one catalogue the server uses too, filled with what an outcome carries.
 * Each language is a file of its own: a device loads the one that is read.
 */

import type { CatalogueEntry, CodeText, CodeTexts } from "./code-text.ts";

export type CodeDetail = Readonly<Record<string, unknown>>;

type Language = "zh" | "en";
type Texts = ReadonlyMap<string, CatalogueEntry>;

const LOADS = {
  zh: () => import("./code-texts.zh.ts"),
  en: () => import("./code-texts.en.ts"),
} as const;

const loaded: { [language in Language]?: Texts } = {};

/** Brings one language's texts, from what the service worker keeps; before that its codes are said in the other. */
export async function loadCodeTexts(wanted: Language): Promise<void> {
  if (loaded[wanted] === undefined) {
    const { ENTRIES } = await LOADS[wanted]();
    loaded[wanted] = new Map(ENTRIES.map((entry) => [entry.code, entry]));
  }
}

/** Null for a code this build does not know. A value the detail lacks is shown as a dash. */
export function codeText(code: string, detail: CodeDetail, language: Language): CodeText | null {
  const texts = loaded[language] ?? loaded.zh ?? loaded.en;
  const entry = texts?.get(code);
  if (entry === undefined) {
    return null;
  }
  const { severity, what, why, now } = entry;
  const filled = (text: string): string => fill(text, detail);
  return { severity, what: filled(what), why: filled(why), now: filled(now) };
}

export interface ExplainedCode extends CodeTexts {
  readonly code: string;
}

/** Several codes in words; one this build does not know is shown as it came. */
export function explain(
  codes: readonly { readonly code: string; readonly detail: CodeDetail }[],
  language: Language,
): readonly ExplainedCode[] {
  return codes.map(({ code, detail }) => {
    const text = codeText(code, detail, language);
    return text === null ? { code, what: code, why: "", now: "" } : { ...text, code };
  });
}

function fill(text: string, detail: CodeDetail): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => shown(detail[name]));
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === "") {
    return "–";
  }
  if (Array.isArray(value)) {
    return value.map(shown).join(", ");
  }
  return typeof value === "object" ? Object.values(value).map(shown).join(" · ") : String(value);
}
