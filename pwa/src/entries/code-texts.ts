/**
 * The texts of codes from sync/codes, the one catalogue the server uses too, filled with what an outcome carries.
 * Each language is a file of its own: a device loads the one that is read.
 */

import type { CatalogueEntry, CodeText, CodeTexts } from "./code-text.ts";

export type CodeDetail = Readonly<Record<string, unknown>>;

type Language = "zh" | "en";
type Texts = ReadonlyMap<string, CatalogueEntry>;

const FLOOR = {
  zh: () => import("./code-texts.zh.ts"),
  en: () => import("./code-texts.en.ts"),
} as const;
const OFFICE = {
  zh: () => import("./office-code-texts.zh.ts"),
  en: () => import("./office-code-texts.en.ts"),
} as const;

const WORDS = () => import("./office-words.ts");

const loaded: { [language in Language]?: Texts } = {};
let office = false;
let words: Awaited<ReturnType<typeof WORDS>> | null = null;

/** Brings one language's texts, from what the service worker keeps; before that its codes are said in the other. */
export async function loadCodeTexts(wanted: Language): Promise<void> {
  words ??= office ? await WORDS() : null;
  const files = office ? [FLOOR[wanted](), OFFICE[wanted]()] : [FLOOR[wanted]()];
  const entries = (await Promise.all(files)).flatMap(({ ENTRIES }) => ENTRIES);
  loaded[wanted] = new Map(entries.map((entry) => [entry.code, entry]));
}

/** From now on the office's codes too: for the desk, and once a handheld meets a code that it has no text for. */
export async function loadOfficeTexts(wanted: Language): Promise<void> {
  office = true;
  await loadCodeTexts(wanted);
}

/** Null for a code this build does not know. A value the detail lacks is shown as a dash. */
export function codeText(code: string, detail: CodeDetail, language: Language): CodeText | null {
  const texts = loaded[language] ?? loaded.zh ?? loaded.en;
  const entry = texts?.get(code);
  if (entry === undefined) {
    if (texts !== undefined && !office) {
      void loadOfficeTexts(language).catch((error: unknown) => reportError(error));
    }
    return null;
  }
  const { severity, what, why, now } = entry;
  const told = worded(code, detail, language);
  const filled = (text: string): string => fill(text, told);
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

/** The detail with its values of closed sets as people say them; any other value stays as it came. */
function worded(code: string, detail: CodeDetail, language: Language): CodeDetail {
  const told = Object.entries(words?.USED[code] ?? {}).flatMap(([name, set]) => {
    const value = detail[name];
    const of = (token: string): string => words?.SETS[set]?.[token]?.[language] ?? token;
    return typeof value === "string" ? [[name, value.split(", ").map(of).join(", ")]] : [];
  });
  return { ...detail, ...Object.fromEntries(told) };
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
